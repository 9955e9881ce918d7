"""What a government's plans stand on: its posts, its candidates and its demand, as one instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from govinnov.dispatch.grid import Rings
from govinnov.dispatch.placement import Instance
from govinnov.dispatch.plans.candidates import FEWEST, Ints, candidates
from govinnov.dispatch.plans.cells import gathered


@dataclass(frozen=True)
class Ground:
    """An instance and what its points are.

    Attributes:
        instance: Posts, then candidates, then cells of demand.
        posts: How many posts there are; they are sites 1 … ``posts``.
        areas: Code of the 읍면동 that each candidate is in.
    """

    instance: Instance
    posts: int
    areas: list[str]

    @property
    def fixed(self) -> range:
        """The posts as sites of the instance."""
        return range(1, self.posts + 1)

    @property
    def total(self) -> int:
        """All demand."""
        return int(self.instance.demand.sum())

    def covered(self, sites: Ints) -> int:
        """Weight that sites (counted from 0) cover."""
        return self.total - self.instance.problem.cost(sites) if len(sites) else 0


def ground(
    areas: Mapping[str, Rings],
    demand: tuple[ArrayLike, ArrayLike],
    posts: ArrayLike,
    radius_m: int,
    scale: tuple[int, int] = (250, FEWEST),
) -> Ground:
    """Put an instance together.

    Args:
        areas: Code of each 읍면동 → its rings in metres (EPSG:5179).
        demand: Places in metres, shape (n, 2), and the weight of each.
        posts: Existing posts in metres, shape (m, 2), neighbours' too; those that cover no demand are left out.
        radius_m: A post covers what is at most so far away, straight on.
        scale: Side of a cell of demand in metres, and how many candidates there must be; (1000, 2000) for a 시도.
    """
    cells, weights = gathered(*demand, scale[0])
    places, codes = candidates(areas, scale[1])
    near = _near(np.rint(np.asarray(posts, dtype=np.float64).reshape(-1, 2)).astype(np.int64), cells, radius_m)
    xy = np.concatenate([near, places, cells])
    whole = np.append(np.zeros(len(near) + len(places), dtype=np.int64), weights)
    return Ground(Instance(xy, whole, radius_m, len(near) + len(places)), len(near), codes)


def _near(posts: Ints, cells: Ints, radius_m: int) -> Ints:
    """Posts that cover some cell, from the west."""
    from scipy.spatial import cKDTree

    posts = np.unique(posts, axis=0)
    if not len(posts) or not len(cells):
        return posts[:0]
    return posts[cKDTree(cells).query(posts)[0] <= radius_m]
