"""Cells whose centres lie in a shape, as spans of neighbours in a row.

Cell (row, column) of size s has its centre at x = (column + ½)·s, y = (row + ½)·s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
#: Of one or more polygons, each of shape (n, 2) in metres, closed or not; what an odd number of them holds is inside.
Rings = Sequence[Floats]


@dataclass(frozen=True, slots=True)
class Spans:
    """Columns ``begin`` … ``end`` − 1 of each row; sorted by row."""

    row: Ints
    begin: Ints
    end: Ints

    @property
    def cells(self) -> int:
        """How many cells there are, those of overlapping spans counted again."""
        return int((self.end - self.begin).sum())

    @property
    def each(self) -> tuple[Ints, Ints]:
        """Row and column of each cell, span by span."""
        widths = self.end - self.begin
        return np.repeat(self.row, widths), np.repeat(self.begin, widths) + _counted(widths)

    def between(self, first: int, last: int) -> Spans:
        """The spans of rows ``first`` … ``last`` − 1."""
        at = slice(*np.searchsorted(self.row, [first, last]))
        return Spans(self.row[at], self.begin[at], self.end[at])


def inside(rings: Rings, size: float) -> Spans:
    """Cells whose centre is in a shape.

    Edges are taken from south to north, so shapes that share one share its crossings: no cell is in both or in neither.
    """
    row, x = _crossings(rings, size)
    order = np.lexsort((x, row))
    row, column = row[order], np.ceil(x[order] / size - 0.5).astype(np.int64)
    kept = column[1::2] > column[::2]
    return Spans(row[::2][kept], column[::2][kept], column[1::2][kept])


def holds(spans: Spans, row: Ints, column: Ints) -> NDArray[np.bool_]:
    """Which cells are in spans that don't overlap, as ``inside`` gives them."""
    if not len(spans.row):
        return np.zeros(len(row), dtype=bool)
    at = np.maximum(np.searchsorted(_key(spans.row, spans.begin), _key(row, column), side="right") - 1, 0)
    return (spans.row[at] == row) & (spans.begin[at] <= column) & (column < spans.end[at])


def _key(row: Ints, column: Ints) -> Ints:
    """One number that sorts by row, then column."""
    return (row << 32) + column


def _crossings(rings: Rings, size: float) -> tuple[Ints, Floats]:
    """Where edges cross the middle of rows: the row, and x."""
    one, other = (np.concatenate([_closed(ring)[part] for ring in rings]) for part in (slice(-1), slice(1, None)))
    upward = (one[:, 1] < other[:, 1])[:, None]
    low, high = np.where(upward, one, other), np.where(upward, other, one)
    first, last = (np.ceil(end[:, 1] / size - 0.5).astype(np.int64) for end in (low, high))
    edge = np.repeat(np.arange(len(low)), last - first)
    row = first[edge] + _counted(last - first)
    slope = (high[edge, 0] - low[edge, 0]) / (high[edge, 1] - low[edge, 1])
    return row, low[edge, 0] + ((row + 0.5) * size - low[edge, 1]) * slope


def _closed(ring: Floats) -> Floats:
    return np.concatenate([ring, ring[:1]])


def _counted(lengths: Ints) -> Ints:
    """0, 1, … within each run."""
    starts = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) - np.repeat(starts, lengths)
