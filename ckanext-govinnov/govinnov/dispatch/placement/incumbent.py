"""The best plan so far, and what is tried to better it."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.exchange import greedy, improved
from govinnov.dispatch.placement.model import Ints, Problem
from govinnov.dispatch.placement.part import Part

#: A plan within this share of the best is worth an exchange; so many exchanges are worth their time.
_NEAR = 1.01
#: Exchanges with every site are tried first where there are fewer costs than these.
_SMALL = 2_000_000


class Incumbent:
    """The best plan so far.

    Attributes:
        sites: Its sites, ascending, counted from 0.
        cost: What it costs.
    """

    def __init__(self, problem: Problem, root: Part) -> None:
        self._problem = problem
        self._kept = root.forced
        self._seen: set[bytes] = set()
        self.sites = greedy(problem, root)
        self.cost = problem.cost(self.sites)
        if problem.costs.size < _SMALL:
            self.exchange(self.sites, root.free)

    def offer(self, sites: Ints, candidates: Ints) -> None:
        """Look at a plan; one that is nearly as good as the best is bettered by exchanges with candidates."""
        sites = np.sort(sites)
        if (key := sites.tobytes()) in self._seen:
            return
        self._seen.add(key)
        cost = self._problem.cost(sites)
        self._take(sites, cost)
        if cost < self.cost * _NEAR:
            self.exchange(sites, candidates)

    def exchange(self, sites: Ints, candidates: Ints) -> None:
        """Better a plan as long as one exchange pays."""
        better = improved(self._problem, sites, candidates, self._kept)
        self._seen.add(better.tobytes())
        self._take(better, self._problem.cost(better))

    def _take(self, sites: Ints, cost: int) -> None:
        if (cost, sites.tolist()) < (self.cost, self.sites.tolist()):
            self.cost, self.sites = cost, sites
