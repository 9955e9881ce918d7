"""Demand on square cells, in whole numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]


def gathered(places: ArrayLike, weights: ArrayLike, size_m: int) -> tuple[Ints, Ints]:
    """Sum weights by cell; a cell stands for its centre.

    Args:
        places: Metres east and north, shape (n, 2).
        weights: Weight of each place, 0 or more.
        size_m: Side of a cell; even, so that centres are whole.

    Returns:
        Centres, shape (cells, 2), from the south and from the west, and whole weights over 0 whose sum is the rounded
        sum of all: the largest remainders are rounded up, of equal ones the first.
    """
    cells = np.floor(np.asarray(places, dtype=np.float64).reshape(-1, 2) / size_m).astype(np.int64)
    keys, at = np.unique(cells[:, ::-1], axis=0, return_inverse=True)
    sums = np.bincount(at.ravel(), np.asarray(weights, dtype=np.float64), len(keys)).astype(np.float64)
    whole = _whole(sums)
    kept = whole > 0
    return keys[kept][:, ::-1] * size_m + size_m // 2, whole[kept]


def _whole(sums: NDArray[np.float64]) -> Ints:
    whole = np.floor(sums).astype(np.int64)
    missing = round(float(sums.sum())) - int(whole.sum())
    whole[np.argsort(whole - sums, kind="stable")[:missing]] += 1
    return whole
