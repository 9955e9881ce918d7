"""Minimum and maximum of a field as comparisons of parsed cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
from frictionless import Field

Compare = Callable[[pl.Expr, Any], pl.Expr]

_COMPARE: dict[str, Compare] = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "exclusiveMaximum": lambda value, bound: value < bound,
}

#: The same for values that rounding may have moved onto the bound: equality proves nothing.
_STRICT: dict[str, Compare] = {
    "minimum": _COMPARE["exclusiveMinimum"],
    "maximum": _COMPARE["exclusiveMaximum"],
    "exclusiveMinimum": _COMPARE["exclusiveMinimum"],
    "exclusiveMaximum": _COMPARE["exclusiveMaximum"],
}


def bounds(field: Field) -> Iterator[tuple[str, Any]]:
    """The field's bounds by name, as frictionless reads them (None where it can't)."""
    reader = field.create_value_reader()
    for name in _COMPARE:
        constraint = field.constraints.get(name)
        if constraint is not None:
            yield name, reader(constraint)


def compared(
    field: Field, value: pl.Expr, literal: Callable[[Any], Any], proven: pl.Expr, *, exact: bool = True
) -> pl.Expr | None:
    """``proven`` and every bound kept by ``value``; None when a bound has no literal to compare with.

    Args:
        literal: Makes a literal of a bound, or None.
        exact: Whether ``value`` orders as the cells' own values; else one equal to the bound proves nothing.
    """
    compare = _COMPARE if exact else _STRICT
    for name, bound in bounds(field):
        limit = None if bound is None else literal(bound)
        if limit is None:
            return None
        proven &= compare[name](value, limit)
    return proven.fill_null(value=False)
