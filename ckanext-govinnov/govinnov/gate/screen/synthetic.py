"""Results of an analysis that ran on made-up inputs: they say so in their column of methods, names and manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.settings import ScreenSettings

CODE = "synthetic-input"

_METHODS = frozenset({"method", "방법", "산출방법"})
_IN_METHOD = re.compile(r"^\s*SYNTHETIC\b")
#: Texts that name a dataset or a file, by the last part of their key.
_NAMES = frozenset({"title", "name", "url"})
#: A manifest's own word for it, and the same of each of its inputs.
_FLAGS = frozenset({"synthetic"})
_FLAGGED = re.compile(r"^\s*(?:true|True|TRUE)\s*$")
_IN_NAME = re.compile(r"(?:^|/)SYNTHETIC-")


class SyntheticResults:
    """Finds the mark that an analysis puts on everything it makes of synthetic inputs."""

    def pattern(self, column: Column) -> str | None:
        """The mark's word; None where nobody puts it."""
        mark = _mark(column)
        return mark.pattern if mark else None

    def find(self, text: str, column: Column, settings: ScreenSettings) -> Iterator[Hit]:
        """At most one."""
        mark = _mark(column)
        if mark and mark.search(text):
            yield Hit(CODE, "SYNTHETIC")


def _mark(column: Column) -> re.Pattern[str] | None:
    if column.name.strip().lower() in _METHODS:
        return _IN_METHOD
    last = column.name.rpartition(".")[2]
    return _FLAGGED if last in _FLAGS else _IN_NAME if last in _NAMES else None
