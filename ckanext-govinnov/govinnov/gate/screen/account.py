"""Bank account numbers: every bank has its own shape, so a word beside them decides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.families import has_business_digit
from govinnov.gate.screen.hit import Hit, mask_digits
from govinnov.gate.screen.settings import ScreenSettings

_NUMBER = re.compile(r"(?<![0-9-])[0-9]{2,6}(?:-[0-9]{1,8}){1,4}(?![0-9-])|(?<![0-9.-])[0-9]{10,16}(?![0-9-])")
_SHAPE = r"[0-9]{2,6}-[0-9]{1,8}|[0-9]{10,16}"
_NAMED = re.compile(r"계좌|acc(?:ou)?n?t.?(?:no|num)|예금.?번호|bank.?acc", re.IGNORECASE)
_WORD = re.compile(r"계좌|입금|예금주|송금|은행|농협|수협|신협|새마을금고|우체국|account", re.IGNORECASE)
_PHONE = re.compile(r"0[0-9]{1,2}-?[0-9]{3,4}-?[0-9]{4}|1[568][0-9]{2}-[0-9]{4}")
_BUSINESS = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{5}")

#: How many signs may stand between the word and the number.
_REACH = 20


class Accounts:
    """Finds account numbers in columns named so, and in texts close behind a word such as 계좌 or 은행."""

    def pattern(self, column: Column) -> str | None:
        """The shape in columns named for accounts, the word elsewhere."""
        return _SHAPE if _NAMED.search(column.name) else f"(?i:{_WORD.pattern})"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every run of 10 to 16 digits in such a place that is no phone or business number."""
        named = bool(_NAMED.search(column.name))
        for match in _NUMBER.finditer(text):
            if _is_account(match[0]) and (named or _WORD.search(text[max(match.start() - _REACH, 0) : match.start()])):
                yield Hit("bank-account", mask_digits(match[0], 3))


def _is_account(number: str) -> bool:
    digits = number.replace("-", "")
    return 10 <= len(digits) <= 16 and not _PHONE.fullmatch(number) and not _is_business(number, digits)


def _is_business(number: str, digits: str) -> bool:
    return bool(_BUSINESS.fullmatch(number)) and has_business_digit(digits)
