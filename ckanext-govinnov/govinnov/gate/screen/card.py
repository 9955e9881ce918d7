"""Payment card numbers: issuer's range and Luhn's check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.families import has_luhn_digit, is_fraction
from govinnov.gate.screen.hit import Hit, mask_digits
from govinnov.gate.screen.settings import ScreenSettings

_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9]-)"
    r"(?:[0-9]{4}([- ]?)[0-9]{4}\1[0-9]{4}\1[0-9]{4}|3[47][0-9]{2}([- ]?)[0-9]{6}\2[0-9]{5})"
    r"(?![0-9]|-[0-9])"
)
#: Issuers' ranges in use: Visa, Mastercard, JCB, Amex, Diners, Discover, UnionPay, and 9 for Korean cards for home use.
_ISSUER = re.compile(r"4|5[1-5]|2[2-7][0-9]{2}|3[4-8]|60|6[245]|9[2-9]")
_SHAPE = (
    r"(?:^|[^0-9])(?:(?:4[0-9]|5[1-5]|2[2-7]|3[4-8]|6[0245]|9[2-9])[0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}"
    r"|3[47][0-9]{2}[- ]?[0-9]{6}[- ]?[0-9]{5})(?:[^0-9]|$)"
)
_CONTEXT = re.compile(r"카드|card", re.IGNORECASE)


class Cards:
    """Finds card numbers; sixteen bare digits that nothing calls a card are for a steward to look at."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return _SHAPE

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every number in an issuer's range with a right check digit (one of ten numbers has it by chance)."""
        for match in _NUMBER.finditer(text):
            digits = match[0].replace("-", "").replace(" ", "")
            if _ISSUER.match(digits) and has_luhn_digit(digits) and not (match[0].isdigit() and is_fraction(match)):
                told = match[1] or match[2] or _CONTEXT.search(column.name) or _CONTEXT.search(text)
                yield Hit("card-number" if told else "number-ambiguous", mask_digits(match[0], 4, 4))
