"""Accepted means loadable: an accepted table's rows as canonical typed values, for PostgreSQL, Parquet and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
from frictionless import Schema as FrictionlessSchema

from govinnov.gate.canonical.columns import Column, NotAcceptedError, column
from govinnov.gate.canonical.types import canonical_type
from govinnov.gate.model import Schema, Table
from govinnov.gate.rows import Batch
from govinnov.gate.rows import batches as rows_of

__all__ = ["NotAcceptedError", "batches", "frame", "pg_type"]


def pg_type(field: dict[str, Any]) -> str:
    """The PostgreSQL type that keeps a field's canonical values."""
    return canonical_type(field.get("type", "any")).postgres


def frame(table: Table, schema: Schema) -> pl.DataFrame:
    """All rows at once; see :func:`batches`."""
    return pl.concat(batches(table, schema))


def batches(table: Table, schema: Schema) -> Iterator[pl.DataFrame]:
    """An accepted table's rows, one column per field of the schema, in its order; at least one (maybe empty) frame.

    Blank rows at the table's end do not count; a field that the file does not have is null throughout.

    Raises:
        NotAcceptedError: The table holds what the gate does not accept.
    """
    fields = FrictionlessSchema.from_descriptor({**schema, "foreignKeys": []}).fields
    columns = [column(field) for field in fields]
    places = _places(table, schema)
    left = table.rows
    for batch in rows_of(table):
        part = _counted(batch, left)
        left -= part.height
        yield _typed(part, columns, places)
        if left <= 0:
            return
    if left == table.rows:
        yield _typed(pl.DataFrame(), columns, [None] * len(columns))


def _places(table: Table, schema: Schema) -> list[int | None]:
    """Where each field's cells stand in the file: by order, or by name when the schema says so."""
    names = [field["name"] for field in schema["fields"]]
    if schema.get("fieldsMatch", "exact") == "exact":
        return [place if place < len(table.labels) else None for place in range(len(names))]
    return [table.labels.index(name) if name in table.labels else None for name in names]


def _counted(batch: Batch, left: int) -> pl.DataFrame:
    """The batch's rows that count as data: no more than are left of the table's."""
    if any(any(cells) for number, cells in batch.odd if number - batch.first < left):
        raise NotAcceptedError(f"Row {batch.odd[0][0]} has another number of cells: the gate holds such a file.")
    return batch.frame.head(left)


def _typed(part: pl.DataFrame, columns: list[Column], places: list[int | None]) -> pl.DataFrame:
    pairs = zip(columns, places, strict=True)
    return pl.DataFrame([_cells(part, one, place) for one, place in pairs])


def _cells(part: pl.DataFrame, one: Column, place: int | None) -> pl.Series:
    if place is None:
        return pl.Series(one.name, [None] * part.height, dtype=one.kind.column)
    return one.values(part[str(place)])
