"""Rows of a permitted table, some thousands at a time: light enough to be sent to another process and read there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

#: Rows of one part.
ROWS = 4_000


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive rows: ``frame`` has one String column per label, and ``held`` are the rows that must not be read."""

    frame: pl.DataFrame
    first_row: int
    held: frozenset[int] = frozenset()

    def records(self) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """The rows that may be loaded, with their cells."""
        for row, cells in enumerate(self.frame.iter_rows(), self.first_row):
            if row not in self.held:
                yield row, cells


def parts_of(frame: pl.DataFrame, first_row: int, header_row: int, held: Mapping[int, Any]) -> Iterator[Part]:
    """The rows of a frame below the header, in parts."""
    for start in range(max(0, header_row + 1 - first_row), frame.height, ROWS):
        first = first_row + start
        yield Part(frame.slice(start, ROWS), first, frozenset(row for row in held if first <= row < first + ROWS))
