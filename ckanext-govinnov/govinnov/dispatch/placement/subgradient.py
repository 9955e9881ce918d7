"""Multipliers for p-median parts, by climbing."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.ascent import Ascent, Climb
from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import SCALE, Ints, Problem
from govinnov.dispatch.placement.part import Part
from govinnov.dispatch.placement.proposal import Proposal

_ROOT, _BELOW = Climb(400, 1.0), Climb(60, 0.3)


class Subgradient:
    """Multipliers by climbing the Lagrangean bound: long at the root, shortly below it."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """The highest point of a climb that starts at the parent's."""
        if u is None:
            return self._climbed(part, _first(self._problem, incumbent), incumbent, _ROOT)
        return self._climbed(part, u, incumbent, _BELOW)

    def _climbed(self, part: Part, u: Ints, incumbent: Incumbent, plan: Climb) -> Proposal:
        if not part.is_open:
            return Proposal(u, np.zeros(len(part.free)), None)
        ascent = Ascent(self._problem, part, u)
        ascent.climb(incumbent, plan)
        return Proposal(ascent.u.astype(np.int64), ascent.share, None)


def _first(problem: Problem, incumbent: Incumbent) -> Ints:
    """Multipliers between the nearest and the second nearest site of a good plan."""
    near = np.sort(problem.costs[:, incumbent.sites], axis=1)[:, :2].sum(axis=1)
    first: Ints = near * (SCALE // 2)
    return first
