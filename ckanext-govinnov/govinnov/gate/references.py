"""Other resources of the same dataset, which a table's foreign keys point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from govinnov.gate.codes import finding
from govinnov.gate.decode import decode
from govinnov.gate.limits import Limits
from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.receive import receive, refuse
from govinnov.gate.schema import infer_with_findings
from govinnov.gate.structure import examine


@dataclass(frozen=True, slots=True)
class Reference:
    """A resource that foreign keys may point to: its file, what its sender called it, its schema (None: inferred)."""

    path: Path
    name: str
    schema: Schema | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The references that a schema uses: read as tables, by resource; ``sha256`` are those of their bytes."""

    tables: Mapping[str, tuple[Table, Schema]] = field(default_factory=dict)
    sha256: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


NOTHING = Opened()


def wanted(schema: Schema, own: str | None) -> list[str]:
    """The resources that a schema's foreign keys point to, without the table itself ("" or its own name)."""
    return sorted({_target(key) for key in schema.get("foreignKeys") or []} - {"", own})


def without(schema: Schema, gone: Iterable[str]) -> Schema:
    """The schema without its foreign keys to some resources."""
    lost = set(gone)
    return {**schema, "foreignKeys": [key for key in schema["foreignKeys"] if _target(key) not in lost]}


def opened(names: Iterable[str], given: Mapping[str, Reference], workdir: Path, limits: Limits) -> Opened:
    """Read the named resources; one that is not there, or holds no table, is the finding ``reference-missing``."""
    tables: dict[str, tuple[Table, Schema]] = {}
    hashes, missing = [], []
    for number, name in enumerate(names):
        folder = workdir / f"reference-{number}"
        folder.mkdir(exist_ok=True)
        read = _read(given[name], folder, limits) if name in given else None
        if read is None:
            missing.append(finding("reference-missing", reference=name))
        else:
            sha256, table, schema = read
            tables[name] = (table, schema)
            hashes.append((name, sha256))
    return Opened(tables, tuple(hashes), tuple(missing))


def _read(reference: Reference, folder: Path, limits: Limits) -> tuple[str, Table, Schema] | None:
    """The sha256 of a reference's bytes, its first table, and its schema; None when it can't be read as a table."""
    received = receive(reference.path, reference.name)
    if refuse(received, limits):
        return None
    raw = next(iter(decode(received, folder, limits).tables), None)
    table = examine(raw).written(folder / "trimmed.csv") if raw else None
    if table is None:
        return None
    return received.sha256, table, reference.schema or infer_with_findings(table).schema


def _target(key: object) -> str:
    """The resource of one foreign key; frictionless reads a missing one as the table itself."""
    reference = key.get("reference") if isinstance(key, dict) else None
    return str(reference.get("resource", "")) if isinstance(reference, dict) else ""
