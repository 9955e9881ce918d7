"""Cells of 100 m of a shape: how many centres of 10 m cells each holds, and how many of them are seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from govinnov.dispatch.cctv.cameras import Cameras, Ints
from govinnov.dispatch.cctv.reach import seen_by
from govinnov.dispatch.grid import Rings, Spans, Window, blocks, inside, paint

#: How far cameras see: the middle value is what is reported, the others its range.
RADII_M = (30, 50, 100)
#: Cells of 10 m along a cell of 100 m, and cells of 100 m along a strip that is painted at once.
SIDE, _STRIP = 10, 10


def seen(cameras: Cameras, radii_m: Sequence[int] = RADII_M) -> dict[int, Spans]:
    """What cameras see within each radius; to be made once, and used for every shape."""
    return {radius: seen_by(cameras, radius) for radius in radii_m}


def survey(rings: Rings, views: Mapping[int, Spans]) -> pd.DataFrame:
    """Count seen cells in a shape.

    Args:
        rings: Of the shape, in metres (EPSG:5179).
        views: What ``seen`` gave; neighbours' cameras count.

    Returns:
        A row for each 100 m cell that holds a centre: ``x``, ``y`` (metres, its south-west corner), ``cells`` (centres
        of 10 m cells in the shape, 1 to 100) and ``seen_30``, ``seen_50``, … (how many of them are seen), by y, then x.

    Source: docs/explanation/cctv.md
    """
    spans = inside(rings, SIDE)
    found = [_counted(spans, views, window) for window in _strips(spans)]
    columns = ("x", "y", "cells", *(f"seen_{radius}" for radius in views))
    table = np.concatenate(found) if found else np.zeros((0, len(columns)), dtype=np.int64)
    return pd.DataFrame(table, columns=list(columns))


def _strips(spans: Spans) -> Iterator[Window]:
    """Windows on strips of the shape, on the lines of the 100 m grid."""
    if not len(spans.row):
        return
    left, right = int(spans.begin.min()) // SIDE, -(-int(spans.end.max()) // SIDE)
    first, last = int(spans.row[0]) // SIDE, int(spans.row[-1]) // SIDE + 1
    for top in range(first, last, _STRIP):
        rows = min(_STRIP, last - top)
        yield Window(top * SIDE, left * SIDE, rows * SIDE, (right - left) * SIDE)


def _counted(spans: Spans, views: Mapping[int, Spans], window: Window) -> Ints:
    """One row for each 100 m cell of a strip: x, y, centres in the shape, and those that are seen."""
    land = paint(spans, window)
    counts = [blocks(land, SIDE), *(_seen(land, view, window) for view in views.values())]
    row, column = np.nonzero(counts[0])
    x, y = (window.left // SIDE + column) * 100, (window.top // SIDE + row) * 100
    return np.column_stack([x, y, *(count[row, column] for count in counts)])


def _seen(land: NDArray[np.bool_], view: Spans, window: Window) -> Ints:
    mine = view.between(window.top, window.top + window.rows)
    near = (mine.end > window.left) & (mine.begin < window.left + window.columns)
    if not near.any():
        return np.zeros((window.rows // SIDE, window.columns // SIDE), dtype=np.int64)
    return blocks(land & paint(Spans(mine.row[near], mine.begin[near], mine.end[near]), window), SIDE)
