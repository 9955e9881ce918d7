"""An area as rings on the plane; what is inside is told by the even-odd rule, so holes and islands need no marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """An area.

    Attributes:
        rings: Each closed, shape (vertices, 2), in metres.
    """

    rings: Sequence[Floats]

    @cached_property
    def edges(self) -> Floats:
        """Sides of all rings as x1, y1, x2, y2, shape (n, 4)."""
        return np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in self.rings])

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Least x and y, greatest x and y."""
        low, high = self.edges[:, :2].min(axis=0), self.edges[:, :2].max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    @cached_property
    def square_metres(self) -> float:
        """Area; a ring inside another counts against it, as GeoJSON and TopoJSON wind them."""
        x1, y1, x2, y2 = self.edges.T
        return abs(float(np.sum(x1 * y2 - x2 * y1))) / 2

    def contains(self, points: Floats) -> NDArray[np.bool_]:
        """Which of points, shape (n, 2), are inside."""
        inside = np.zeros(len(points), dtype=bool)
        left, bottom, right, top = self.bounds
        x, y = points.T
        near = np.flatnonzero((x >= left) & (x <= right) & (y >= bottom) & (y <= top))
        for at in near:
            inside[at] = _crossings(self.edges, points[at, 0], points[at, 1]) % 2 == 1
        return inside


def _crossings(edges: Floats, x: float, y: float) -> int:
    """How many sides lie to the right of a point, at its height."""
    x1, y1, x2, y2 = edges[(edges[:, 1] > y) != (edges[:, 3] > y)].T
    return int(np.count_nonzero(x1 + (y - y1) / (y2 - y1) * (x2 - x1) > x))
