"""Cells that a spreadsheet would run instead of showing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit, excerpt
from govinnov.gate.screen.settings import ScreenSettings

#: A call, a cell, a pipe to a program, or arithmetic behind the first sign (OWASP: CSV Injection).
_RUNS = re.compile(
    r"[\t\r\n]?(?:[=＝]\s*+[^=＝]|[@＠][A-Za-z_.]++\("
    r"|[+＋\-－]++\s*+(?:[A-Za-z_.]++\(|[A-Z]{1,3}\$?[0-9]++\b|[0-9.]++\s*+[+*/^|]|[^|!]*+[|!][^!]*+!))"
)


class Formulas:
    """Finds formula-like cells; -3.2, +82-2-123-4567, '-' and '- 항목' are none."""

    def pattern(self, column: Column) -> str | None:
        """The shape, in any column."""
        return r"^[\t\r\n]?(?:[=＝@＠]|[+\-＋－].*[A-Za-z+*/^|])"

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the whole cell."""
        if _RUNS.match(text):
            yield Hit("formula-cell", excerpt(text))
