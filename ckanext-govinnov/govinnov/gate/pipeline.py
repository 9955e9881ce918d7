"""The gate's steps in their order, from bytes to verdict."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from govinnov.gate import once
from govinnov.gate.decide import Case, Outcome, decide
from govinnov.gate.decode import decode
from govinnov.gate.districts import DistrictTable, shipped
from govinnov.gate.limits import DEFAULT_LIMITS, Limits
from govinnov.gate.model import Decoded, Finding, Schema, Table, Validated
from govinnov.gate.receive import receive, refuse
from govinnov.gate.references import NOTHING, Opened, Reference, opened, wanted, without
from govinnov.gate.rows import kept
from govinnov.gate.rules import rules_version
from govinnov.gate.schema import compare, infer_with_findings
from govinnov.gate.screen import DEFAULT_SCREEN, ScreenSettings, mask, screen_table, screen_texts
from govinnov.gate.structure import Outline, Structured, complete, outline
from govinnov.gate.validate import Survey, validate
from govinnov.gate.validate.changes import bounded, changes
from govinnov.gate.validate.groups import counted, small_groups
from govinnov.gate.verdict import Accepted, Quarantined
from govinnov.gate.waivers import Confirmed, Waiver, confirm

_PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Request:
    """What a check is asked: the schema (None: infer one), metadata texts to screen along, bounds, screening rules.

    ``districts`` None means the list that comes with the project. ``references`` are the other resources of the dataset
    by name, ``own`` is the file's own: foreign keys point to them. ``previous`` is the public version of the same file.
    """

    schema: Schema | None = None
    texts: Mapping[str, str] | None = None
    limits: Limits = DEFAULT_LIMITS
    screen: ScreenSettings = DEFAULT_SCREEN
    limit_errors: int = 0
    waivers: tuple[Waiver, ...] = ()
    confirmed: Confirmed = field(default_factory=dict)
    districts: DistrictTable | None = None
    references: Mapping[str, Reference] = field(default_factory=dict)
    own: str | None = None
    previous: Reference | None = None


def run(path: Path, name: str, request: Request, workdir: Path) -> Accepted | Quarantined:
    """Run every step on one file; tables are written below ``workdir`` and stay as long as it does."""
    started = time.monotonic()
    received = receive(path, name)
    workdir = workdir.resolve()
    refused = refuse(received, request.limits)
    decoded = Decoded(None, None, findings=refused) if refused else decode(received, workdir, request.limits)
    others = _opened(request, workdir) if decoded.tables else NOTHING
    outcomes = tuple(
        _by_its_schema(check_table(table, request, workdir, others), request, workdir) for table in decoded.tables
    )
    texts = screen_texts({**dict(decoded.texts), **(request.texts or {})}, settings=request.screen)
    rules = rules_version(request.screen, request.districts)
    findings = (*decoded.findings, *others.findings, *texts)
    case = Case(received, decoded, outcomes, findings, rules, request.waivers, others.sha256)
    return decide(case, seconds=round(time.monotonic() - started, 3))


def _opened(request: Request, workdir: Path) -> Opened:
    """The resources that the schema's foreign keys point to."""
    if not request.schema:
        return NOTHING
    return opened(wanted(request.schema, request.own), request.references, workdir, request.limits)


def _by_its_schema(outcome: Outcome, request: Request, workdir: Path) -> Outcome:
    """The outcome with what its schema's own keys ask for: no small groups, no large changes."""
    schema = request.schema
    if schema is None or outcome.table is None or not (counted(schema) or bounded(schema)):
        return outcome
    before = _previous(request, workdir) if bounded(schema) else None
    moved = changes((outcome.table, schema), before) if before else ()
    found = (*small_groups(outcome.table, schema), *moved)
    return replace(outcome, findings=(*outcome.findings, *mask(found, settings=request.screen)))


