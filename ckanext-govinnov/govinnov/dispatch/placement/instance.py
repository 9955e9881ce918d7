"""A covering instance of one's own: posts, candidates and cells of demand, on whole metres.

Posts and candidates stand first; all other points are demand alone, and banned as sites. Written down it is a file that
``dispatch verify --mclp`` and ``docs/verify_placement.py --mclp`` read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
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
        """The instance as a file: a header with the count, then ``x y demand`` in each line."""
        lines = (f"{x} {y} {w}" for (x, y), w in zip(self.xy.tolist(), self.demand.tolist(), strict=True))
        return "\n".join([str(len(self.xy)), *lines, ""]).encode()

    @cached_property
    def problem(self) -> Covering:
        """The covering problem, with a column for each site."""
        near = np.packbits(self._covers, axis=1)
        keys = [row.tobytes() for row in near]
        shared = {key for key, count in Counter(keys).items() if count > 1}
        # Points are one row only where all points, not just sites, cover them alike.
        whole = [(key, self._around(at)) if key in shared else (key, b"") for at, key in enumerate(keys)]
        return covering(whole, self._covers, self.demand, hashlib.sha256(self.text).hexdigest())

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

    def _around(self, at: int) -> bytes:
        squares = ((self.xy - self.xy[at]) ** 2).sum(axis=1)
        return np.packbits(squares <= self.radius**2).tobytes()


def _batches(points: Ints) -> list[Ints]:
    return [points[at : at + _BATCH] for at in range(0, len(points), _BATCH)]
