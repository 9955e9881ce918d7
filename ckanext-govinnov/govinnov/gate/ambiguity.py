"""Short Korean in CP949 is valid UTF-8 too (첫째 reads ù°): tell runs that can only be signs from those in doubt."""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from pathlib import Path

SIGNS = frozenset("°±µ²³·×÷")
UNIT = re.compile(
    rb"[cmkn]?m|[mk]?g|t|m?[lL]|m?s|h|A|[kM]?Wh?|V|C|F|K|N|J|[hk]?Pa|[kM]?Hz|dB|ppm|Gy|[mu]?Sv|[kM]?Bq",
)
RUN = re.compile(rb"[\x80-\xff]+")
LAST_WORD = re.compile(rb"[A-Za-z]+\Z")
FIRST_WORD = re.compile(rb"\A[A-Za-z]+")
REACH = 8


@dataclass(frozen=True, slots=True)
class Doubt:
    """A run of bytes that reads one way in UTF-8 and another in CP949; ``offset`` is its first byte in the file."""

    offset: int
    utf8: str
    cp949: str


def first_doubt(path: Path) -> Doubt | None:
    """Find the first run that is neither one sign beside a digit, unit or space nor one Latin letter in a word.

    The file must be valid UTF-8 whose non-ASCII characters all take two bytes.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        for match in RUN.finditer(text):
            before = text[max(0, match.start() - REACH) : match.start()]
            after = text[match.end() : match.end() + REACH]
            if not is_plain(before, match.group().decode("utf-8"), after):
                return _doubt(match.start(), before, match.group(), after)
    return None


def _doubt(offset: int, before: bytes, run: bytes, after: bytes) -> Doubt:
    lead, trail = RUN.split(before)[-1], RUN.split(after)[0]
    whole = lead + run + trail
    return Doubt(offset, whole.decode("utf-8"), whole.decode("cp949"))


def is_plain(before: bytes, run: str, after: bytes) -> bool:
    """Tell whether a run can be meant as UTF-8: one sign beside a digit, unit or space, or one letter inside a word."""
    if len(run) != 1:
        return False
    if run in SIGNS:
        return _touches(before[-1:], LAST_WORD.search(before)) or _touches(after[:1], FIRST_WORD.search(after))
    return "À" <= run <= "ɏ" and before[-1:].isalpha() and after[:1].isalpha()


def _touches(neighbour: bytes, word: re.Match[bytes] | None) -> bool:
    if neighbour.isdigit() or neighbour == b" ":
        return True
    return word is not None and UNIT.fullmatch(word.group()) is not None
