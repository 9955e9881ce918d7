"""A placement problem in whole numbers, and what an answer to it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement.certificate import Certificate
from govinnov.dispatch.placement.changes import changes

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Model = Literal["p-median", "mclp", "mexclp"]

#: Multipliers are whole numbers of 1/1024 of a cost unit.
SCALE = 1024
#: Sums below this are exact in 64-bit floats as well as in 64-bit integers.
_EXACT = 2**53


@dataclass(frozen=True)
class Problem:
    """Choose p sites at least cost; each row of demand pays for the cheapest chosen site.

    Attributes:
        model: ``p-median`` (cost: distance) or ``mclp`` (cost: 0 if covered, else the weight of the row).
        costs: Whole costs ≥ 0, shape (rows, sites).
        sha256: Of the bytes that the problem was read from; it ties a certificate to its problem.
        p: How many sites the file itself asks for, if it does.
        total: Weight of all demand (mclp); 0 for the p-median.

    Raises:
        InputError: ``costs-too-large``: the sums of bounds would not be exact.
    """

    model: Model
    costs: Ints
    sha256: str
    p: int | None = None
    total: int = 0

    def __post_init__(self) -> None:
        if SCALE * sum(map(int, self.costs.max(axis=1, initial=0))) * 4 >= _EXACT:
            raise InputError("costs-too-large")

    @property
    def n(self) -> int:
        """How many sites there are."""
        return self.costs.shape[1]

    def cost(self, sites: Iterable[int] | Ints) -> int:
        """What chosen sites (0-based) cost."""
        return int(self.costs[:, np.asarray(sites, dtype=np.int64)].min(axis=1).sum())

    def rho(self, sites: Ints, u: Ints) -> Ints:
        """ρⱼ = Σᵢ min(0, 1024·cᵢⱼ − uᵢ) of some sites."""
        reduced = self.costs[:, sites] * SCALE
        reduced -= u[:, None]
        rho: Ints = np.minimum(reduced, 0, out=reduced).sum(axis=0)
        return rho

    def base(self, u: Ints) -> int:
        """What multipliers bound the cost by before any site is chosen, in 1/1024 of a cost unit: Σu."""
        return int(u.sum())

    def changes(self, sites: Ints, others: Ints) -> Ints:
        """What each exchange of one of some sites for one of ``others`` changes in the cost, shape (sites, others)."""
        return changes(self.costs, sites, others)

    def costs_with(self, sites: Ints, others: Ints) -> Ints:
        """What some sites and one more cost, for each of ``others``."""
        near = self._nearest(sites)
        costs: Ints = np.minimum(self.costs[:, others], near[:, None]).sum(axis=0)
        return costs

    def _nearest(self, sites: Ints) -> Ints:
        """What each row pays for the best of some sites; the most there is without one."""
        nearest: Ints = self.costs[:, sites].min(axis=1, initial=int(self.costs.max(initial=0)))
        return nearest

    def shown(self, cost: int) -> int:
        """A cost as people read it: itself for the p-median, else the covered weight; and the way back."""
        return cost if self.model == "p-median" else self.total - cost


class Covering(Problem):
    """A problem whose costs are 0 or the weight of the row: ρ needs only the rows that a site covers."""

    @cached_property
    def weights(self) -> Ints:
        """Weight of each row; 0 where every site covers it."""
        return self.costs.max(axis=1, initial=0)

    @cached_property
    def _covered(self) -> tuple[Ints, Ints]:
        """The rows that each site covers, one site after the other, and where each site's begin."""
        sites, rows = np.nonzero(self.costs.T == 0)
        return rows, np.searchsorted(sites, np.arange(self.n))

    def rho(self, sites: Ints, u: Ints) -> Ints:
        """The same sum: Σᵢ min(0, 1024·wᵢ − uᵢ), corrected where the site covers."""
        apart = np.minimum(SCALE * self.weights - u, 0)
        return apart.sum() + self.sums(np.minimum(-u, 0) - apart)[sites]

    def costs_with(self, sites: Ints, others: Ints) -> Ints:
        """The same: less the open weight that the other one covers."""
        still_open = np.minimum(self._nearest(sites), self.weights)
        return still_open.sum() - self.sums(still_open)[others]

    def sums(self, values: Ints) -> Ints:
        """Sum of the rows' values over what each site covers."""
        rows, starts = self._covered
        sums = np.add.reduceat(np.append(values, 0)[np.append(rows, len(values))], starts)
        # A site that covers nothing has no entries of its own; reduceat shows it the next site's first.
        sums[np.diff(np.append(starts, len(rows))) == 0] = 0
        return sums


@dataclass(frozen=True, slots=True)
class Plan:
    """An answer: sites (1-based, ascending) and how good the best plan can be at most.

    ``bound`` is a lower one for the p-median and an upper one for mclp; ``certificate`` is there when they meet.
    """

    model: Model
    n: int
    p: int
    objective: int
    bound: int
    sites: tuple[int, ...]
    nodes: int
    certificate: Certificate | None

    @property
    def proven(self) -> bool:
        """Whether no plan is better."""
        return self.bound == self.objective

    @property
    def gap(self) -> float:
        """Distance of objective and bound, as a share of the objective."""
        return abs(self.objective - self.bound) / max(1, self.objective)
