"""Name, birth date and address together: one of them alone may be public, the three name one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.names import is_name_column, mask_name
from govinnov.gate.screen.settings import ScreenSettings

_BIRTH = re.compile(r"(?<!발)생년|출생일|출생년|birth|BRDT|생일", re.IGNORECASE)
_ADDRESS = re.compile(r"주소|거주지|소재지|도로명|지번|addr", re.IGNORECASE)

_DATE = r"(?:19|20)?[0-9]{2}\s?[-./년]?\s?(?:0?[1-9]|1[0-2])\s?[-./월]?\s?(?:0?[1-9]|[12][0-9]|3[01])"
_MASK = "[*○●◯■]"
_NAMED_NAME = re.compile(r"(?:성\s?명|이\s?름|성함)\s?[:=은는]?\s?([가-힣]{2,4})(?![가-힣*○●])")
_NAMED_BIRTH = re.compile(rf"(?:생년월일|출생일|생일|생년)\s?[:=은는]?\s?{_DATE}|{_DATE}\s?일?\s?생")
_NAMED_ADDRESS = re.compile(r"(?:주\s?소|거주지)\s?[:=은는]?\s?[가-힣]{2,}")


class IdentifiedInText:
    """Finds the three in one text, each behind its word (성명: …, 생년월일: …, 주소: …)."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return "생년|출생|생일|일생|일 생"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one."""
        name = _NAMED_NAME.search(text)
        if name and _NAMED_BIRTH.search(text) and _NAMED_ADDRESS.search(text):
            yield Hit("person-identified", mask_name(name[1]))


@dataclass(frozen=True, slots=True)
class IdentityColumns:
    """Where a table keeps the three; a table that lacks one identifies nobody this way."""

    name: int
    birth: tuple[int, ...]
    address: tuple[int, ...]

    def rows(self, frame: pl.DataFrame) -> Iterator[tuple[int, Hit]]:
        """The offsets of records that carry all three unmasked."""
        names = frame.to_series(self.name)
        full = _any_matches(frame, (self.name,), r"^\s*[가-힣A-Za-z]{2}")
        full &= _any_matches(frame, self.birth, r"[0-9]{2}[^0-9]{0,2}[0-9]{1,2}[^0-9]{0,2}[0-9]{1,2}")
        full &= _any_matches(frame, self.address, r"[가-힣]{2}|[A-Za-z]{3}")
        for offset in (full & ~names.str.contains(_MASK)).fill_null(False).arg_true():
            yield offset, Hit("person-identified", mask_name(names[offset]))


def identity_columns(columns: tuple[Column, ...]) -> IdentityColumns | None:
    """Find the three by their labels."""
    names = [index for index, column in enumerate(columns) if is_name_column(column)]
    births = tuple(index for index, column in enumerate(columns) if _BIRTH.search(column.name))
    addresses = tuple(index for index, column in enumerate(columns) if _ADDRESS.search(column.name))
    return IdentityColumns(names[0], births, addresses) if names and births and addresses else None


def _any_matches(frame: pl.DataFrame, indexes: tuple[int, ...], pattern: str) -> pl.Series:
    found = [frame.to_series(index).str.contains(pattern).fill_null(False) for index in indexes]
    total = found[0]
    for more in found[1:]:
        total |= more
    return total
