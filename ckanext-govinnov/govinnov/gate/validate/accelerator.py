"""The same report as frictionless's own, without frictionless reading the rows that are proven valid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import polars as pl
from frictionless import Report, system
from frictionless.exception import FrictionlessException
from frictionless.resources import TableResource

from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.rows import readable
from govinnov.gate.validate import authority, plan
from govinnov.gate.validate.checks import Districts, Subject, checks_for
from govinnov.gate.validate.chosen import ChosenRows
from govinnov.gate.validate.survey import Survey, Surveying, survey

#: Frictionless looks for the header among the first 100 rows only.
_HEADER_WITHIN = 100
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Judged:
    """Frictionless's report (None: frictionless must read the whole table) and the findings of our own checks."""

    report: Report | None
    findings: tuple[Finding, ...]


def judge(
    table: Table,
    schema: Schema,
    *,
    limit_errors: int = 0,
    districts: Districts | None = None,
    surveyed: Survey | None = None,
) -> Judged | None:
    """Survey a table and let frictionless see the rows that need it; None when there is no way to survey it.

    Args:
        surveyed: The survey, when it was made already.

    Raises:
        Exception: What frictionless itself raises on the rows that it is shown (see ``authority.CRASHES``).
    """
    with system.use_context(trusted=True):
        resource = authority.resource(table, schema, ChosenRows)
        surveyed = surveyed or _survey(table, resource, districts)
        if surveyed is None:
            return None
        if resource.schema.foreign_keys:
            return Judged(None, surveyed.findings)
        cast(ChosenRows, resource.dialect).choose(table, surveyed.suspects, surveyed.width)
        report = resource.validate(limit_errors=limit_errors)
    report.tasks[0].stats["rows"] = surveyed.rows
    return Judged(report, surveyed.findings)


def begin(table: Table, schema: Schema, districts: Districts | None = None) -> Surveying | None:
    """A survey to be shown the table's batches; None when its dialect is exotic or its header can't be matched.

    Raises:
        Exception: The schema is more than frictionless can take (see ``authority.CRASHES``).
    """
    with system.use_context(trusted=True):
        return _begin(table, authority.resource(table, schema), districts)


def validate(table: Table, schema: Schema) -> Report | None:
    """Only frictionless's report; None when frictionless must read the whole table."""
    judged = judge(table, schema)
    return judged.report if judged else None


def _survey(table: Table, resource: TableResource, districts: Districts | None) -> Survey | None:
    """Survey the table unless there is no way to, or its text is not UTF-8."""
    surveying = _begin(table, resource, districts)
    try:
        return survey(table, surveying) if surveying else None
    except (UnicodeDecodeError, pl.exceptions.PolarsError):
        return None


def _begin(table: Table, resource: TableResource, districts: Districts | None) -> Surveying | None:
    planned = _plan(table, resource)
    if planned is None:
        return None
    subjects = [
        Subject(column.name, label, column.field.type)
        for column, label in zip(planned.columns, table.labels, strict=False)
    ]
    return Surveying(table, planned, checks_for(subjects, districts))


def _plan(table: Table, resource: TableResource) -> plan.Plan | None:
    if not readable(table) or table.header_row > _HEADER_WITHIN or _has_bom(table):
        return None
    foreign_keys, resource.schema.foreign_keys = resource.schema.foreign_keys, []
    try:
        with resource:
            return plan.make(resource) if resource.labels else None
    except FrictionlessException:
        return None
    finally:
        resource.schema.foreign_keys = foreign_keys


def _has_bom(table: Table) -> bool:
    with table.path.open("rb") as file:
        return file.read(len(_BOM)) == _BOM
