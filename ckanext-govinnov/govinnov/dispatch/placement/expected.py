"""Expected covering (MEXCLP): each post is busy with probability q, and a row gains from every post that covers it.

The k-th post that covers a row is worth round(10⁶·(1−q)·q^(k−1)) times its weight.
Source: M. S. Daskin, "A maximum expected covering location model", Transportation Science 17 (1983) 48-70.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property

import numpy as np
from scipy.sparse import csc_matrix

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement.model import SCALE, Covering, Ints

#: What full cover of a unit of weight is worth.
FULL = 10**6
_EXACT = 2**53


@dataclass(frozen=True)
class Expected(Covering):
    """A covering in which further covers count too. Cost: the worth of the covers that are missing.

    Attributes:
        worth: What the first, second, … cover of a unit of weight is worth, falling.
    """

    worth: tuple[int, ...] = ()

    @cached_property
    def missing(self) -> Ints:
        """What a unit of weight misses with 0, 1, 2, … covers."""
        return np.append(np.cumsum(self.worth[::-1], dtype=np.int64)[::-1], 0)

    @cached_property
    def covers(self) -> csc_matrix:
        """1 where a site (column) covers a row."""
        return csc_matrix(self.costs == 0, dtype=np.int64)

    def cost(self, sites: Iterable[int] | Ints) -> int:
        """What chosen sites (0-based) miss."""
        return int(self._missed(np.asarray(sites, dtype=np.int64)).sum())

    def rho(self, sites: Ints, u: Ints) -> Ints:
        """ρⱼ = −Σ of u over the rows that a site covers."""
        return -self.sums(u)[sites]

    def base(self, u: Ints) -> int:
        """Σᵢ of the least, over m covers, of what m covers miss plus m·uᵢ, in 1/1024 of a unit."""
        covers = np.arange(len(self.missing))
        each = SCALE * self.weights[:, None] * self.missing + u[:, None] * covers
        return int(each.min(axis=1).sum())

    def costs_with(self, sites: Ints, others: Ints) -> Ints:
        """What some sites and one more miss, for each of ``others``."""
        count = self._count(sites)
        next_worth = self.weights * np.append(self.worth, 0)[count]
        costs: Ints = self.cost(sites) - self.sums(next_worth)[others]
        return costs

    def changes(self, sites: Ints, others: Ints) -> Ints:
        """What each exchange of one site changes in the cost, shape (sites, others)."""
        now = self.cost(sites)
        return np.array([self.costs_with(np.delete(sites, at), others) - now for at in range(len(sites))])

    def _missed(self, sites: Ints) -> Ints:
        missed: Ints = self.weights * self.missing[self._count(sites)]
        return missed

    def _count(self, sites: Ints) -> Ints:
        count = np.asarray(self.covers[:, sites].sum(axis=1), dtype=np.int64).ravel()
        return np.minimum(count, len(self.worth))


def expected(problem: Covering, p: int, busy: str) -> Expected:
    """The expected covering of the same rows by p sites.

    Args:
        problem: The covering.
        p: How many sites there will be: so many covers count at most.
        busy: q, the probability that a post is busy: a decimal number ≥ 0 and < 1.

    Raises:
        InputError: ``bad-busy``, ``costs-too-large``.

    Source: docs/explanation/placement.md
    """
    q = _probability(busy)
    worth = tuple(round(FULL * (1 - q) * q**k) for k in range(max(p, 1)))
    # Rows that every site covers have no weight of their own in a covering: they gain from each site of any plan.
    total = problem.total * sum(worth)
    if SCALE * total * 4 >= _EXACT:
        raise InputError("costs-too-large")
    return Expected("mexclp", problem.costs, problem.sha256, total=total, worth=worth)


def _probability(text: str) -> Fraction:
    try:
        busy = Decimal(text)
    except InvalidOperation:
        busy = Decimal("NaN")
    if not busy.is_finite() or not 0 <= busy < 1 or busy.adjusted() < -18:
        raise InputError("bad-busy")
    return Fraction(busy)
