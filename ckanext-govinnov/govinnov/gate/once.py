"""Steps 3, 5 and 6 in one reading of a table whose schema is known: what they saw, should it hold together."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from govinnov.gate.model import Finding, Schema
from govinnov.gate.rows import batches, readable, show
from govinnov.gate.screen import Screening, ScreenSettings
from govinnov.gate.structure import Outline, Structured, conclude
from govinnov.gate.validate import CRASHES, Districts, Survey, begin

#: What a step may raise of a table that it reads alone in another way, or says in a finding that it cannot.
_STUMBLES: tuple[type[Exception], ...] = (pl.exceptions.PolarsError, *CRASHES)


@dataclass(frozen=True, slots=True)
class Seen:
    """A table's structure, the survey of its rows under the schema, and what the screen found."""

    structured: Structured
    surveyed: Survey
    screened: tuple[Finding, ...]


def read(begun: Outline, schema: Schema, districts: Districts | None, screen: ScreenSettings) -> Seen | None:
    """Read a table once for all steps, on the assumption that the rest of it is as its first records.

    Returns:
        None when the assumption fails, or a step could not take the rows: then each step must read by itself.
    """
    table = begun.table
    if not begun.is_plain or not readable(table):
        return None
    try:
        surveying = begin(table, schema, districts)
        if surveying is None or surveying.width != begun.width:
            return None
        scan, screening = begun.begin(), Screening(table, schema, screen)
        screening.see_head()
        with surveying:
            show(batches(table), (scan, surveying, screening))
            surveyed = surveying.finish()
    except _STUMBLES:
        return None
    structured = conclude(begun, scan)
    is_as_assumed = structured.table is not None and structured.table.labels == table.labels
    if structured.blank_edges or not is_as_assumed:
        return None
    return Seen(structured, surveyed, screening.findings())
