"""How much weight lies within which distance of the nearest post."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Weight by distance.

    Attributes:
        metres: Distances, ascending, shape (n,).
        weight: Weight up to and with each of them, by placement, shape (n, placements).
    """

    metres: Floats
    weight: Floats

    def within(self, metres: float) -> Floats:
        """Weight at most so far away, by placement: Σ wᵢ·[dᵢ ≤ d]."""
        count = int(np.searchsorted(self.metres, metres, "right"))
        return self.weight[count - 1] if count else np.zeros(self.weight.shape[1])

    def quantile(self, share: float) -> Floats:
        """The least distance that holds a share of the weight, by placement; NaN where there is no weight."""
        return np.array([self._least(column, share) for column in self.weight.T])

    def _least(self, weight: Floats, share: float) -> float:
        if not len(weight) or weight[-1] <= 0:
            return float("nan")
        return float(self.metres[min(np.searchsorted(weight, share * weight[-1]), len(weight) - 1)])


def curve(metres: Floats, weights: Floats) -> Curve:
    """Sort places by their distance.

    Args:
        metres: Distance of each place to its nearest post, shape (n,).
        weights: Weight of each place by each placement, shape (n, placements).
    """
    order = np.argsort(metres, kind="stable")
    return Curve(metres[order], np.cumsum(weights[order], axis=0))
