"""A part of the search, its exact bound, and what the bound fixes: the rules that every proof is checked by.

Everything here is integer arithmetic; see docs/explanation/placement.md for the formulas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from govinnov.dispatch.placement.model import SCALE, Ints, Problem


@dataclass(frozen=True, slots=True)
class Part:
    """Plans that hold every forced site and none that is neither forced nor free.

    Attributes:
        forced: Sites that are in, ascending, counted from 0.
        free: Sites still open, ascending.
        p: Sites of a whole plan.
    """

    forced: Ints
    free: Ints
    p: int

    @property
    def left(self) -> int:
        """How many free sites a plan still takes."""
        return self.p - len(self.forced)

    @property
    def is_empty(self) -> bool:
        """Whether no plan is left."""
        return not 0 <= self.left <= len(self.free)

    @property
    def is_open(self) -> bool:
        """Whether more than one plan is left."""
        return 0 < self.left < len(self.free)

    @property
    def only(self) -> Ints | None:
        """The one plan that is left, if it is one."""
        if self.left == 0:
            return self.forced
        return np.union1d(self.forced, self.free) if self.left == len(self.free) else None

    def branched(self, site: int, side: int) -> Part:
        """The part where a site is in (side 1) or out (side 0); itself where that is so already."""
        if site not in self.free:
            return self
        forced = np.union1d(self.forced, [site]) if side else self.forced
        return replace(self, forced=forced, free=self.free[self.free != site])


@dataclass(frozen=True, slots=True)
class Bound:
    """A part's bound by one set of multipliers.

    Attributes:
        value: L, in 1/1024 of a cost unit: no plan of the part costs less.
        rho: ρ of the free sites.
        order: The free sites by ρ, ties by id (places in ``free``).
    """

    value: int
    rho: Ints
    order: Ints


def bounded(problem: Problem, part: Part, u: Ints) -> Bound:
    """L = Σu + Σρ of the forced sites + the k least ρ of the free ones, ρⱼ = Σᵢ min(0, 1024·cᵢⱼ − uᵢ)."""
    rho = problem.rho(part.free, u)
    order = np.argsort(rho, kind="stable")
    value = problem.base(u) + problem.rho(part.forced, u).sum() + rho[order[: part.left]].sum()
    return Bound(int(value), rho, order)


def settled(problem: Problem, part: Part, u: Ints, cost: int) -> Part | None:
    """What is left of a part when only plans cheaper than ``cost`` are looked for; None when nothing is.

    A part is closed when L > 1024·(cost − 1). Else a free site whose leaving (or coming) would close it is fixed.
    """
    if part.is_empty:
        return None
    bound, limit = bounded(problem, part, u), SCALE * (cost - 1)
    if bound.value > limit:
        return None
    rest = _fixed(part, bound, limit)
    return None if rest.is_empty else rest


def _fixed(part: Part, bound: Bound, limit: int) -> Part:
    chosen, others = bound.order[: part.left], bound.order[part.left :]
    forced, out = np.zeros((2, len(part.free)), dtype=bool)
    # Without an unchosen site no chosen one can be replaced; without a chosen one no other can come.
    forced[chosen] = bound.value - bound.rho[chosen] + bound.rho[others[0]] > limit if len(others) else True
    out[others] = bound.value + bound.rho[others] - bound.rho[chosen[-1]] > limit if len(chosen) else True
    return replace(part, forced=np.union1d(part.forced, part.free[forced]), free=part.free[~(forced | out)])
