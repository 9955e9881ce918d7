"""Integers, numbers and years in plain ASCII digits."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import cast

import polars as pl
from frictionless import Field
from frictionless.fields import IntegerField

from govinnov.gate.literals.fields import is_plain_number
from govinnov.gate.literals.numbers import NUMBER_SIGNS, integer_value
from govinnov.gate.validate.proofs.bounds import compared

_INT64 = range(-(2**63), 2**63)


def integer(field: Field, column: pl.Expr) -> pl.Expr | None:
    """Digits with an optional sign that fit 64 bits."""
    if not cast(IntegerField, field).bare_number:
        return None
    value = integer_value(column)
    return compared(field, value, lambda bound: bound if bound in _INT64 else None, value.is_not_null())


def year(field: Field, column: pl.Expr) -> pl.Expr | None:
    """Four signs that read as a year from 0 to 9999."""
    value = integer_value(column)
    return compared(field, value, lambda bound: bound, (value >= 0) & (column.str.len_chars() == 4))


def number(field: Field, column: pl.Expr) -> pl.Expr | None:
    """Short finite decimals, perhaps with an exponent.

    Rounding to binary keeps order: a cell whose float is above a bound's float is above the bound itself.
    """
    if not is_plain_number(field):
        return None
    value = column.cast(pl.Float64, strict=False)
    return compared(field, value, _float, value.is_finite() & (column.str.len_bytes() <= NUMBER_SIGNS), exact=False)


def _float(bound: Decimal | int) -> float | None:
    number = float("nan") if Decimal(bound).is_snan() else float(bound)
    return number if isfinite(number) else None
