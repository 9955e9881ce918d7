"""Reading a table of legal district codes: CSV with a code and, if known, its first and last day."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from govinnov.gate.districts.table import LEVELS, DistrictTable, Period, cut

#: Names of the columns: ours, and those of the Interior Ministry's list.
_CODE = ("code", "법정동코드")
_FROM = ("valid_from", "생성일자")
_TO = ("valid_to", "삭제일자", "폐지일자", "말소일자")
_ENCODINGS = ("utf-8-sig", "cp949")
#: The day of the list from which ``known.csv`` was drawn (government file "국토교통부_법정동코드", CC0).
SHIPPED_UNTIL = date(2021, 11, 3)


class DistrictsError(ValueError):
    """A table of district codes that can't be used; the message says what to change."""


def load_districts(path: str | Path) -> DistrictTable:
    """Read an operator's table, which is taken to be complete.

    Args:
        path: CSV in UTF-8 or CP949 with the columns code, valid_from, valid_to (법정동코드, 생성일자, 삭제일자);
            other columns are left aside. A code may stand on several lines, one for each of its periods.

    Raises:
        DistrictsError: The file can't be read, or a line is no district code with its days.
    """
    path = Path(path)
    try:
        return _table(path.read_bytes(), path.name, until=None)
    except OSError as error:
        raise DistrictsError(f"The district table {path} can't be read ({error.strerror}): name a CSV file.") from error


@cache
def shipped() -> DistrictTable:
    """The list that comes with the project: every 시도 and 시군구 code since 1988, up to November 2021."""
    data = resources.files(__package__).joinpath("known.csv").read_bytes()
    return _table(data, "known.csv", until=SHIPPED_UNTIL)


def _table(data: bytes, name: str, until: date | None) -> DistrictTable:
    lines = csv.DictReader(io.StringIO(_text(data, name), newline=""))
    code = _column(lines, _CODE)
    if code is None:
        raise DistrictsError(f"The district table {name} has no column 'code' (or '법정동코드'): name it in line 1.")
    first, last = _column(lines, _FROM), _column(lines, _TO)
    periods: dict[str, tuple[Period, ...]] = {}
    for line in lines:
        where = f"The district table {name}, line {lines.line_num}"
        listed = _code(line[code], where)
        period = (_day(line.get(first or ""), where), _day(line.get(last or ""), where))
        periods[listed] = (*periods.get(listed, ()), _in_order(period))
    if not periods:
        raise DistrictsError(f"The district table {name} lists no code: write one a line.")
    whole = _with_upper_levels(periods)
    return DistrictTable(whole, frozenset(map(len, whole)), until, hashlib.sha256(data).hexdigest())


def _text(data: bytes, name: str) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DistrictsError(f"The district table {name} is neither UTF-8 nor CP949: save it as UTF-8.")


def _column(lines: csv.DictReader[str], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in (lines.fieldnames or ())), None)


def _code(cell: str | None, where: str) -> str:
    """A code cut to its level; what a spreadsheet's number format added is taken off."""
    code = (cell or "").strip().removesuffix(".0")
    if not (code.isascii() and code.isdigit() and len(code) in LEVELS):
        raise DistrictsError(f"{where}: '{cell}' is no district code: write 2, 5, 8 or 10 digits.")
    return cut(code)


def _day(cell: str | None, where: str) -> date | None:
    text = (cell or "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DistrictsError(f"{where}: '{cell}' is no day: write it as 2023-07-01, or leave it empty.") from error


def _in_order(period: Period) -> Period:
    """Government lists have some codes abolished before they were made: their days say nothing."""
    first, last = period
    return (None, None) if first and last and first > last else period


def _with_upper_levels(periods: Mapping[str, tuple[Period, ...]]) -> dict[str, tuple[Period, ...]]:
    """The same with districts that no line names, only a part of them: they existed while their parts did."""
    whole = dict(periods)
    for code, known in periods.items():
        for upper in _above(code):
            if upper not in periods:
                whole[upper] = (*whole.get(upper, ()), *known)
    return whole


def _above(code: str) -> Iterator[str]:
    return (code[:level] for level in LEVELS if level < len(code))
