"""The squares of a grid whose centres lie in an area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.geometry.shape import Shape
from govinnov.dispatch.grid import Spans, inside


def cells(shape: Shape, edge_m: float) -> NDArray[np.float64]:
    """Centres of the cells of a grid from the origin, shape (n, 2): rows from the south, each from the west.

    A shape too thin to hold a centre has none.

    Args:
        shape: The area.
        edge_m: Length of a cell's side in metres.
    """
    return centres(inside(shape.rings, edge_m), edge_m)


def centres(spans: Spans, edge_m: float) -> NDArray[np.float64]:
    """Centres of the cells of spans, in their order."""
    row, column = spans.each
    return (np.column_stack([column, row]).astype(np.float64) + 0.5) * edge_m
