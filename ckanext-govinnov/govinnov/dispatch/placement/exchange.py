"""Good plans to begin with: sites one by one, then exchanged as long as that pays (Teitz and Bart 1968)."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.model import Ints, Problem
from govinnov.dispatch.placement.part import Part


def greedy(problem: Problem, part: Part) -> Ints:
    """The forced sites, and free ones added where each saves most."""
    chosen, others = part.forced, part.free
    for _ in range(part.left):
        at = int(problem.costs_with(chosen, others).argmin())
        chosen, others = np.append(chosen, others[at]), np.delete(others, at)
    return np.sort(chosen)


def improved(problem: Problem, sites: Ints, candidates: Ints, kept: Ints) -> Ints:
    """Exchange one site for one candidate, the best pair first, until no pair pays; ``kept`` sites stay."""
    sites = np.sort(sites)
    while True:
        others = np.setdiff1d(candidates, sites)
        if not len(others):
            return sites
        change = _changes(problem, sites, others)
        change[np.isin(sites, kept)] = 0
        leaving, coming = np.unravel_index(int(change.argmin()), change.shape)
        if change[leaving, coming] >= 0:
            return sites
        sites = np.sort(np.append(np.delete(sites, leaving), others[coming]))


def _changes(problem: Problem, sites: Ints, others: Ints) -> Ints:
    """What each exchange changes in the cost, shape (sites, others).

    A row whose own site leaves goes to the newcomer or to its second nearest; any other row may go to the newcomer.
    """
    first, second, own = _two_nearest(problem.costs[:, sites])
    order = np.argsort(own, kind="stable")
    new = problem.costs[:, others][order]
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
