"""Find characters that show a text was broken before it came: U+FFFD, NUL and C1 controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from govinnov.gate.codes import finding
from govinnov.gate.encoding import chunks
from govinnov.gate.model import Finding
from govinnov.gate.records import row_of_offset

#: Per kind its first byte, which is looked for first at full speed, and what it is.
KINDS = {
    "replacement-character": (b"\xef", re.compile(b"\xef\xbf\xbd")),
    "nul-character": (b"\0", re.compile(b"\0")),
    "c1-control": (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
}
CARRY = 2


def lost_characters(path: Path) -> tuple[Finding, ...]:
    """One finding for each kind of lost character in a UTF-8 text, with the first row it stands in."""
    found: dict[str, tuple[int, int]] = {}
    for start, piece in _overlapping(path):
        for code, (lead, pattern) in KINDS.items():
            if lead in piece:
                _tally(found, code, pattern, start, piece)
    return tuple(
        finding(code, row=row_of_offset(path, first), value=_name(code), count=count)
        for code, (first, count) in found.items()
    )


def _overlapping(path: Path) -> Iterator[tuple[int, bytes]]:
    """Pieces that repeat the last two bytes of the one before, so that no sequence is cut."""
    start, held = 0, b""
    for piece in chunks(path):
        yield start - len(held), held + piece
        start += len(piece)
        held = piece[-CARRY:]


def _tally(found: dict[str, tuple[int, int]], code: str, pattern: re.Pattern[bytes], start: int, piece: bytes) -> None:
    fresh = CARRY if start else 0
    hits = [match.start() for match in pattern.finditer(piece) if match.end() > fresh]
    if hits:
        first, count = found.get(code, (start + hits[0], 0))
        found[code] = (first, count + len(hits))


def _name(code: str) -> str:
    return {"replacement-character": "U+FFFD", "nul-character": "U+0000", "c1-control": "U+0080–U+009F"}[code]
