"""Cells of a workbook as text: whole numbers without .0, dates in ISO form, codes with their leading zeros."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.csvtext import Writer, csv_writer
from govinnov.gate.model import Finding

ZEROS = re.compile(r"^0{2,}$")
#: Above this a floating number does not hold every whole number.
WHOLE = 1e15
DAY_FORMAT = re.compile(r"[hHsS]")
ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)

#: Value, number format, kind (openpyxl's letters: n number, s text, b boolean, d date, e error).
Cell = tuple[Any, str, str]


def as_text(value: Any, number_format: str) -> str:
    """A cell's value as text.

    Args:
        value: What the workbook holds: None, text, a number, a boolean, a date, a time or a duration.
        number_format: How the workbook shows it; ``00000`` keeps leading zeros, a format without hours gives a date.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, dt.datetime):
        return _moment(value, number_format)
    if isinstance(value, dt.time):
        return value.replace(microsecond=0).isoformat()
    return _duration(value) if isinstance(value, dt.timedelta) else str(value)


def _number(value: float, number_format: str) -> str:
    if isinstance(value, float) and not (value.is_integer() and abs(value) < WHOLE):
        return repr(value)
    whole = int(value)
    return str(whole).zfill(len(number_format)) if ZEROS.match(number_format) and whole >= 0 else str(whole)


def _moment(value: dt.datetime, number_format: str) -> str:
    rounded = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    midnight = rounded.time() == dt.time(0)
    if midnight and not DAY_FORMAT.search(number_format):
        return rounded.date().isoformat()
    return rounded.isoformat(sep=" ")


def _duration(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


class SheetWriter:
    """Writes one sheet as CSV; its record n is the sheet's row n. Blank rows and columns at the end are left out."""

    def __init__(self, path: Path, sheet: str) -> None:
        self.path, self.sheet = path, sheet
        self._errors: list[tuple[int, int, str]] = []
        self._count = 0

    def write(self, rows: Iterable[list[Cell]]) -> int:
        """Write all rows and return how many; 0 when the sheet is blank."""
        loose = self.path.with_suffix(".loose")
        with loose.open("w", encoding="utf-8", newline="") as stream:
            height, width = self._write_loose(rows, csv_writer(stream))
        _align(loose, self.path, height, width)
        loose.unlink()
        return height

    def _write_loose(self, rows: Iterable[list[Cell]], writer: Writer) -> tuple[int, int]:
        """Write rows with as many cells as the file has, which differ; return the last written row and column."""
        height = width = 0
        for number, row in enumerate(rows, start=1):
            texts = [self._text(cell, number, at) for at, cell in enumerate(row, start=1)]
            used = max((at for at, text in enumerate(texts, start=1) if text), default=0)
            height, width = number if used else height, max(width, used)
            writer.writerow(texts[:used])
        return height, width

    def _text(self, cell: Cell, row: int, column: int) -> str:
        value, number_format, kind = cell
        if kind == "e" or (isinstance(value, str) and value in ERRORS):
            self._count += 1
            if not self._errors:
                self._errors.append((row, column, str(value)))
        return as_text(value, number_format)

    def findings(self) -> Iterator[Finding]:
        """Say where the first error value stands."""
        for row, column, value in self._errors:
            name = column_name(column)
            yield finding("cell-error-value", row=row, field=name, value=value, sheet=self.sheet, count=self._count)


def _align(loose: Path, target: Path, height: int, width: int) -> None:
    """Give every record the same number of cells, and leave blank records at the end out."""
    with loose.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8", newline="") as stream:
        records = islice(csv.reader(source), height)
        csv_writer(stream).writerows([*one, *[""] * (width - len(one))] for one in records)


def column_name(column: int) -> str:
    """A column's letters as spreadsheets write them: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
