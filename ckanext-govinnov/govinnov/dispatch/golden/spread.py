"""Governments beside each other: quantiles with n, and ranks as ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """Tenth, middle and ninetieth percentile of n values (linear between neighbours)."""

    n: int
    p10: float
    median: float
    p90: float


def spread_of(values: Sequence[float]) -> Spread:
    """Quantiles of at least one value."""
    p10, median, p90 = np.quantile(np.array(values, dtype=np.float64), (0.1, 0.5, 0.9))
    return Spread(len(values), float(p10), float(median), float(p90))


def rank_ranges(los: Sequence[float], his: Sequence[float]) -> list[tuple[int, int]]:
    """Best and worst rank that each can have (1 is the greatest): those whose ranges overlap are not ordered.

    Args:
        los: Least value of each.
        his: Greatest value of each.
    """
    low, high = np.sort(np.array(los, dtype=np.float64)), np.sort(np.array(his, dtype=np.float64))
    surely_better = len(low) - np.searchsorted(low, his, "right")
    surely_worse = np.searchsorted(high, los, "left")
    return [(int(better) + 1, len(low) - int(worse)) for better, worse in zip(surely_better, surely_worse, strict=True)]
