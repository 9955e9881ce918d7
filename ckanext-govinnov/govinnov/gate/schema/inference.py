"""A Table Schema inferred over the whole file, so that inference alone never holds one."""

from __future__ import annotations

from dataclasses import dataclass

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.rows import batches, readable
from govinnov.gate.schema.kinds import KINDS, is_code
from govinnov.gate.schema.tally import Tally, count

#: A column of fewer cells has no "rest" that a cell could be unlike.
_ENOUGH = 20
#: At most one cell in so many may be unlike the rest.
_ONE_IN = 20


@dataclass(frozen=True, slots=True)
class Inference:
    """An inferred schema, and what was odd on the way (never more than *info*)."""

    schema: Schema
    findings: tuple[Finding, ...]


def infer(table: Table) -> Schema:
    """The narrowest type per column that every filled cell of the file has."""
    return infer_with_findings(table).schema


def infer_with_findings(table: Table) -> Inference:
    """Infer a schema, and find columns in which a few cells are unlike the rest.

    Raises:
        UnicodeDecodeError, polars.exceptions.PolarsError: The text is not UTF-8.
    """
    tallies = [Tally(label, str(place)) for place, label in enumerate(table.labels)]
    if readable(table):
        for batch in batches(table):
            count(tallies, batch.frame, batch.numbers)
    kinds = [_kind(tally) if readable(table) else "string" for tally in tallies]
    fields = [{"name": name, "type": kind} for name, kind in zip(names(table.labels), kinds, strict=True)]
    odd = [_unlike(tally) for tally, kind in zip(tallies, kinds, strict=True) if kind == "string"]
    return Inference({"fields": fields, "missingValues": [""]}, tuple(found for found in odd if found))


def names(labels: tuple[str, ...]) -> list[str]:
    """Field names: a blank label is named by its number, a repeated one gets a number, as frictionless names them."""
    chosen: list[str] = []
    for number, label in enumerate(labels, start=1):
        base = label or f"field{number}"
        name, suffix = base, 2
        while name in chosen:
            name, suffix = f"{base}{suffix}", suffix + 1
        chosen.append(name)
    return chosen


def _kind(tally: Tally) -> str:
    """The first kind without a misfit; a column without cells, or of codes, is text."""
    if not tally.filled:
        return "string"
    kind = next((kind for kind in KINDS if tally.misfits.get(kind) == 0), "string")
    if kind == "integer" and is_code(tally.label, tally.shortest or 0, tally.longest):
        return "string"
    return kind


def _unlike(tally: Tally) -> Finding | None:
    """The finding of a column that would have a type but for a few cells."""
    few = {kind: count for kind, count in tally.misfits.items() if 0 < count * _ONE_IN <= tally.filled}
    if tally.filled < _ENOUGH or not few or 0 in tally.misfits.values():
        return None
    kind = min(few, key=lambda name: (few[name], KINDS.index(name)))
    row, value = tally.shown[kind]
    return finding("cells-unlike-the-rest", row=row, field=tally.label, value=value, kind=kind, count=few[kind])
