"""A covering instance of one's own: posts, candidates and cells of demand, on whole metres.

Posts and candidates stand first; all other points are demand alone, and banned as sites. Written down it is a file that
``dispatch verify --mclp`` and ``docs/verify_placement.py --mclp`` read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.placement.certificate import Certificate
from govinnov.dispatch.placement.model import Covering, Ints
from govinnov.dispatch.placement.rows import covering
from govinnov.dispatch.placement.travel import Travel

#: Points compared with all sites at a time.
_BATCH = 4096


@dataclass(frozen=True)
class Instance:
    """Points of which the first may be sites.

    Attributes:
        xy: Whole metres, shape (points, 2).
        demand: Whole weight of each point.
        radius: Whole metres that a site covers, inclusive.
        sites: How many points, from the first, may be sites.
    """

    xy: Ints
    demand: Ints
    radius: int
    sites: int

    @cached_property
    def text(self) -> bytes:
        """The instance as a file: labels that begin with the count, then ``x y demand`` in each line, tabs between.

        It is a table to everybody else. A blank between two coordinates would make them a registration number's like.
        """
        labels = f"{len(self.xy)} points: east_m\tnorth_m\tdemand"
        lines = (f"{x}\t{y}\t{w}" for (x, y), w in zip(self.xy.tolist(), self.demand.tolist(), strict=True))
        return "\n".join([labels, *lines, ""]).encode()

    @cached_property
    def problem(self) -> Covering:
        """The covering problem, with a column for each site."""
        near = np.packbits(self._covers, axis=1)
        keys = [(row.tobytes(), around) for row, around in zip(near, self._around.tolist(), strict=True)]
        return covering(keys, self._covers, self.demand, hashlib.sha256(self.text).hexdigest())

    @cached_property
    def travel(self) -> Travel:
        """Metres from each point with demand to each site, rounded down."""
        asked = np.flatnonzero(self.demand)
        metres = [np.sqrt(self._squares(part)).astype(np.int32) for part in _batches(asked)]
        return Travel(np.concatenate([np.empty((0, self.sites), np.int32), *metres]), self.demand[asked])

    def published(self, proof: Certificate) -> Certificate:
        """The certificate for the file, where points that are no sites are banned."""
        return replace(proof, banned=(*proof.banned, *range(self.sites + 1, len(self.xy) + 1)))

    @cached_property
    def _covers(self) -> NDArray[np.bool_]:
        covers = [self._squares(part) <= self.radius**2 for part in _batches(np.arange(len(self.xy)))]
        return np.concatenate(covers)

    def _squares(self, points: Ints) -> Ints:
        """Squares of the distances of some points (rows) to the sites."""
        east, north = (self.xy[points, None, axis] - self.xy[: self.sites, axis] for axis in (0, 1))
        squares: Ints = east**2 + north**2
        return squares

    @property
    def _around(self) -> NDArray[np.uint64]:
        """A fingerprint of the points behind the sites that cover each point: equal sets have equal ones.

        It is the sum of a random number for each; two sets that differ share it once in 2^64, and then the citizen's
        verifier counts one row more than the certificate.
        """
        found, sums = np.zeros(len(self.xy), dtype=np.uint64), _Rows(self.xy[self.sites :])
        order = np.argsort(self.xy[:, 1], kind="stable")
        heights = self.xy[order, 1]
        for y in sums.heights:
            near = order[slice(*np.searchsorted(heights, [y - self.radius, y + self.radius + 1]))]
            x, rise = self.xy[near, 0], self.xy[near, 1] - y
            half = np.sqrt(self.radius**2 - rise**2).astype(np.int64)
            found[near] += sums.between(y, x - half, x + half)
        return found


class _Rows:
    """Points by their height, with sums of random numbers along each row."""

    def __init__(self, xy: Ints) -> None:
        order = np.lexsort(xy.T)
        x, y = xy[order].T
        numbers = np.random.Generator(np.random.Philox(0)).integers(2**64, size=len(x), dtype=np.uint64)
        self.heights, starts = np.unique(y, return_index=True)
        parts = (np.split(values, starts)[1:] for values in (x, numbers))
        self._rows = {height: (row, _summed(each)) for height, row, each in zip(self.heights, *parts, strict=True)}

    def between(self, height: int, first: Ints, last: Ints) -> NDArray[np.uint64]:
        """Sums over the points of a row from ``first`` to ``last``, inclusive."""
        x, sums = self._rows[height]
        return sums[np.searchsorted(x, last, side="right")] - sums[np.searchsorted(x, first)]


def _summed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return np.append(np.uint64(0), np.cumsum(numbers, dtype=np.uint64))


def _batches(points: Ints) -> list[Ints]:
    return [points[at : at + _BATCH] for at in range(0, len(points), _BATCH)]
