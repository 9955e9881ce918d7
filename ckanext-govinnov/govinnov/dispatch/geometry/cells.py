"""The squares of a grid whose centres lie in an area, row by row: a scan line cut at the area's sides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.geometry.shape import Shape

Floats = NDArray[np.float64]


def cells(shape: Shape, edge_m: float) -> Floats:
    """Centres of the cells of a grid from the origin, shape (n, 2): rows from the south, each from the west.

    A shape too thin to hold a centre has none.

    Args:
        shape: The area.
        edge_m: Length of a cell's side in metres.
    """
    _, bottom, _, top = shape.bounds
    rows = np.arange(np.floor(bottom / edge_m), np.ceil(top / edge_m))
    lines = [_line(shape.edges, (row + 0.5) * edge_m, edge_m) for row in rows]
    return np.concatenate([*lines, np.empty((0, 2))])


def _line(edges: Floats, y: float, edge_m: float) -> Floats:
    x1, y1, x2, y2 = edges[(edges[:, 1] > y) != (edges[:, 3] > y)].T
    cuts = np.sort(x1 + (y - y1) / (y2 - y1) * (x2 - x1)).reshape(-1, 2)
    first, last = np.ceil(cuts / edge_m - 0.5).astype(np.int64).T
    columns = [np.arange(begin, end) for begin, end in zip(first, last, strict=True)]
    x = (np.concatenate([*columns, np.empty(0)]) + 0.5) * edge_m
    return np.column_stack([x, np.full(len(x), y)])
