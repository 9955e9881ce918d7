"""What a detector reports."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found in one text: its finding code and its value, already masked when personal."""

    code: str
    masked: str


def mask_digits(number: str, head: int, tail: int = 0) -> str:
    """Star every digit but the first ``head`` and the last ``tail``; separators stay, so that the shape shows."""
    total = len(_DIGIT.findall(number))
    seen = 0

    def star(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match[0] if seen <= head or seen > total - tail else "*"

    return _DIGIT.sub(star, number)


def excerpt(text: str, length: int = 24) -> str:
    """The beginning of a text that may hold anything: short, its digits starred, unreadable signs spelled out."""
    shown = "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text[:length])
    return _DIGIT.sub("*", shown) + ("…" if len(text) > length else "")
