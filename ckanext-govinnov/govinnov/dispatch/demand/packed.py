"""Cells and places as a cell of the table ``ground`` holds them."""

from __future__ import annotations

import re
from typing import TypedDict

import numpy as np

from govinnov.dispatch.demand.places import Places
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.grid import Spans

#: A comma within a place, no blank: else the end of one number and the next look like a resident number to a gate.
_BETWEEN = re.compile("[;,]")


class Packed(TypedDict):
    """The columns that hold places."""

    edge_m: float
    cells: str
    anchors: str


def packed(places: Places) -> Packed:
    """The columns ``edge_m``, ``cells`` (``row column count`` of each run), ``anchors`` (``x,y``).

    Anchors are in whole micrometres.
    """
    spans = places.spans
    runs = zip(spans.row.tolist(), spans.begin.tolist(), (spans.end - spans.begin).tolist(), strict=True)
    cells = ";".join(f"{row} {begin} {count}" for row, begin, count in runs)
    return Packed(
        edge_m=places.edge_m, cells=cells, anchors=";".join(f"{x:.6f},{y:.6f}" for x, y in places.anchors.tolist())
    )


def unpacked(edge_m: float, cells: str, anchors: str) -> Places:
    """The same places again, to the last bit.

    Raises:
        ValueError: These are no such cells.
    """
    row, begin, count = _numbers(cells, 3).astype(np.int64).T
    return Places(edge_m, Spans(row, begin, begin + count), _numbers(anchors, 2))


def _numbers(text: str, columns: int) -> Floats:
    return np.array(_BETWEEN.sub(" ", text).split(), dtype=np.float64).reshape(-1, columns)
