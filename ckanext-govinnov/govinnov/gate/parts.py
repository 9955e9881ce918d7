"""Rows of a permitted table, some thousands at a time: light enough to be sent to another process and read there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
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

    def columns(self) -> tuple[list[int], list[list[str | None]]]:
        """The same rows by their numbers, and their cells column by column: sooner read; none of an empty column."""
        rows = range(self.first_row, self.first_row + self.frame.height)
        kept = [row not in self.held for row in rows]
        frame = self.frame if all(kept) else self.frame.filter(kept)
        cells = [[] if one.null_count() == len(one) else one.to_list() for one in frame.get_columns()]
        return list(compress(rows, kept)), cells


def parts_of(frame: pl.DataFrame, first_row: int, header_row: int, held: Mapping[int, Any]) -> Iterator[Part]:
    """The rows of a frame below the header, in parts."""
    for start in range(max(0, header_row + 1 - first_row), frame.height, ROWS):
        first = first_row + start
        yield Part(frame.slice(start, ROWS), first, frozenset(row for row in held if first <= row < first + ROWS))
