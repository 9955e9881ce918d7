"""The gate's steps in their order, from bytes to verdict."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from govinnov.gate.decide import Outcome, decide
from govinnov.gate.decode import decode
from govinnov.gate.limits import DEFAULT_LIMITS, Limits
from govinnov.gate.model import Decoded, Finding, Schema, Table
from govinnov.gate.receive import receive, refuse
from govinnov.gate.rules import RULES_VERSION
from govinnov.gate.schema import infer
from govinnov.gate.screen import screen_table, screen_texts
from govinnov.gate.structure import examine
from govinnov.gate.validate import validate
from govinnov.gate.verdict import Accepted, Quarantined


@dataclass(frozen=True, slots=True)
class Request:
    """What a check is asked: the schema (None: infer one), metadata texts to screen along, bounds, rules."""

    schema: Schema | None = None
    texts: Mapping[str, str] | None = None
    limits: Limits = DEFAULT_LIMITS
    rules: str = RULES_VERSION
    limit_errors: int = 0


def run(path: Path, name: str, request: Request, workdir: Path) -> Accepted | Quarantined:
    """Run every step on one file; tables are written below ``workdir`` and stay as long as it does."""
    started = time.monotonic()
    received = receive(path, name)
    refused = refuse(received, request.limits)
    decoded = Decoded(None, None, findings=refused) if refused else decode(received, workdir, request.limits)
    outcomes = tuple(check_table(table, request) for table in decoded.tables)
    findings = (*decoded.findings, *screen_texts({**dict(decoded.texts), **(request.texts or {})}))
    return decide(received, decoded, outcomes, findings, request.rules, started)


def check_table(raw: Table, request: Request) -> Outcome:
    """Steps 3 to 6 on one table: structure, schema, validation, screen."""
    structured = examine(raw)
    if structured.table is None:
        return Outcome(raw.member, None, None, None, structured.findings)
    table = structured.table
    schema = request.schema or infer(table)
    validated = validate(table, schema, limit_errors=request.limit_errors)
    findings: tuple[Finding, ...] = (*structured.findings, *validated.findings, *screen_table(table, schema))
    return Outcome(raw.member, table, schema, validated.report, findings)
