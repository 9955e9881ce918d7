"""Rows of a covering problem: points of demand that the same points cover are one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govinnov.dispatch.placement.model import Covering


def covering(keys: Sequence[Hashable], covers: NDArray[np.bool_], demand: ArrayLike, sha256: str) -> Covering:
    """A problem of rows in the order of their first point, each with its points' weight.

    Args:
        keys: Equal for points that the same points cover.
        covers: Which site (column) covers which point.
        demand: Whole weight of each point.
        sha256: Of the instance.
    """
    first: dict[Hashable, int] = {}
    group = np.array([first.setdefault(key, len(first)) for key in keys], dtype=np.int64)
    weights = np.zeros(len(first), dtype=np.int64)
    np.add.at(weights, group, np.asarray(demand, dtype=np.int64))
    rows = np.unique(group, return_index=True)[1]
    costs = np.where(covers[rows], 0, weights[:, None])
    return Covering("mclp", costs, sha256, total=int(weights.sum()))
