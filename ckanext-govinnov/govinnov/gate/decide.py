"""Decide: one verdict from everything the steps found, with findings in an order that never changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from govinnov.gate.model import Decoded, Finding, Received, Schema, Table
from govinnov.gate.schema import schema_sha256
from govinnov.gate.verdict import _SEAL, Accepted, Quarantined
from govinnov.gate.waivers import Waiver, applied, open_findings

HOLDING = ("error", "confirm")
LEVELS = ("file", "table", "header", "row", "cell")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the steps after decoding say of one table; ``table`` is None when its shape could not be read."""

    member: str | None
    table: Table | None
    schema: Schema | None
    report: dict[str, Any] | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of a file when it is decided on.

    ``findings`` are those made outside of its tables: while receiving, decoding, and in texts. ``references`` are the
    sha256 of the resources that foreign keys were followed to, by name.
    """

    received: Received
    decoded: Decoded
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    rules: str
    waivers: tuple[Waiver, ...] = ()
    references: tuple[tuple[str, str], ...] = ()


def decide(case: Case, seconds: float) -> Accepted | Quarantined:
    """Accept when nothing holds the file and all of its tables, at least one, were read through; else quarantine."""
    findings = ordered([*case.findings, *_of_tables(case.outcomes)])
    tables = tuple(outcome.table for outcome in case.outcomes if outcome.table)
    undecided = open_findings(findings, [outcome.schema for outcome in case.outcomes], case.waivers)
    passed = bool(tables) and len(tables) == len(case.outcomes) and not holds(undecided)
    schema = next((outcome.schema for outcome in case.outcomes if outcome.schema), None)
    return (Accepted if passed else Quarantined)(
        sha256=case.received.sha256,
        size=case.received.size,
        name=case.received.name,
        format=case.decoded.format,
        encoding=case.decoded.encoding,
        text_sha256=case.decoded.text_sha256,
        rows=sum(table.rows for table in tables),
        fields=tables[0].labels if tables else (),
        schema=schema,
        schema_sha256=schema_sha256(schema) if schema else None,
        rules_version=case.rules,
        findings=findings,
        report=report([outcome.report for outcome in case.outcomes if outcome.report], case.received.name),
        seconds=seconds,
        tables=tables,
        waivers=applied(findings, case.waivers),
        references=case.references,
        seal=_SEAL,
    )


def _of_tables(outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """Findings of all tables; with several tables each names its own in its sentences."""
    for outcome in outcomes:
        name = outcome.member if len(outcomes) > 1 else None
        yield from (placed(found, name) for found in outcome.findings)


def placed(found: Finding, name: str | None) -> Finding:
    """Name the sheet or member of an archive that a finding is about."""
    if name is None:
        return found
    return replace(found, message_ko=f"[{name}] {found.message_ko}", message_en=f"[{name}] {found.message_en}")


def holds(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding holds the file."""
    return any(found.severity in HOLDING for found in findings)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by level, row and code, whatever order the steps worked in."""
    return tuple(sorted(dict.fromkeys(findings), key=_rank))


def _rank(found: Finding) -> tuple[int, int, str, str, str, str]:
    field, value = found.field or "", found.value or ""
    return (LEVELS.index(found.level), found.row or 0, found.code, field, value, found.message_ko)


def report(reports: Sequence[dict[str, Any]], name: str) -> dict[str, Any]:
    """Frictionless's report descriptor of all tables; its tasks name the file as it was submitted."""
    if len(reports) == 1:
        return _named(reports[0], name)
    tasks = [task for one in reports for task in one["tasks"]]
    errors = [error for one in reports for error in one["errors"]]
    return {"valid": bool(tasks) and all(one["valid"] for one in reports), "tasks": tasks, "errors": errors}


def _named(one: dict[str, Any], name: str) -> dict[str, Any]:
    return {**one, "tasks": [{**task, "place": name} for task in one["tasks"]]}
