"""Dates, date-times and times in ISO 8601 with all their zeros: their text alone proves them and orders them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from frictionless import Field

from govinnov.gate.literals.temporal import DAY, TIME
from govinnov.gate.validate.proofs.bounds import bounds, compared


def date(field: Field, column: pl.Expr) -> pl.Expr | None:
    """``2018-03-01``."""
    return _proof(field, column, f"^{DAY}$", lambda bound: bound.isoformat())


def datetime(field: Field, column: pl.Expr) -> pl.Expr | None:
    """``2018-03-01T09:30:00``, no offset; a space for the ``T`` only where no bounds must be compared."""
    separator = "T" if any(bounds(field)) else "[T ]"
    return _proof(field, column, f"^{DAY}{separator}{TIME}$", _whole_seconds)


def time(field: Field, column: pl.Expr) -> pl.Expr | None:
    """``09:30:00``, no offset."""
    return _proof(field, column, f"^{TIME}$", _whole_seconds)


def _proof(field: Field, column: pl.Expr, form: str, literal: Callable[[Any], str | None]) -> pl.Expr | None:
    """Texts of one form and width, whose order is the order of their values."""
    if field.format != "default":
        return None
    return compared(field, column, literal, column.str.contains(form))


def _whole_seconds(bound: Any) -> str | None:
    """A bound as such a text; one with an offset or a fraction is frictionless's to judge."""
    return None if bound.tzinfo or bound.microsecond else bound.isoformat()
