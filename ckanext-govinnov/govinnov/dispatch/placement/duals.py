"""Multipliers for covering parts: the duals of their linear programmes.

One programme serves a part and the parts within it, and the trees of other p after that: only bounds change. Where few
of its sites are left free, a smaller one is made; the search goes down first, so that programmes are stacked, each
within the one below it.
"""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.joined import Joiner
from govinnov.dispatch.placement.model import SCALE, Covering, Floats, Ints
from govinnov.dispatch.placement.part import Part, bounded
from govinnov.dispatch.placement.programme import Programme
from govinnov.dispatch.placement.proposal import Proposal

#: A programme of its own is worth making for a part with less than this share of the free sites.
_SMALLER = 0.5
#: Pivots after which a probe must do.
_PROBE = 200


class Duals:
    """Proposes the duals of a part's linear programme."""

    def __init__(self, problem: Covering) -> None:
        self._problem = problem
        self._joiner = Joiner(problem)
        self._stack: list[Programme] = []

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """The duals; on the way the incumbent is offered the most used sites as a plan."""
        programme = self._programme(part)
        if not programme.solve(part, incumbent.cost - 1):
            duals = programme.multipliers()
            if bounded(self._problem, part, duals).value > SCALE * (incumbent.cost - 1):
                return Proposal(duals, programme.used(part), None)
            programme.solve(part, np.inf)
        duals, used, value = programme.multipliers(), programme.used(part), programme.value
        _offer(part, used, incumbent)
        return Proposal(duals, used, lambda within: SCALE * (self._probed(within, incumbent) - value))

    def _probed(self, part: Part, incumbent: Incumbent) -> float:
        programme = self._programme(part)
        programme.solve(part, incumbent.cost - 1, _PROBE)
        return programme.value

    def _programme(self, part: Part) -> Programme:
        """The smallest that there is, or a new one where that pays."""
        while self._stack and not self._stack[-1].holds(part):
            self._stack.pop()
        top = self._stack[-1] if self._stack else None
        if top is None or len(part.free) < _SMALLER * len(top.part.free):
            self._stack.append(Programme(part, self._joiner.join(part), top))
        return self._stack[-1]


def _offer(part: Part, used: Floats, incumbent: Incumbent) -> None:
    """The most used free sites as a plan, to be bettered by exchanges with all that are used."""
    if not part.is_open:
        return
    order = np.argsort(-used, kind="stable")
    candidates = part.free[order[: max(part.left * 2, int((used > 0).sum()))]]
    incumbent.offer(np.append(part.forced, part.free[order[: part.left]]), candidates)
