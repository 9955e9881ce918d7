"""Among plans that cover as much, the one with less way to go: exchanges that leave the coverage as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.placement.model import Ints, Problem
from govinnov.dispatch.placement.part import Part

#: Newcomers are chosen by about so many points; what an exchange is worth is told by all.
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Travel:
    """How far all demand is from sites.

    Attributes:
        metres: Whole metres (or seconds) from each point of demand to each site, shape (points, sites).
        weights: Whole weight of each point.
    """

    metres: NDArray[np.integer]
    weights: Ints

    def total(self, sites: Ints) -> int:
        """Σ wᵢ · metres to the nearest of some sites."""
        return int((self.metres[:, sites].min(axis=1).astype(np.int64) * self.weights).sum())

    def least_with(self, sites: Ints, more: Ints) -> int:
        """Of ``more`` the site with which some sites have the least total, by a sample of the points; ties by id."""
        some = slice(None, None, -(-len(self.weights) // _SAMPLE) or 1)
        metres = self.metres[some]
        near = metres[:, sites].min(axis=1, initial=np.iinfo(np.int32).max)
        totals = self.weights[some] @ np.minimum(metres[:, more], near[:, None]).astype(np.int64)
        return int(more[totals.argmin()])


def shorter(problem: Problem, part: Part, sites: Ints, travel: Travel) -> Ints:
    """Exchange one site for another as long as the cost stays and travel falls, or ids fall and travel stays.

    Of all such exchanges the best is made; sites forced in the part stay.
    """
    best = (travel.total(sites), sites.tolist())
    while found := min(_exchanges(problem, part, sites, travel), default=None):
        if found >= best:
            break
        best, sites = found, np.array(found[1], dtype=np.int64)
    return sites


def _exchanges(problem: Problem, part: Part, sites: Ints, travel: Travel) -> list[tuple[int, list[int]]]:
    """The best exchange of each site that may leave: its travel, and the new plan."""
    found, cost = [], problem.cost(sites)
    for leaving in np.setdiff1d(sites, part.forced):
        rest = sites[sites != leaving]
        others = np.setdiff1d(part.free, sites)
        coming = others[problem.costs_with(rest, others) == cost]
        if len(coming):
            plan = np.sort(np.append(rest, travel.least_with(rest, coming)))
            found.append((travel.total(plan), plan.tolist()))
    return found
