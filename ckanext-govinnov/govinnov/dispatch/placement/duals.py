"""Multipliers for covering parts: the duals of their linear programmes.

One programme serves a part and the parts within it, and the trees of other p after that: only bounds change. Where few
of its sites are left free, a smaller one is made; the search goes down first, so that programmes are stacked, each
within the one below it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.joined import Joiner
from govinnov.dispatch.placement.model import SCALE, Covering, Ints
from govinnov.dispatch.placement.part import Part, bounded
from govinnov.dispatch.placement.programme import Programme, offer
from govinnov.dispatch.placement.proposal import Proposal

#: A programme of its own is worth making for a part with less than this share of the free sites.
_SMALLER = 0.5
#: Pivots after which a probe must do. All probes together get half of these, and of what the parts themselves took.
_PROBE, _PROBES = 200, 10_000


class Duals:
    """Proposes the duals of a part's linear programme."""

    def __init__(self, problem: Covering) -> None:
        self._problem = problem
        self._joiner = Joiner(problem)
        self._stack: list[Programme] = []
        self._solved = self._probed = 0

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """The duals; on the way the incumbent is offered the most used sites as a plan."""
        programme, closed = self._programme(part), SCALE * (incumbent.cost - 1)
        whole = programme.solve(part, incumbent.cost - 1)
        duals = programme.multipliers()
        if not whole and bounded(self._problem, part, duals).value <= closed:
            whole = programme.solve(part, np.inf)
            duals = programme.multipliers()
        self._solved += programme.pivots
        used = programme.used(part)
        if whole:
            offer(part, used, incumbent)
        return Proposal(duals, used, is_best=True, rise=self._rise(programme.value, incumbent.cost - 1))

    def _rise(self, value: float, cost: int) -> Callable[[Part, int, int], float] | None:
        """How to probe sides of a part of this value, while probes have not taken too many pivots."""
        if self._probed * 2 > self._solved + _PROBES:
            return None
        return lambda rest, site, side: SCALE * (self._probe(rest, rest.branched(site, side), cost) - value)

    def _probe(self, rest: Part, side: Part, cost: int) -> float:
        programme = self._programme(rest)
        programme.solve(side, cost, _PROBE)
        self._probed += programme.pivots
        return programme.value

    def _programme(self, part: Part) -> Programme:
        """The smallest that there is, or a new one where that pays."""
        while self._stack and not self._stack[-1].holds(part):
            self._stack.pop()
        top = self._stack[-1] if self._stack else None
        if top is None or len(part.free) < _SMALLER * len(top.part.free):
            self._stack.append(Programme(part, self._joiner.join(part), top))
        return self._stack[-1]
