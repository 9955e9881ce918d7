"""Cells that stand in a list: frictionless's own reader was asked about each entry beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import polars as pl
from frictionless import Field
from frictionless.fields import BooleanField


def enumeration(field: Field, column: pl.Expr) -> pl.Expr:
    """Cells written as an entry of the field's enumeration."""
    return _listed(field, column, map(str, field.constraints["enum"]))


def boolean(field: Field, column: pl.Expr) -> pl.Expr:
    """Cells written as one of the field's words for true and false."""
    words = cast(BooleanField, field)
    return _listed(field, column, [*words.true_values, *words.false_values])


def _listed(field: Field, column: pl.Expr, entries: Iterable[str]) -> pl.Expr:
    reader = field.create_cell_reader()
    accepted = [entry for entry in dict.fromkeys(entries) if not reader(entry)[1]]
    return column.is_in(accepted)
