"""What stewards type into forms of the trace: texts, days and numbers, or nothing where they can't be read."""

from __future__ import annotations

from datetime import date

from govinnov.trace.findings.shown import printable

_SIGNS = 5
_LONGEST, _LONGEST_REASON, _DIGITS = 200, 1_000, 18
_FIRST, _LAST = date(1900, 1, 1), date(2100, 1, 1)


def text(said: str) -> str:
    """Without blanks around it, and without signs that no database keeps."""
    return printable(said[: 2 * _LONGEST]).strip()[:_LONGEST]


def reason(said: str) -> str:
    """Why somebody does something, in as many lines as it takes."""
    return printable(said.strip()[:_LONGEST_REASON])


def farm(said: str) -> str:
    """A farm; a mark's signs in upper case, as the commands take them."""
    named = text(said)
    return named.upper() if len(named) == _SIGNS else named


def day(said: str, usual: date) -> date | None:
    """A day of two centuries; the usual one where nothing is typed."""
    try:
        found = date.fromisoformat(said.strip()) if said.strip() else usual
    except ValueError:
        return None
    return found if _FIRST <= found <= _LAST else None


def number(said: str, usual: int | None = None) -> int | None:
    """A number of plain digits that a database can hold; the usual one where nothing is typed."""
    plain = said.strip()
    if not plain:
        return usual
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= _DIGITS else None
