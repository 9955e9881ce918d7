"""Numbers of things with the shape of personal numbers, told apart by their column's name and their own check digit."""

from __future__ import annotations

import re

from govinnov.gate.screen.column import Column

_BARCODE = re.compile(
    r"바코드|barcode|gtin|\bean|표준코드|상품코드|제품코드|품목코드|상품번호|제품번호|isbn", re.IGNORECASE
)
_CORPORATE = re.compile(r"법인\s*(?:등록\s*)?(?:번호|등록)|corp", re.IGNORECASE)
_CLOCK = re.compile(r"timestamp|epoch|unix|밀리초|_ms\b|타임스탬프|(?:일시|시각)", re.IGNORECASE)

#: Digit → sum of the digits of its double.
_DOUBLED = str.maketrans("0123456789", "0246813579")
#: A list's number at the beginning of a line, up to the match.
_LIST_ITEM = re.compile(r"\s*[0-9]{1,2}\.")
_TOKEN = re.compile(r"[0-9A-Za-z+/=_-]{20,}")
_HANGUL = re.compile(r"[가-힣]")

#: Milliseconds since 1970 from 2001-09-09 to 2033-05-18 have thirteen digits and begin with 1.
_EPOCH = re.compile(r"1[0-9]{12}")


def is_number_of_a_thing(digits: str, column: Column, *, bare: bool) -> bool:
    """Whether thirteen digits are what their column promises: a barcode, a corporation's number, a time in ms.

    That does not prove them no person's: one of ten personal numbers fits a foreign check digit by chance,
    so such a value is for a steward to confirm, never cleared. Of the three only a corporation's is written with a
    separator (``bare`` is false).
    """
    if _CORPORATE.search(column.name):
        return has_corporate_digit(digits)
    return bare and _is_bare_number_of_a_thing(digits, column)


def _is_bare_number_of_a_thing(digits: str, column: Column) -> bool:
    if _BARCODE.search(column.name):
        return has_gtin_digit(digits)
    return bool(_CLOCK.search(column.name) and _EPOCH.fullmatch(digits))


def has_gtin_digit(digits: str) -> bool:
    """GS1 General Specifications 7.9: weights 1 and 3 alternate over thirteen digits, sum divisible by 10."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def has_corporate_digit(digits: str) -> bool:
    """Corporation registration numbers: weights 1, 2 alternating over twelve digits, check digit 10 − sum mod 10."""
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])


def has_business_digit(digits: str) -> bool:
    """Business registration numbers: weights 1 3 7 1 3 7 1 3 5, the ninth product's tens added, check digit last."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=False))
    total += int(digits[8]) * 5 // 10
    return (10 - total % 10) % 10 == int(digits[9])


def has_luhn_digit(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B: every second digit from the right doubled, digit sums divisible by 10."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def is_fraction(match: re.Match[str]) -> bool:
    """127.0900101123456 is a longitude; in a Korean text a line's first point is a list's: 1.9001011234567 홍길동."""
    start, text = match.start(), match.string
    if start < 2 or text[start - 1] != "." or not text[start - 2].isdigit():
        return False
    line = text.rfind("\n", 0, start) + 1
    return not (_LIST_ITEM.fullmatch(text, line, start) and _HANGUL.search(text))


def is_in_token(match: re.Match[str]) -> bool:
    """Glued to Latin letters in a word of twenty signs or more that has other digits too: a hash or key."""
    text = match.string
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return bool(re.search("[A-Za-z]", around)) and any(_holds_more(token, match) for token in _TOKEN.finditer(text))


def _holds_more(token: re.Match[str], match: re.Match[str]) -> bool:
    if not (token.start() <= match.start() and match.end() <= token.end()):
        return False
    return bool(
        re.search("[0-9]", match.string[token.start() : match.start()] + match.string[match.end() : token.end()])
    )
