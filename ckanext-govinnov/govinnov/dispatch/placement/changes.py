"""What exchanges of one site for another change in the cost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def changes(costs: Ints, sites: Ints, others: Ints) -> Ints:
    """What each exchange changes in the cost, shape (sites, others).

    A row whose own site leaves goes to the newcomer or to its second nearest; any other row may go to the newcomer.
    """
    first, second, own = _two_nearest(costs[:, sites])
    order = np.argsort(own, kind="stable")
    new = costs[:, others][order]
    first, second, own = first[order, None], second[order, None], own[order]
    gain = np.minimum(new - first, 0)
    loss = np.minimum(new, second) - first - gain
    here, starts = np.unique(own, return_index=True)
    change = np.tile(gain.sum(axis=0), (len(sites), 1))
    change[here] += np.add.reduceat(loss, starts, axis=0)
    return change


def _two_nearest(costs: Ints) -> tuple[Ints, Ints, Ints]:
    """Each row's least and second least cost, and where the least stands."""
    own = costs.argmin(axis=1)
    rows = np.arange(len(costs))
    first = costs[rows, own]
    rest = costs.copy()
    rest[rows, own] = np.iinfo(np.int64).max // 4
    return first, rest.min(axis=1), own
