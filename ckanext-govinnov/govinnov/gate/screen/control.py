"""Characters nobody sees: controls, and overrides that turn the direction of text around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings


class Characters:
    """Finds characters of one class and names them by code point."""

    def __init__(self, code: str, characters: str) -> None:
        self._code = code
        self._found = re.compile(characters)

    def pattern(self, column: Column) -> str | None:
        """The characters, in any column."""
        return self._found.pattern

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one: the first such character of the text as it came, not folded."""
        if match := self._found.search(text):
            yield Hit(self._code, f"U+{ord(match[0]):04X}")


#: C0 without tab, line feed and carriage return; DEL; C1.
CONTROLS = Characters("control-character", r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]")
#: Unicode TR36 section 3.6: embeddings, overrides and isolates.
BIDI = Characters("bidi-override", "[\u202a-\u202e\u2066-\u2069]")
