"""Counts of so few that somebody could be known among them, where a schema says which counts are of people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from govinnov.gate.canonical import NotAcceptedError, frame
from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Schema, Table

#: Key of a schema field: counts of 1 up to this are not told; 0 is.
LEAST = "govinnov:least-group"
#: Key of a schema field: the field of which it is a part; what is left of it must be no small group either.
PART_OF = "govinnov:part-of"


def counted(schema: Schema) -> list[dict[str, Any]]:
    """The fields that count people."""
    return [field for field in schema["fields"] if isinstance(field.get(LEAST), int)]


def small_groups(table: Table, schema: Schema) -> Iterator[Finding]:
    """One finding for each field with a small group, or with a small rest."""
    try:
        rows = frame(table, schema)
    except NotAcceptedError:
        return  # held for that already
    for field in counted(schema):
        least, whole = field[LEAST], field.get(PART_OF)
        counts = pl.col(field["name"]).cast(pl.Int64, strict=False)
        small = _is_small(counts, least)
        if whole in rows.columns:
            small |= _is_small(pl.col(str(whole)).cast(pl.Int64, strict=False) - counts, least)
        found = rows.with_row_index("row", offset=table.header_row + 1).filter(small)["row"]
        if found.len():
            yield finding("group-too-small", field=field["name"], row=found[0], count=found.len(), least=least)


def _is_small(counts: pl.Expr, least: int) -> pl.Expr:
    return ((counts > 0) & (counts < least)).fill_null(value=False)
