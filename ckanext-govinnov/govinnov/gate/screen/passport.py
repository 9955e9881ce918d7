"""Passport numbers: M12345678 and, since 2021, M123A4567."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

#: Ordinary, single, residence, official and diplomatic passports; before 2008 two letters of the office of issue.
_SHAPE = r"(?:[MSRGDOT][0-9]{8}|[MSRGDOT][0-9]{3}[A-Z][0-9]{4}|[A-Z]{2}[0-9]{7})"
_NUMBER = re.compile(rf"(?<![0-9A-Za-z])({_SHAPE})(?![0-9A-Za-z])", re.IGNORECASE)
_CONTEXT = re.compile(r"여권|passport", re.IGNORECASE)


class Passports:
    """Finds passport numbers where a word says passport: the shape alone is that of many facility codes."""

    def pattern(self, column: Column) -> str | None:
        """The shape in columns named for passports, the word elsewhere."""
        return f"(?i:{_SHAPE})" if _CONTEXT.search(column.name) else f"(?i:{_CONTEXT.pattern})"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every such number, when the column's name or the text itself speaks of a passport."""
        if _CONTEXT.search(column.name) or _CONTEXT.search(text):
            yield from _numbers(text)


class AnyPassports:
    """The stricter rule: the shape is enough."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return f"(?i:{_SHAPE})"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """Every number with a passport's shape."""
        yield from _numbers(text)


def _numbers(text: str) -> Iterator[Hit]:
    for match in _NUMBER.finditer(text):
        yield Hit("passport-number", match[1][0].upper() + "*" * (len(match[1]) - 1))