def _previous(request: Request, workdir: Path) -> tuple[Table, Schema] | None:
    """The public version of the same file, as a table with its schema."""
    if request.previous is None:
        return None
    folder = workdir / _PREVIOUS
    folder.mkdir(exist_ok=True)
    return opened([_PREVIOUS], {_PREVIOUS: request.previous}, folder, request.limits).tables.get(_PREVIOUS)


def check_table(raw: Table, request: Request, workdir: Path, others: Opened = NOTHING) -> Outcome:
    """Steps 3 to 6 on one table: structure, schema, validation, screen.

    Blank rows and columns at the end hold nothing: what is published goes without them, while frictionless's report
    tells of the text as it came.
    """
    begun = outline(raw)
    if isinstance(begun, Structured):
        return Outcome(raw.member, None, None, None, begun.findings)
    seen = _seen_at_once(begun, request)
    if seen and seen.structured.table:
        return _of_one_reading(seen, seen.structured.table, request, others)
    with kept():
        return _step_by_step(begun, request, workdir, others)


def _seen_at_once(begun: Outline, request: Request) -> once.Seen | None:
    """One reading for all steps, where the schema is known beforehand."""
    if request.schema is None:
        return None
    schema = confirm(request.schema, request.confirmed)
    return once.read(begun, schema, request.districts or shipped(), request.screen)


def _of_one_reading(seen: once.Seen, table: Table, request: Request, others: Opened) -> Outcome:
    schema, drift = _schema(table, request.schema)
    schema = confirm(schema, request.confirmed)
    validated = _validate(table, schema, request, others, seen.surveyed)
    found = (*seen.structured.findings, *drift, *validated.findings)
    return _outcome(table, schema, (found, seen.screened), validated.report, request)


def _step_by_step(begun: Outline, request: Request, workdir: Path, others: Opened) -> Outcome:
    """Each step reads the table by itself."""
    structured = complete(begun)
    whole = structured.table
    table = structured.written(workdir / f"{begun.raw.path.stem[:40]}.trimmed.csv")
    if whole is None or table is None:
        return Outcome(begun.raw.member, None, None, None, structured.findings)
    schema, drift = _schema(table, request.schema)
    schema = confirm(schema, request.confirmed)
    with ThreadPoolExecutor(max_workers=1) as beside:  # both leave the interpreter's lock while they read
        screening = beside.submit(copy_context().run, screen_table, table, schema, settings=request.screen)
        validated = _validate(table, schema, request, others)
        told = validated if table is whole else _validate(whole, schema, request, others)
        screened = screening.result()
    found = (*structured.findings, *drift, *validated.findings)
    return _outcome(table, schema, (found, screened), told.report, request)


def _outcome(
    table: Table,
    schema: Schema,
    findings: tuple[tuple[Finding, ...], tuple[Finding, ...]],
    report: dict[str, Any],
    request: Request,
) -> Outcome:
    """What a table came to; findings of the steps before the screen are masked, labels are screened as texts."""
    found, screened = findings
    labels = screen_texts({"labels": " ".join(table.labels)}, settings=request.screen)
    return Outcome(table.member, table, schema, report, (*mask(found, settings=request.screen), *screened, *labels))


def _validate(
    table: Table, schema: Schema, request: Request, others: Opened, surveyed: Survey | None = None
) -> Validated:
    """Step 5; foreign keys whose resource is missing have their finding already and can't be followed."""
    lost = set(wanted(schema, request.own)) - set(others.tables)
    return validate(
        table, without(schema, lost) if lost else schema, limit_errors=request.limit_errors,
        districts=request.districts or shipped(), references=others.tables, own=request.own, surveyed=surveyed,
    )  # fmt: skip


def _schema(table: Table, given: Schema | None) -> tuple[Schema, tuple[Finding, ...]]:
    """The schema to hold the table to, and what its comparison with the labels, or its inference, found."""
    if given is not None:
        return given, compare(given, table.labels)
    inferred = infer_with_findings(table)
    return inferred.schema, inferred.findings
