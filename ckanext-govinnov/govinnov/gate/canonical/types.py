"""Per type of a Table Schema: its PostgreSQL type, its column type, and the one canonical value of each cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from govinnov.gate.literals.numbers import integer_value, number_value
from govinnov.gate.literals.temporal import date_value, datetime_value, time_value

#: Date-times without an offset are Korean local time, so those with one are written as such.
KOREA = dt.timezone(dt.timedelta(hours=9))
_INT64 = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class Canonical:
    """How values of a type are kept.

    ``fast`` reads cells whose text proves the value (null elsewhere; None: there is no such text). ``slow`` takes
    what frictionless reads of a cell and gives the value, or None when it can't be loaded.
    """

    postgres: str
    column: pl.DataType
    fast: Callable[[pl.Expr], pl.Expr] | None
    slow: Callable[[Any], Any]


def _integer(value: int) -> int | None:
    return value if value in _INT64 else None


def _number(value: Decimal | float) -> float | None:
    number = Decimal(value)
    if not number.is_finite() or (number and not 1e-300 < abs(number) < Decimal("1e300")):
        return None
    return float(number)


def _datetime(value: dt.datetime) -> dt.datetime | None:
    try:
        return value.astimezone(KOREA).replace(tzinfo=None) if value.tzinfo else value
    except OverflowError:
        return None


def _time(value: dt.time) -> dt.time | None:
    return None if value.tzinfo else value


_TEXT = Canonical("text", pl.String(), None, lambda value: value)

#: Types that are not here are kept as they were written.
TYPES: Mapping[str, Canonical] = {
    "boolean": Canonical("boolean", pl.Boolean(), None, lambda value: value),
    "date": Canonical("date", pl.Date(), date_value, lambda value: value),
    "datetime": Canonical("timestamp", pl.Datetime("us"), datetime_value, _datetime),
    "integer": Canonical("bigint", pl.Int64(), integer_value, _integer),
    "number": Canonical("numeric", pl.Float64(), number_value, _number),
    "time": Canonical("time", pl.Time(), time_value, _time),
    "year": Canonical("integer", pl.Int64(), integer_value, _integer),
    "yearmonth": Canonical("text", pl.String(), None, lambda value: f"{value.year:04}-{value.month:02}"),
}


def is_kept_as_written(kind: str) -> bool:
    """Whether cells of a type are their own canonical text."""
    return kind not in TYPES


def canonical_type(kind: str) -> Canonical:
    """How values of a Table Schema type are kept."""
    return TYPES.get(kind, _TEXT)


def text(value: Any) -> str:
    """A canonical value as text: what a cell should have said."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
