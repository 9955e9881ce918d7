"""The types that inference knows, each with the texts that are canonically written values of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import polars as pl

from govinnov.gate.literals.temporal import DAY, TIME, date_value, datetime_value

#: A number as a computer writes it: no leading zero (that is a code), no plus, no separators, no exponent.
_INTEGER = r"^-?(?:0|[1-9][0-9]{0,17})$"
_NUMBER = r"^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,20})?$"
_YEAR = r"^(?:1[5-9]|20|21)[0-9]{2}$"

#: Narrowest first: a column gets the first type that all its cells have.
KINDS = ("boolean", "year", "integer", "number", "date", "datetime", "time")

_YEAR_LABEL = re.compile(r"(연도|년도|year)\)?$", re.IGNORECASE)
_CODE_LABEL = re.compile(r"(코드|번호|code|id|no)\)?$", re.IGNORECASE)
_CODE_SIGNS = 5


def fits(kind: str, column: pl.Expr) -> pl.Expr:
    """Where a column's cells are canonically written values of a kind."""
    return _FITS[kind](column).fill_null(value=False)


def plainly_fits(kind: str, column: pl.Expr) -> pl.Expr:
    """The same for nearly all of them, and cheaper; never true for others."""
    form = _PLAIN.get(kind)
    return column.str.contains(form) if form else fits(kind, column)


#: What fits the first also fits the second.
NARROWER = {"year": "integer", "integer": "number"}


def candidates(label: str) -> tuple[str, ...]:
    """The kinds a column may have by its label: only a year's label makes four digits a year."""
    return KINDS if _YEAR_LABEL.search(label.strip()) else tuple(kind for kind in KINDS if kind != "year")


def is_code(label: str, shortest: int, longest: int) -> bool:
    """Whether digits are a code and not a quantity: by a label like 우편번호, long, and all of one length."""
    return shortest == longest >= _CODE_SIGNS and bool(_CODE_LABEL.search(label.strip()))


_PLAIN = {"date": f"^{DAY}$", "datetime": f"^{DAY}[T ]{TIME}$"}

_FITS: Mapping[str, Callable[[pl.Expr], pl.Expr]] = {
    "boolean": lambda column: column.is_in(["true", "false", "True", "False", "TRUE", "FALSE"]),
    "year": lambda column: column.str.contains(_YEAR),
    "integer": lambda column: column.str.contains(_INTEGER),
    "number": lambda column: column.str.contains(_NUMBER),
    "date": lambda column: date_value(column).is_not_null(),
    "datetime": lambda column: datetime_value(column).is_not_null(),
    "time": lambda column: column.str.contains(f"^{TIME}$"),
}
