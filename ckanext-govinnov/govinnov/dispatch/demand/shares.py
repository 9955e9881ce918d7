"""Whole numbers in proportion to weights, with an exact sum."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number in proportion to weights: the largest remainders are rounded up, of equal ones the first.

    Args:
        total: What is split.
        weights: Each 0 or more; all of them 0 count as equal.

    Returns:
        Whole numbers whose sum is ``total``; none for no weights.

    Source: A. Hamilton's method of apportionment (1792).
    """
    if not len(weights):
        return []
    given = np.array(weights, dtype=np.float64)
    given = given if given.sum() > 0 else np.ones(len(given))
    exact = total * given / given.sum()
    whole = np.floor(exact).astype(np.int64)
    missing = total - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:missing]] += 1
    return [int(one) for one in whole]
