"""The public count of farm animals by 법정동 (전국오염원조사, 가축사육현황): heads and farms of chickens and ducks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from govinnov.trace.feeds.parties import district_of

_KINDS = {"닭": "chicken", "오리": "duck"}
#: How the columns begin: tools write what follows, the unit, in several ways.
_PLACE, _KIND, _HEADS, _FARMS = ("시도", "시군구"), "축종", "사육두수", "농가수"
_CITY_WARD = re.compile(r"(.+시)(.+구)")
_ENCODINGS = ("utf-8-sig", "cp949")


@dataclass(frozen=True, slots=True)
class Animals:
    """The animals of one kind of one 법정동; ``farms`` is how many keep them."""

    kind: str
    district: str
    heads: int
    farms: int


def find(folder: Path) -> Path | None:
    """The file of counts in a folder and its folders, by its header, whatever it is called."""
    return next((path for path in sorted(folder.rglob("*.csv")) if path.is_file() and _columns(path)), None)


def read(path: Path) -> list[Animals]:
    """All counts of chickens and ducks; a line without whole numbers, or that counts no farm, is left out.

    Raises:
        ValueError: It is no such file.
    """
    columns = _columns(path)
    if columns is None:
        raise ValueError(f"{path}")
    encoding, names = columns
    with path.open(encoding=encoding, newline="") as stream:
        return list(_lines(csv.DictReader(stream), names))


def _lines(lines: csv.DictReader[str], names: Mapping[str, str]) -> Iterator[Animals]:
    for line in lines:
        kind, heads, farms = _KINDS.get(line[_KIND] or ""), _number(line[names[_HEADS]]), _number(line[names[_FARMS]])
        if kind and heads is not None and farms:
            yield Animals(kind, _district(line["시도"] or "", line["시군구"] or ""), heads, farms)


def _district(province: str, inside: str) -> str:
    """The name that districts have in records: ``경기도 고양시 덕양구``, where the file has no blank within."""
    apart = _CITY_WARD.sub(r"\1 \2", inside)
    return district_of(f"{province} {apart}")


def _columns(path: Path) -> tuple[str, dict[str, str]] | None:
    """The encoding of a file of counts and what its columns are called; None for any other file."""
    for encoding in _ENCODINGS:
        header = _header(path, encoding)
        named = {begin: name for begin in (_HEADS, _FARMS) for name in header if name.startswith(begin)}
        if len(named) == 2 and {*_PLACE, _KIND} <= set(header):
            return encoding, named
    return None


def _header(path: Path, encoding: str) -> Sequence[str]:
    try:
        with path.open(encoding=encoding, newline="") as stream:
            return next(csv.reader([stream.readline(1 << 14)]), [])
    except (OSError, ValueError, csv.Error):
        return []


def _number(text: str | None) -> int | None:
    try:
        return int(Decimal((text or "").replace(",", "")))
    except (InvalidOperation, OverflowError, ValueError):
        return None
