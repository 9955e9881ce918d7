"""What a table's columns hold: type, nulls, range, distinct values, examples."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import polars as pl

from govinnov.gate.model import Schema, Table
from govinnov.gate.rows import batches

EXAMPLES = 5
NUMBERS = ("integer", "number")


@dataclass(slots=True)
class Column:
    """One column so far; ``distinct`` counts written values, ``minimum`` and ``maximum`` are in the column's order."""

    name: str
    type: str
    nulls: int = 0
    minimum: str | float | None = None
    maximum: str | float | None = None
    distinct: int = 0
    examples: list[str] = field(default_factory=list)


def profile(table: Table, schema: Schema) -> list[dict[str, Any]]:
    """Read the whole table in batches; memory grows with the number of distinct values (8 bytes each)."""
    types = [one.get("type", "string") for one in schema["fields"]]
    columns = [Column(name, kind) for name, kind in zip(table.labels, types, strict=False)]
    seen = [pl.Series(dtype=pl.UInt64) for _ in columns]
    for batch in batches(table):
        for at, column in enumerate(columns):
            values = batch.frame[str(at)]
            written = values.filter(values != "")
            column.nulls += len(values) - len(written)
            seen[at] = pl.concat([seen[at], written.hash().unique()]).unique()
            _widen(column, written)
            _exemplify(column, written)
    for column, hashes in zip(columns, seen, strict=True):
        column.distinct = len(hashes)
    return [asdict(column) for column in columns]


def _widen(column: Column, written: pl.Series) -> None:
    values = written.cast(pl.Float64, strict=False).drop_nulls() if column.type in NUMBERS else written
    if not len(values):
        return
    least: Any = values.min()
    most: Any = values.max()
    column.minimum = least if column.minimum is None else min(column.minimum, least)
    column.maximum = most if column.maximum is None else max(column.maximum, most)


def _exemplify(column: Column, written: pl.Series) -> None:
    if len(column.examples) < EXAMPLES:
        fresh = written.head(1_000).unique(maintain_order=True).to_list()
        column.examples = list(dict.fromkeys([*column.examples, *fresh]))[:EXAMPLES]


def line(column: dict[str, Any]) -> str:
    """One column in a line of Korean."""
    told = [f"{column['name']}: {column['type']}", f"빈 값 {column['nulls']:,}", f"서로 다른 값 {column['distinct']:,}"]
    if column["minimum"] is not None:
        told.append(f"범위 {column['minimum']} ~ {column['maximum']}")
    return ", ".join([*told, f"예: {' · '.join(column['examples'])}"])
