"""Mobile phone numbers: a person's, unless a steward says the column is an agency's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.families import is_fraction, is_in_token
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

_GAP = r" ?[-.)/~_]? ?"
_SIGN = r"(?: ?[-.)/~_] ?| )"
#: 011 and 016–019 were given up by 2021 and begin many codes: they need a sign behind them.
_NUMBER = re.compile(
    rf"(?<![0-9])(?:\+82{_GAP}\(?0?\)?{_GAP}|82[-.)(/~_ ]{{1,3}}0?\)?|0)"
    rf"(10(?:{_GAP})|1[16789](?:{_SIGN}))([0-9]{{3,4}}){_GAP}([0-9]{{4}})(?![0-9])"
)
_SHAPE = (
    r"(?:^|[^0-9])(?:\+82[-.)(/~_ ]{0,7}0?\)?[-.)(/~_ ]{0,3}|82[-.)(/~_ ]{1,4}0?\)?|0)1"
    r"(?:0[-.)/~_ ]{0,3}|[16789][-.)/~_ ]{1,3})[0-9]{3,4}[-.)/~_ ]{0,3}[0-9]{4}(?:[^0-9]|$)"
)
#: A spreadsheet's number cell loses the leading zero: looked for in columns named for phones only.
_SHORTENED = re.compile(r"\s*(10)([0-9]{4})([0-9]{4})(?:\.0+)?\s*")
_NAMED = re.compile(r"휴대|핸드폰|전화|연락처|mobile|phone|cell|\btel|hp\b", re.IGNORECASE)


class MobileNumbers:
    """Finds mobile numbers; landlines, 1588 and 070 numbers are an agency's or a shop's and never found."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every mobile number in a plain text."""
        for match in _NUMBER.finditer(text):
            if not (match[0].isdigit() and _is_part_of_more(match)):
                yield _hit(match, settings)


class ShortenedMobileNumbers:
    """Finds mobile numbers without their leading zero, in columns named for phones."""

    def pattern(self, column: Column) -> str | None:
        """Numbers alone in their cell, in columns named for phones."""
        return r"^\s*10[0-9]{8}(?:\.0+)?\s*$" if _NAMED.search(column.name) else None

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the whole cell."""
        if match := _SHORTENED.fullmatch(text):
            yield _hit(match, settings)


def _hit(match: re.Match[str], settings: ScreenSettings) -> Hit:
    code = "mobile-number" if "mobile-in-text" in settings.strict else "mobile-phone"
    return Hit(code, f"0{match[1][:2]}-{'*' * len(match[2])}-{match[3]}")


def _is_part_of_more(match: re.Match[str]) -> bool:
    """Bare digits: a number has eleven, is no fraction and stands in no hash or key."""
    return len(match[0]) != 11 or is_fraction(match) or is_in_token(match)
