"""Spans painted on an array, and counted in blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.grid.spans import Ints, Spans


@dataclass(frozen=True, slots=True)
class Window:
    """Rows ``top`` … and columns ``left`` … of the grid that an array stands for."""

    top: int
    left: int
    rows: int
    columns: int


def paint(spans: Spans, window: Window) -> NDArray[np.bool_]:
    """Which cells of a window some span holds, shape (rows, columns)."""
    spans = spans.between(window.top, window.top + window.rows)
    begin, end = (np.clip(column - window.left, 0, window.columns) for column in (spans.begin, spans.end))
    width = window.columns + 1
    depth = np.zeros(window.rows * width, dtype=np.int32)
    start = (spans.row - window.top) * width
    np.add.at(depth, start + begin, 1)
    np.add.at(depth, start + end, -1)
    covered = np.cumsum(depth.reshape(window.rows, width), axis=1, dtype=np.int32)
    return covered[:, : window.columns] > 0


def blocks(cells: NDArray[np.bool_], side: int) -> Ints:
    """How many cells of each block of side × side are true."""
    rows, columns = cells.shape
    # Down first: whole rows are added at the speed of memory, and a tenth is left for the other way.
    down = cells.reshape(rows // side, side, columns).sum(axis=1, dtype=np.int16)
    return down.reshape(rows // side, columns // side, side).sum(axis=2, dtype=np.int64)
