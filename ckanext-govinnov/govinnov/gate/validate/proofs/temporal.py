"""Dates and date-times in ISO 8601 with all their zeros."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
from frictionless import Field

from govinnov.gate.validate.proofs.bounds import within

_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
_DATETIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"


def date(field: Field, column: pl.Expr) -> pl.Expr | None:
    """``2018-03-01``."""
    return within(field, date_value(column), lambda bound: bound, exact=True) if field.format == "default" else None


def datetime(field: Field, column: pl.Expr) -> pl.Expr | None:
    """``2018-03-01T09:30:00`` or with a space for the ``T``, no offset."""
    if field.format != "default":
        return None
    return within(field, datetime_value(column), _naive, exact=True)


def time(field: Field, column: pl.Expr) -> pl.Expr | None:
    """``09:30:00``, no offset."""
    if field.format != "default":
        return None
    return within(field, time_value(column), lambda bound: None if bound.tzinfo else bound, exact=True)


def date_value(column: pl.Expr) -> pl.Expr:
    """The Date of an ISO date from year 1 on, else null."""
    value = pl.when(column.str.contains(_DATE)).then(column).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(value.dt.year() > 0).then(value)


def datetime_value(column: pl.Expr) -> pl.Expr:
    """The Datetime (microseconds, no zone) of an ISO date-time from year 1 on, else null."""
    written = pl.when(column.str.contains(_DATETIME)).then(column.str.replace(" ", "T", literal=True))
    value = written.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="us")
    return pl.when(value.dt.year() > 0).then(value)


def _naive(bound: Any) -> dt.datetime | None:
    """A bound that can be compared with date-times without offset; any other is frictionless's to judge."""
    return bound if isinstance(bound, dt.datetime) and bound.tzinfo is None else None


def time_value(column: pl.Expr) -> pl.Expr:
    """The Time of ``09:30:00``, else null."""
    return pl.when(column.str.contains(_TIME)).then(column).str.to_time("%H:%M:%S", strict=False)
