"""Finds places in rectangles: for many rectangles among many places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.geometry.shape import Floats


class Nearby:
    """Places by their x, so that a rectangle looks at a strip of them only."""

    def __init__(self, places: NDArray[np.float64] | NDArray[np.int64]) -> None:
        """Take places of shape (n, 2)."""
        self._order = np.argsort(places[:, 0], kind="stable")
        self._x, self._y = (places[self._order, axis].astype(np.float64) for axis in (0, 1))

    def within(self, low: Floats, high: Floats) -> NDArray[np.int64]:
        """Which places are in a rectangle, its border included, in the order in which they were given.

        Args:
            low: South-west corner.
            high: North-east corner.
        """
        first, last = np.searchsorted(self._x, low[0]), np.searchsorted(self._x, high[0], "right")
        y = self._y[first:last]
        found: NDArray[np.int64] = np.sort(self._order[first:last][(y >= low[1]) & (y <= high[1])])
        return found
