"""The gate's steps in their order, from bytes to verdict."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path

from govinnov.gate.decide import Case, Outcome, decide
from govinnov.gate.decode import decode
from govinnov.gate.districts import DistrictTable, shipped
from govinnov.gate.limits import DEFAULT_LIMITS, Limits
from govinnov.gate.model import Decoded, Finding, Schema, Table
from govinnov.gate.receive import receive, refuse
from govinnov.gate.rows import kept
from govinnov.gate.rules import rules_version
from govinnov.gate.schema import compare, infer_with_findings
from govinnov.gate.screen import DEFAULT_SCREEN, ScreenSettings, mask, screen_table, screen_texts
from govinnov.gate.structure import examine, trim
from govinnov.gate.validate import validate
from govinnov.gate.verdict import Accepted, Quarantined
from govinnov.gate.waivers import Confirmed, Waiver, confirm


@dataclass(frozen=True, slots=True)
class Request:
    """What a check is asked: the schema (None: infer one), metadata texts to screen along, bounds, screening rules.

    ``districts`` None means the list that comes with the project.
    """

    schema: Schema | None = None
    texts: Mapping[str, str] | None = None
    limits: Limits = DEFAULT_LIMITS
    screen: ScreenSettings = DEFAULT_SCREEN
    limit_errors: int = 0
    waivers: tuple[Waiver, ...] = ()
    confirmed: Confirmed = field(default_factory=dict)
    districts: DistrictTable | None = None


def run(path: Path, name: str, request: Request, workdir: Path) -> Accepted | Quarantined:
    """Run every step on one file; tables are written below ``workdir`` and stay as long as it does."""
    started = time.monotonic()
    received = receive(path, name)
    workdir = workdir.resolve()
    refused = refuse(received, request.limits)
    decoded = Decoded(None, None, findings=refused) if refused else decode(received, workdir, request.limits)
    outcomes = tuple(check_table(table, request, workdir) for table in decoded.tables)
    texts = screen_texts({**dict(decoded.texts), **(request.texts or {})}, settings=request.screen)
    rules = rules_version(request.screen, request.districts)
    case = Case(received, decoded, outcomes, (*decoded.findings, *texts), rules, request.waivers)
    return decide(case, seconds=round(time.monotonic() - started, 3))


def check_table(raw: Table, request: Request, workdir: Path) -> Outcome:
    """Steps 3 to 6 on one table: structure, schema, validation, screen.

    Blank rows and columns at the end hold nothing: what is published goes without them, while frictionless's report
    tells of the text as it came.
    """
    with kept():
        return _check(raw, request, workdir)


def _check(raw: Table, request: Request, workdir: Path) -> Outcome:
    structured = examine(raw)
    whole = structured.table
    if whole is None:
        return Outcome(raw.member, None, None, None, structured.findings)
    table = trim(whole, workdir / f"{raw.path.stem[:40]}.trimmed.csv") if structured.blank_edges else whole
    schema, drift = _schema(table, request.schema)
    schema = confirm(schema, request.confirmed)
    with ThreadPoolExecutor(max_workers=1) as beside:  # both leave the interpreter's lock while they read
        screening = beside.submit(copy_context().run, screen_table, table, schema, settings=request.screen)
        districts = request.districts or shipped()
        validated = validate(table, schema, limit_errors=request.limit_errors, districts=districts)
        told = validated if table is whole else validate(whole, schema, limit_errors=request.limit_errors)
        labels = screen_texts({"labels": " ".join(table.labels)}, settings=request.screen)
        screened = (*screening.result(), *labels)
    quoting = mask((*structured.findings, *drift, *validated.findings), settings=request.screen)
    return Outcome(raw.member, table, schema, told.report, (*quoting, *screened))


def _schema(table: Table, given: Schema | None) -> tuple[Schema, tuple[Finding, ...]]:
    """The schema to hold the table to, and what its comparison with the labels, or its inference, found."""
    if given is not None:
        return given, compare(given, table.labels)
    inferred = infer_with_findings(table)
    return inferred.schema, inferred.findings
