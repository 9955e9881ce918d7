"""Dates that can be: a real day, in a year that agency records can speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.literals.temporal import MONTH_DAY, TIME, date_value, datetime_value
from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import MOST, Check, Subject

_LABEL = re.compile(r"(?:일자|날짜|일시|[년연]월일?|설치일|지정일|등록일|기준일|종료일|시작일|date)\)?$", re.IGNORECASE)
_MONTH_LABEL = re.compile(r"[년연]월\)?$")
_OPEN_END = re.compile(r"종료|만료|폐지|말소|까지|end|expir", re.IGNORECASE)
_TYPES = ("date", "datetime")
FIRST_YEAR, LAST_YEAR = 1800, 2100
#: An open end is written so in columns of ends.
_NEVER = (2999, 9999)

#: A real day from 1800 to 2099.
_PLAIN = rf"^(?:1[89]|20)[0-9]{{2}}-{MONTH_DAY}(?:[T ]{TIME})?$"
_SEPARATED = r"^([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?\.?(?:[ T].*)?$"
_COMPACT_DAY = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
_COMPACT_MONTH = r"^([0-9]{4})([0-9]{2})()$"
#: What a spreadsheet makes of 2015-12: whether 15 is a day or a year nobody knows any more.
_MANGLED = r"^(?:[0-9]{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-[0-9]{2})$"


def is_dated(subject: Subject) -> bool:
    """Whether a column holds dates by its type or label."""
    return subject.kind in _TYPES or bool(_LABEL.search(subject.label.strip()))


def make(subjects: Sequence[Subject], _: Districts | None) -> Iterable[Check]:
    """One check per column of dates."""
    return [_Dates(subject) for subject in subjects if is_dated(subject)]


def day(subject: Subject) -> pl.Expr:
    """The Date that a cell of a dated column says, null where it says none."""
    column = pl.col(subject.column)
    if subject.kind == "date":
        return date_value(column)
    if subject.kind == "datetime":
        return datetime_value(column).cast(pl.Date)
    return _written(subject, column)


class _Dates:
    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._found: list[Finding] = []

    def see(self, batch: Batch) -> None:
        """Look for days that can't be among the cells that are not plainly right."""
        rows = pl.DataFrame([batch.numbers.alias("row"), batch.frame[self._subject.column]])
        rows = rows.filter(_is_not_plain(pl.col(self._subject.column), typed=self._subject.kind in _TYPES))
        if not rows.height:
            return
        wrong = rows.with_columns(self._code().alias("code")).drop_nulls("code")
        for row, cell, code in wrong.head(MOST - len(self._found)).iter_rows():
            self._found.append(finding(code, row=row, field=self._subject.label, value=cell))

    def _code(self) -> pl.Expr:
        """The code of what is wrong with a cell, null where nothing is."""
        year = day(self._subject).dt.year()
        odd = ~year.is_between(FIRST_YEAR, LAST_YEAR)
        if _OPEN_END.search(self._subject.label):
            odd &= ~year.is_in(_NEVER)
        if self._subject.kind in _TYPES:
            return pl.when(odd).then(pl.lit("date-impossible"))
        column = pl.col(self._subject.column)
        unreal = _is_written(self._subject, column) & year.is_null()
        mangled = pl.when(column.str.contains(_MANGLED)).then(pl.lit("date-mangled"))
        return pl.when(odd | unreal).then(pl.lit("date-impossible")).otherwise(mangled)

    def findings(self) -> Iterator[Finding]:
        """One per cell."""
        return iter(self._found)


def _is_not_plain(column: pl.Expr, *, typed: bool) -> pl.Expr:
    """Filled cells that need a look; of a typed column frictionless has seen that the day is real."""
    if typed:
        return (column != "") & ~column.is_between(pl.lit(str(FIRST_YEAR)), pl.lit(str(LAST_YEAR)))
    return (column != "") & ~column.str.contains(_PLAIN)


def _forms(subject: Subject) -> list[str]:
    """Ways of writing a date in a column of text; six digits are a month only where the label says so."""
    return [_SEPARATED, _COMPACT_MONTH if _MONTH_LABEL.search(subject.label) else _COMPACT_DAY]


def _is_written(subject: Subject, column: pl.Expr) -> pl.Expr:
    return pl.any_horizontal(column.str.contains(form) for form in _forms(subject))


def _written(subject: Subject, column: pl.Expr) -> pl.Expr:
    return pl.coalesce(_parsed(column, form) for form in _forms(subject))


def _parsed(column: pl.Expr, form: str) -> pl.Expr:
    year, month, day_of_month = (column.str.extract(form, place) for place in (1, 2, 3))
    first = pl.when(day_of_month.str.len_bytes() > 0).then(day_of_month.str.zfill(2)).otherwise(pl.lit("01"))
    return pl.concat_str(year, month.str.zfill(2), first, separator="-").str.to_date("%Y-%m-%d", strict=False)
