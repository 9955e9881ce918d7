"""Decide: one verdict from everything the steps found, with findings in an order that never changes."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from govinnov.gate.model import Decoded, Finding, Received, Schema, Table
from govinnov.gate.verdict import _SEAL, Accepted, Quarantined

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


def decide(
    received: Received,
    decoded: Decoded,
    outcomes: Sequence[Outcome],
    findings: Iterable[Finding],
    rules: str,
    started: float,
) -> Accepted | Quarantined:
    """Accept when nothing holds the file and at least one table was read through; quarantine otherwise.

    Args:
        findings: What was found outside of the tables (receiving, decoding, metadata texts).
        started: ``time.monotonic()`` when the check began.
    """
    found = ordered([*findings, *(one for outcome in outcomes for one in outcome.findings)])
    tables = tuple(outcome.table for outcome in outcomes if outcome.table)
    passed = bool(tables) and len(tables) == len(outcomes) and not holds(found)
    schema = next((outcome.schema for outcome in outcomes if outcome.schema), None)
    return (Accepted if passed else Quarantined)(
        sha256=received.sha256,
        size=received.size,
        name=received.name,
        format=decoded.format,
        encoding=decoded.encoding,
        text_sha256=decoded.text_sha256,
        rows=sum(table.rows for table in tables),
        fields=tables[0].labels if tables else (),
        schema=schema,
        schema_sha256=schema_sha256(schema),
        rules_version=rules,
        findings=found,
        report=report([outcome.report for outcome in outcomes if outcome.report], received.name),
        seconds=round(time.monotonic() - started, 3),
        tables=tables,
        seal=_SEAL,
    )


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


def schema_sha256(schema: Schema | None) -> str | None:
    """The sha256 of a schema's canonical JSON; None without a schema."""
    if schema is None:
        return None
    text = json.dumps(schema, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
