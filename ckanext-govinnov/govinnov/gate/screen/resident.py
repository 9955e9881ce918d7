"""Resident and foreigner registration numbers: birth date, century digit, six digits more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

_SEPARATOR = r"\s{0,2}[-._/~=:]?\s{0,2}"
_NUMBER = re.compile(
    rf"(?<![0-9])([0-9]{{2}})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])({_SEPARATOR})([0-9])[0-9]{{6}}(?![0-9])"
)
#: Century digit → century, by the Resident Registration Act's enforcement rules; 5 to 8 are foreigners.
_CENTURY = {
    "9": 1800, "0": 1800, "1": 1900, "2": 1900, "3": 2000, "4": 2000, "5": 1900, "6": 1900, "7": 2000, "8": 2000
}  # fmt: skip
#: Nobody born earlier was alive when numbers were first issued in 1968.
_EARLIEST_BIRTH = 1858


class ResidentNumbers:
    """Finds registration numbers by shape and by a birth date that can be.

    A checksum is never asked: numbers issued since October 2020 have a random tail.
    """

    pattern = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[-._/~=:\s]{0,5}[0-9]{7}"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every registration number in a plain text."""
        for match in _NUMBER.finditer(text):
            if can_be_born(match, settings.latest_birth_year):
                code = "foreigner-number" if match[5] in "5678" else "resident-number"
                yield Hit(code, f"{match[1]}{match[2]}{match[3]}-{match[5]}******")


def can_be_born(match: re.Match[str], latest_year: int) -> bool:
    """Whether groups 1–3 and 5 (YY, MM, DD, century digit) name a day on which a living person can be born."""
    year = _CENTURY[match[5]] + int(match[1])
    return _EARLIEST_BIRTH <= year <= latest_year and _is_day(year, int(match[2]), int(match[3]))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
