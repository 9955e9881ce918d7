"""Multipliers for p-median parts, by climbing."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.ascent import Ascent, Climb, Floats
from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import SCALE, Ints, Problem
from govinnov.dispatch.placement.part import Part
from govinnov.dispatch.placement.tree import Proposal

ROOT_CLIMB, CLIMB = Climb(400, 1.0), Climb(60, 0.3)
#: Looks for a better plan at the root; a site chosen more often than this is taken for sure.
_DIVES, _SURE = 12, 0.95


class Subgradient:
    """Multipliers by climbing the Lagrangean bound: long at the root, shortly below it."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """The highest point of a climb that starts at the parent's."""
        if not 0 < part.left < len(part.free):
            return Proposal(_first(self._problem, incumbent) if u is None else u, np.zeros(len(part.free)))
        start, plan = (_first(self._problem, incumbent), ROOT_CLIMB) if u is None else (u, CLIMB)
        ascent = Ascent(self._problem, part, start)
        ascent.climb(incumbent, plan)
        if u is None:
            self._dive(part, ascent, incumbent)
        return Proposal(ascent.u.astype(np.int64), ascent.share)

    def _dive(self, part: Part, ascent: Ascent, incumbent: Incumbent) -> None:
        """Look for a better plan where sites that are nearly always chosen are in, and rarely chosen ones out."""
        for _ in range(_DIVES):
            part = _surer(part, ascent.share)
            if not 0 < part.left < len(part.free) or ascent.value > SCALE * (incumbent.cost - 1):
                return
            ascent = Ascent(self._problem, part, ascent.u.astype(np.int64))
            ascent.climb(incumbent, CLIMB)


def _surer(part: Part, share: Floats) -> Part:
    """A part's sites that are likely to stand in a good plan; it is no bound, only a place to look."""
    sure = share >= min(_SURE, share.max())
    maybe = (share > 1 - _SURE) & ~sure
    return Part(np.union1d(part.forced, part.free[sure]), part.free[maybe], part.p)


def _first(problem: Problem, incumbent: Incumbent) -> Ints:
    """Multipliers between the nearest and the second nearest site of a good plan."""
    near = np.sort(problem.costs[:, incumbent.sites], axis=1)[:, :2].sum(axis=1)
    first: Ints = near * (SCALE // 2)
    return first
