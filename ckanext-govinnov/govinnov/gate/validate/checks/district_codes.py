"""District codes: two to ten digits, and existing on the file's reference date where a table of codes is supplied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.dates import day, is_dated
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import MOST, Check, Subject

_LABEL = re.compile(r"(?:법정동|행정동|법정구역|행정구역|시군구|읍면동|시도)\s*코드\s*$")
_LEGAL = re.compile(r"법정")
#: Columns that say what a district's code was before: not the codes of the reference date.
_FORMER = re.compile(r"과거|종전|이전|폐지|변경\s*전|말소|구\s*법정")
_REFERENCE = re.compile(r"데이터\s*기준\s*일")
#: 시도 2, 시군구 5, 읍면동 7 or 8, the whole code 10.
#: More distinct codes than were ever in use: some of them are unknown for certain.
_CODES = 100_000
_DIGITS = r"(?:[0-9]{2}|[0-9]{5}|[0-9]{7,8}|[0-9]{10})"
_SHAPE = rf"^{_DIGITS}$"
_POINTED = rf"^{_DIGITS}\.0$"


def make(subjects: Sequence[Subject], districts: Districts | None) -> Iterable[Check]:
    """One check per column of district codes."""
    references = [subject for subject in subjects if is_dated(subject) and _REFERENCE.search(subject.label)]
    reference = references[0] if references else None
    return [_Codes(subject, reference, districts) for subject in subjects if _LABEL.search(subject.label)]


class _Codes:
    def __init__(self, subject: Subject, reference: Subject | None, districts: Districts | None) -> None:
        self._subject, self._reference = subject, reference
        self._districts = districts if _LEGAL.search(subject.label) and not _FORMER.search(subject.label) else None
        self._found: list[Finding] = []
        self._pointed: tuple[int, str] | tuple[()] = ()
        self._points = 0
        self._seen = self._odd = 0
        self._codes: dict[str, int] = {}
        self._on: date | None = None

    def see(self, batch: Batch) -> None:
        """Look at the shape of every code, and remember the distinct ones when there is a table of codes."""
        cells = pl.DataFrame([batch.numbers.alias("row"), batch.frame[self._subject.column].alias("cell")])
        cells = cells.filter(pl.col("cell") != "")
        wrong = cells.filter(~pl.col("cell").str.contains(_SHAPE))
        self._seen += cells.height
        if wrong.height:
            self._sort_out(wrong)
        if self._districts:
            self._remember(batch, cells)

    def _sort_out(self, wrong: pl.DataFrame) -> None:
        """Codes that only went through a spreadsheet's number format can be read; others are found one by one."""
        pointed = pl.col("cell").str.contains(_POINTED)
        self._odd += wrong.filter(~pointed).height
        for row, cell in wrong.filter(~pointed).head(MOST - len(self._found)).iter_rows():
            self._found.append(finding("district-code-shape", row=row, field=self._subject.label, value=cell))
        readable = wrong.filter(pointed)
        if readable.height:
            self._pointed = self._pointed or readable.row(0)
            self._points += readable.height

    def _remember(self, batch: Batch, cells: pl.DataFrame) -> None:
        """Keep the first row of each code, and the latest reference date."""
        cells = cells.with_columns(pl.col("cell").str.strip_suffix(".0"))
        for row, cell in cells.unique("cell", keep="first", maintain_order=True).iter_rows():
            if len(self._codes) < _CODES:
                self._codes.setdefault(cell, row)
        if self._reference:
            latest = batch.frame.select(day(self._reference).max()).item()
            self._on = max(filter(None, (self._on, latest)), default=None)

    def findings(self) -> Iterator[Finding]:
        """One per cell of a wrong shape, one for all with a decimal point, one per code that does not exist."""
        if self._odd * 2 > self._seen:
            # Agencies number districts in ways of their own (a health insurer's six digits): said, never held.
            yield finding("district-code-own", field=self._subject.label, value=self._found[0].value, count=self._odd)
        else:
            yield from self._found
        if self._pointed:
            row, cell = self._pointed
            fix = cell.removesuffix(".0")
            yield finding(
                "district-code-pointed", row=row, field=self._subject.label, value=cell, fix=fix, count=self._points
            )
        if self._districts:
            unknown = self._districts.unknown(self._codes, self._on)
            for code in sorted(unknown, key=lambda code: self._codes[code]):
                on = self._on.isoformat() if self._on else "-"
                row = self._codes[code]
                yield finding("district-code-unknown", row=row, field=self._subject.label, value=code, on=on)
