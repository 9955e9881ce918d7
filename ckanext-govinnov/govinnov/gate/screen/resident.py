"""Resident and foreigner registration numbers: birth date, century digit, six digits more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.families import is_fraction, is_in_token, is_number_of_a_thing
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

_BIRTH = r"([0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
_NUMBER = re.compile(rf"(?<![0-9]){_BIRTH}([ \t\r\n]{{0,2}}[-._/~=:]?[ \t\r\n]{{0,2}})([0-9])[0-9]{{6}}(?![0-9])")
_MASK = "*xX#●○◯•■"
_MASKED = re.compile(
    rf"(?<![0-9]){_BIRTH}(\s?-?\s?)([0-9])(?=[0-9{_MASK}]{{3,6}}(?![0-9]))([0-9]*)[{_MASK}]+[0-9{_MASK}]*"
)
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_GAP = r"[-._/~=: \t\r\n]{0,5}"
_SHAPE = rf"(?:^|[^0-9])(?:[0-9]{{2}}{_DAY}{_GAP}[1-8]|[5-9][0-9]{_DAY}{_GAP}[09])[0-9]{{6}}(?:[^0-9]|$)"
_MASKED_SHAPE = rf"[0-9]{{6}}[- ]{{0,3}}[0-9]{{1,6}}[{_MASK}]"
_SHORTENED_SHAPE = r"^\s*[0-9]{7,12}(?:\.0+)?\s*$"
_SPACED_SHAPE = r"(?:[0-9][ .,_/-]{1,3}){6,}[0-9]"

_SPACED = re.compile(r"(?<![0-9])[0-9](?:[ .,_/-]{1,3}[0-9](?![0-9])){12}")
_NAMED = re.compile(r"주민.{0,4}번호|외국인.{0,4}번호|주민등록|rrn|resident.?(?:reg|no)|jumin", re.IGNORECASE)
_TAIL = re.compile(r"뒷?\s?자리|뒷번호|뒤7|tail|2$")

#: Century digit → century, by the Resident Registration Act's enforcement rules; 5 to 8 are foreigners.
_CENTURY = {
    "9": 1800, "0": 1800, "1": 1900, "2": 1900, "3": 2000, "4": 2000, "5": 1900, "6": 1900, "7": 2000, "8": 2000
}  # fmt: skip
#: Nobody born earlier was alive when numbers were first issued in 1968.
_EARLIEST_BIRTH = 1858
#: Digits of a tail that may be read before the rest can be guessed.
_READABLE_TAIL = 4


class ResidentNumbers:
    """Finds registration numbers by shape and by a birth date that can be.

    A checksum is never asked: numbers issued since October 2020 have a random tail.
    """

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every registration number in a plain text."""
        for match in _NUMBER.finditer(text):
            if can_be_born(match, settings.latest_birth_year) and not _is_part_of_more(match, settings):
                yield Hit(_code(match, column), f"{match[1]}{match[2]}{match[3]}-{match[5]}******")


class MaskedResidentNumbers:
    """Finds registration numbers that are masked, but not enough."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _MASKED_SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Birth date and sex readable: for a steward. Most of the tail readable too: as good as the number itself."""
        for match in _MASKED.finditer(text):
            if can_be_born(match, settings.latest_birth_year):
                readable = 1 + len(match[6])
                code = _kind(match[5]) if readable >= _READABLE_TAIL else "resident-number-masked"
                yield Hit(code, f"{match[1]}{match[2]}{match[3]}-{match[5]}******")


class ShortenedResidentNumbers:
    """Finds numbers that a spreadsheet or a split column shortened, in columns named for registration numbers.

    A number cell loses its leading zeros (000101-3234567 becomes 1013234567); the second half may stand alone.
    """

    def pattern(self, column: Column) -> str | None:
        """Numbers alone in their cell, in columns named for registration numbers."""
        return _SHORTENED_SHAPE if _NAMED.search(column.name) else None

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the whole cell, its zeros given back."""
        digits = text.strip().split(".")[0]
        if len(digits) == 7 and _TAIL.search(column.name):
            yield Hit("resident-number", f"{digits[0]}******")
        match = _NUMBER.fullmatch(digits.zfill(13)) if len(digits) > 8 else None
        if match and can_be_born(match, settings.latest_birth_year):
            yield Hit(_kind(match[5]), f"{match[1]}{match[2]}{match[3]}-{match[5]}******")


class SpacedResidentNumbers:
    """Finds numbers whose digits are spelled apart; a stricter rule, since measurements can look so."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _SPACED_SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every run of thirteen single digits that can be a registration number."""
        for run in _SPACED.finditer(text):
            match = _NUMBER.fullmatch(re.sub("[^0-9]", "", run[0]))
            if match and can_be_born(match, settings.latest_birth_year):
                yield Hit(_kind(match[5]), f"{match[1]}{match[2]}{match[3]}-{match[5]}******")


def can_be_born(match: re.Match[str], latest_year: int) -> bool:
    """Whether groups 1–3 and 5 (YY, MM, DD, century digit) name a day on which a living person can be born."""
    year = _CENTURY[match[5]] + int(match[1])
    return _EARLIEST_BIRTH <= year <= latest_year and _is_day(year, int(match[2]), int(match[3]))


def _code(match: re.Match[str], column: Column) -> str:
    """A number that its column explains otherwise is ambiguous."""
    digits = re.sub("[^0-9]", "", match[0])
    return "number-ambiguous" if is_number_of_a_thing(digits, column, bare=not match[4]) else _kind(match[5])


def _kind(century_digit: str) -> str:
    return "foreigner-number" if century_digit in "5678" else "resident-number"


def _is_part_of_more(match: re.Match[str], settings: ScreenSettings) -> bool:
    """Thirteen bare digits behind a decimal point, or inside a long key, are no number of their own."""
    if match[4]:
        return False
    return ("split-decimal" not in settings.strict and is_fraction(match)) or is_in_token(match)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
