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
        change = problem.changes(sites, others)
        change[np.isin(sites, kept)] = 0
        leaving, coming = np.unravel_index(int(change.argmin()), change.shape)
        if change[leaving, coming] >= 0:
            return sites
        sites = np.sort(np.append(np.delete(sites, leaving), others[coming]))
