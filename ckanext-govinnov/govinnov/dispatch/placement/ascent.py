"""Propose multipliers for a p-median part by climbing its Lagrangean bound (subgradient steps of Polyak's length).

Steps are floats, but each point they lead to is rounded to whole multipliers before it is judged. What is proposed
here decides nothing: the bound of the best point is computed again in integers, by ``part``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import SCALE, Floats, Ints, Problem
from govinnov.dispatch.placement.part import Part

#: Steps between two choices of the entries that are looked at.
_REFRESH = 40
#: Halve the step after so many points that brought nothing; give up below the least one.
_PATIENCE, _LEAST = 15, 0.005
#: Weight of the last slope in the next one; of the past in a site's share; steps between two looks at the shares.
_MEMORY, _RECENT, _OFTEN = 0.3, 0.95, 10


@dataclass(frozen=True, slots=True)
class Climb:
    """How far to climb: at most so many steps, the first of this length; stop above ``cost`` − 1."""

    steps: int
    length: float


@dataclass(frozen=True, slots=True)
class Entries:
    """Costs that multipliers up to ``cap`` can exceed, by site: all that ρ is made of there."""

    rows: Ints
    values: Floats
    starts: Ints
    none: NDArray[np.bool_]
    cap: Floats

    def rho(self, u: Floats) -> Floats:
        """ρ of the free sites for multipliers up to the cap."""
        excess = u[self.rows]
        excess -= self.values
        np.maximum(excess, 0, out=excess)
        rho = -np.add.reduceat(excess, self.starts)
        rho[self.none] = 0
        return rho


def near_entries(costs: Floats, u: Floats, ceiling: Floats) -> Entries:
    """Choose entries around a point; the cap leaves the next steps some room."""
    cap = np.minimum(np.ceil(u * 1.3 + 20 * SCALE), ceiling)
    sites, rows = np.nonzero((costs < cap[:, None]).T)
    count = np.bincount(sites, minlength=costs.shape[1])
    starts = np.concatenate([[0], np.cumsum(count)[:-1]])
    # One entry of nothing at the end: a start may stand there.
    values = np.append(costs[rows, sites], np.inf)
    return Entries(np.append(rows, 0), values, starts, count == 0, cap)


class Ascent:
    """One climb within a part.

    Attributes:
        u: The best multipliers so far.
        value: Their bound L.
        share: How often each free site was among the cheapest, of late: near 0 or 1 where the choice is clear.
    """

    def __init__(self, problem: Problem, part: Part, u: Ints) -> None:
        self._part = part
        self._costs: Floats = problem.costs[:, part.free].astype(np.float64) * SCALE
        nearest = problem.costs[:, part.forced].min(axis=1, initial=int(problem.costs.max()))
        self._ceiling: Floats = nearest.astype(np.float64) * SCALE
        self._slope = np.zeros(len(u))
        self.u: Floats = np.minimum(u.astype(np.float64), self._ceiling)
        self._point: Floats = self.u
        self.value = -np.inf
        self.share = np.zeros(len(part.free))

    def climb(self, incumbent: Incumbent, plan: Climb) -> None:
        """Take steps until the part is closed, the steps are used up or nothing is won any more."""
        length, stalled = plan.length, 0
        for step in range(plan.steps):
            if step % _REFRESH == 0:
                entries = near_entries(self._costs, self._point, self._ceiling)
            value, chosen = self._look(entries)
            stalled = 0 if self._keep(value) else stalled + 1
            if value > SCALE * (incumbent.cost - 1):
                return
            self._try(incumbent, chosen, step)
            if stalled >= _PATIENCE:
                length, stalled = length / 2, 0
            if length < _LEAST or not self._move(chosen, length * (SCALE * incumbent.cost * 1.0005 - value)):
                return

    def _look(self, entries: Entries) -> tuple[float, Ints]:
        """The bound at the point, rounded, and the free sites that it chooses (places in ``free``)."""
        self._point = np.rint(np.minimum(self._point, entries.cap))
        rho = entries.rho(self._point)
        left = self._part.left
        chosen = np.argpartition(rho, left - 1)[:left]
        self.share *= _RECENT
        self.share[chosen] += 1 - _RECENT
        return float(self._point.sum() + rho[chosen].sum()), chosen

    def _keep(self, value: float) -> bool:
        """Keep the best point; whether it brought something worth a step."""
        worth = value > self.value + abs(self.value) * 1e-4 if np.isfinite(self.value) else True
        if value > self.value:
            self.value, self.u = value, self._point
        return worth

    def _try(self, incumbent: Incumbent, chosen: Ints, step: int) -> None:
        """Offer the chosen sites as a plan, and at times the ones that were chosen most."""
        if step % _OFTEN == _OFTEN - 1:
            chosen = np.argpartition(-self.share, self._part.left - 1)[: self._part.left]
        candidates = self._part.free[self.share > 0.02]
        incumbent.offer(np.append(self._part.forced, self._part.free[chosen]), candidates)

    def _move(self, chosen: Ints, room: float) -> bool:
        """Step along the slope, smoothed by the last one; False on flat ground."""
        served = (self._costs[:, chosen] < self._point[:, None]).sum(axis=1)
        if len(self._part.forced):
            served = served + (self._ceiling < self._point)
        self._slope = (1 - _MEMORY) * (1.0 - served) + _MEMORY * self._slope
        steepness = float(self._slope @ self._slope)
        if steepness < 1e-9:
            return False
        self._point = self._point + room / steepness * self._slope
        return True
