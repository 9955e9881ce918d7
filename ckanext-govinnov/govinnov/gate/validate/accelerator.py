"""The same report as frictionless's own, without frictionless reading the rows that are proven valid."""

from __future__ import annotations

from typing import cast

import polars as pl
from frictionless import Report, system
from frictionless.exception import FrictionlessException
from frictionless.resources import TableResource

from govinnov.gate.model import Schema, Table
from govinnov.gate.rows import readable
from govinnov.gate.validate import authority, plan, suspects
from govinnov.gate.validate.chosen import ChosenRows

#: Frictionless looks for the header among the first 100 rows only.
_HEADER_WITHIN = 100
_BOM = b"\xef\xbb\xbf"


def validate(table: Table, schema: Schema, *, limit_errors: int = 0) -> Report | None:
    """Frictionless's report on the table; None when there is no proof for such a table and frictionless must read it.

    Raises:
        Exception: What frictionless itself raises on the rows that it is shown (see ``authority.CRASHES``).
    """
    with system.use_context(trusted=True):
        resource = authority.resource(table, schema, ChosenRows)
        planned = _plan(table, resource)
        if planned is None:
            return None
        try:
            numbers, rows = suspects.find(table, planned)
        except (UnicodeDecodeError, pl.exceptions.PolarsError):
            return None
        cast(ChosenRows, resource.dialect).choose(table, numbers, len(planned.columns))
        report = resource.validate(limit_errors=limit_errors)
    report.tasks[0].stats["rows"] = rows
    return report


def _plan(table: Table, resource: TableResource) -> plan.Plan | None:
    """The plan for a table, or None: foreign keys, exotic dialects and headers that can't be matched have no proof."""
    if not readable(table) or table.header_row > _HEADER_WITHIN or resource.schema.foreign_keys or _has_bom(table):
        return None
    try:
        with resource:
            return plan.make(resource) if resource.labels else None
    except FrictionlessException:
        return None


def _has_bom(table: Table) -> bool:
    with table.path.open("rb") as file:
        return file.read(len(_BOM)) == _BOM
