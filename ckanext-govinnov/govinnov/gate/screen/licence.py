"""Driving licence numbers: region, year, serial, check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit, mask_digits
from govinnov.gate.screen.settings import ScreenSettings

#: Regions of issue: 11 Seoul to 26 Ulsan, 28 northern Gyeonggi.
_REGION = r"(?:1[1-9]|2[0-6]|28)"
_PLACE = r"(?:서울|부산|경기(?:남부|북부)?|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)"
_SHAPE = rf"(?:{_REGION}|{_PLACE})[- ]{{1,2}}[0-9]{{2}}[- ][0-9]{{6}}[- ][0-9]{{2}}"
_WRITTEN = re.compile(rf"(?<![0-9-]){_SHAPE}(?![0-9-])")
_BARE = re.compile(rf"(?<![0-9.-]){_REGION}[0-9]{{10}}(?![0-9-])")
_WRITTEN_SHAPE = rf"{_SHAPE}(?:[^0-9-]|$)"
_BARE_SHAPE = rf"(?:^|[^0-9.-]){_REGION}[0-9]{{10}}(?:[^0-9-]|$)"
_WORD = r"(?i:운전\s*면허|면허\s*증?\s*번호|licen[cs]e)"
_CONTEXT = re.compile(r"운전\s*면허|면허\s*증?\s*번호|driv\w*.?licen[cs]e", re.IGNORECASE)


class DrivingLicences:
    """Finds licence numbers as they are written, 11-22-333333-44 or 서울 91-123456-11."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _WRITTEN_SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every licence number in a plain text."""
        for match in _WRITTEN.finditer(text):
            yield Hit("driving-licence", mask_digits(match[0], 2))


class BareDrivingLicences:
    """Finds twelve bare digits where a word says licence; livestock trace numbers are twelve digits as well."""

    def pattern(self, column: Column) -> str | None:
        """The shape in columns named for licences, the word elsewhere."""
        return _BARE_SHAPE if _CONTEXT.search(column.name) else _WORD

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every such number, when the column's name or the text itself speaks of a licence."""
        if _CONTEXT.search(column.name) or _CONTEXT.search(text):
            yield from _bare(text)


class AnyBareDrivingLicences:
    """The stricter rule: twelve bare digits with a licence's region are a licence in any column."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _BARE_SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every run of twelve digits that begins with a region of issue."""
        yield from _bare(text)


def _bare(text: str) -> Iterator[Hit]:
    for match in _BARE.finditer(text):
        yield Hit("driving-licence", mask_digits(match[0], 2))
