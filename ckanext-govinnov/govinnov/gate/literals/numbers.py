"""Integers and numbers in plain ASCII."""

from __future__ import annotations

import polars as pl

#: Shorter numbers can't have an exponent that ``Decimal`` refuses.
NUMBER_SIGNS = 18


def integer_value(column: pl.Expr) -> pl.Expr:
    """The Int64 of plain digits with an optional sign, else null."""
    return column.cast(pl.Int64, strict=False)


def number_value(column: pl.Expr) -> pl.Expr:
    """The Float64 of a short finite decimal, perhaps with an exponent, else null."""
    value = column.cast(pl.Float64, strict=False)
    return pl.when(value.is_finite() & (column.str.len_bytes() <= NUMBER_SIGNS)).then(value)
