"""Dates, date-times and times in ISO 8601 with all their zeros."""

from __future__ import annotations

import datetime as dt

import polars as pl

#: Every day of a year but 29 February.
MONTH_DAY = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
#: Years that surely are leap years: divisible by four and no century.
_LEAP = "[12][0-9](?:0[48]|[2468][048]|[13579][26])"
#: Nearly every day of the years 1000 to 2999.
DAY = f"(?:[12][0-9]{{3}}-{MONTH_DAY}|{_LEAP}-02-29)"
TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"

_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DATETIME = rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{TIME}$"


def date_value(column: pl.Expr) -> pl.Expr:
    """The Date of an ISO date from year 1 on, else null."""
    value = pl.when(column.str.contains(_DATE)).then(column).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(value >= dt.date.min).then(value)


def datetime_value(column: pl.Expr) -> pl.Expr:
    """The Datetime (microseconds, no zone) of an ISO date-time from year 1 on, else null."""
    written = pl.when(column.str.contains(_DATETIME)).then(column.str.replace(" ", "T", literal=True))
    value = written.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="us", cache=False)
    return pl.when(value >= dt.datetime.min).then(value)


def time_value(column: pl.Expr) -> pl.Expr:
    """The Time of ``09:30:00``, else null."""
    return pl.when(column.str.contains(f"^{TIME}$")).then(column).str.to_time("%H:%M:%S", strict=False)
