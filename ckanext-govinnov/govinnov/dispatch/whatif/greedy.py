"""More posts within wishes, in a moment: the best one after the other, and what no plan can pass.

A plan of the run is proven the best; this one is quick, and a bound says how far from the best it can be. The gain of a
post never grows when others are added, so k posts add no more than the k greatest single gains.

Source: G. L. Nemhauser, L. A. Wolsey, M. L. Fisher, "An analysis of approximations for maximizing submodular set
functions", Mathematical Programming 14 (1978) 265-294.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.geometry import to_lonlat
from govinnov.dispatch.reach.straight import nearest
from govinnov.dispatch.whatif.ground import Ground

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: Candidates compared with all demand at a time.
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Sites:
    """What a government's plans choose from, as its published ``instance.txt`` has it.

    Attributes:
        posts: Existing posts in whole metres, shape (n, 2).
        candidates: Where a new one may stand, shape (m, 2).
        cells: Demand, shape (c, 2), and ``weights`` of each.
        radius_m: How far a post covers.
    """

    posts: Ints
    candidates: Ints
    cells: Ints
    weights: Ints
    radius_m: int


@dataclass(frozen=True, slots=True)
class Step:
    """One more post: in which 읍면동, where, how much weight it adds, and how much is covered with it."""

    area: str
    lon: float
    lat: float
    gain: int
    covered: int


@dataclass(frozen=True, slots=True)
class Greedy:
    """Posts in turn; ``covered`` is what is covered without them, ``bound`` what no plan within the wishes can pass."""

    total: int
    covered: int
    steps: tuple[Step, ...]
    bound: int


def sites_of(text: str, ground: Ground, radius_m: int) -> Sites:
    """Read an instance: posts, then candidates, both without demand, then cells.

    Raises:
        InputError: ``bad-line``.
    """
    try:
        table = np.array(text.split("\n", 1)[1].split(), dtype=np.int64).reshape(-1, 3)
    except (IndexError, ValueError) as error:
        raise InputError("bad-line", form="x y demand") from error
    sites = int(np.argmax(table[:, 2] > 0)) if len(table) else 0
    known = {(x, y) for x, y in np.rint(ground.known.places).astype(np.int64).tolist()}
    is_post = np.array([(x, y) in known for x, y in table[:sites, :2].tolist()], dtype=bool)
    posts = int(np.argmin(is_post)) if not is_post.all() else sites
    return Sites(table[:posts, :2], table[posts:sites, :2], table[sites:, :2], table[sites:, 2], radius_m)


def greedy(ground: Ground, sites: Sites, count: int, fixed: Sequence[str] = (), banned: Collection[str] = ()) -> Greedy:
    """Choose posts one after the other.

    Args:
        ground: The government's ground: which candidate is in which 읍면동.
        sites: What is chosen from.
        count: Posts beside the fixed ones.
        fixed: Codes of 읍면동 that shall have one each, in this order: the best candidate in it.
        banned: Codes of 읍면동 that shall have none beside the fixed ones.
    """
    search = _Search(sites, _areas(ground, sites.candidates))
    begin = search.covered
    for area in fixed:
        search.add(search.where == area)
    allowed = ~np.isin(search.where, list(banned))
    bound = search.bound(allowed, count)
    for _ in range(count):
        search.add(allowed)
    total = int(sites.weights.sum())
    return Greedy(total, begin, tuple(search.steps), max(search.covered, min(bound, total)))


class _Search:
    """Candidates, and what is left to be covered."""

    def __init__(self, sites: Sites, where: NDArray[np.str_]) -> None:
        from scipy.sparse import csr_array

        self.sites, self.where, self.steps = sites, where, list[Step]()
        self.covers = csr_array(_covers(sites, sites.candidates), dtype=np.int64)
        self.left = np.where(_covers(sites, sites.posts).any(axis=0), 0, sites.weights)

    @property
    def covered(self) -> int:
        """Weight that is covered by now."""
        return int(self.sites.weights.sum() - self.left.sum())

    def bound(self, allowed: Bools, count: int) -> int:
        """What no ``count`` allowed candidates can pass."""
        gains = np.sort(self._gains()[allowed])[::-1]
        return self.covered + int(gains[:count].sum())

    def add(self, allowed: Bools) -> None:
        """Add the allowed candidate that covers most, the first of equals; none where nothing is gained."""
        gains = np.where(allowed, self._gains(), 0)
        if not gains.any():
            return
        at = int(np.argmax(gains))
        self.left[self.covers.indices[slice(*self.covers.indptr[at : at + 2])]] = 0
        lon, lat = to_lonlat(self.sites.candidates[[at]])[0].tolist()
        self.steps.append(Step(str(self.where[at]), lon, lat, int(gains[at]), self.covered))

    def _gains(self) -> Ints:
        gains: Ints = self.covers @ self.left
        return gains


def _areas(ground: Ground, places: Ints) -> NDArray[np.str_]:
    """Codes of the 읍면동 of the points that are nearest to places."""
    codes = np.array([code for code, _, _ in ground.named])
    found: NDArray[np.str_] = codes[ground.points.area[nearest(places.astype(np.float64), ground.points.places)[1]]]
    return found


def _covers(sites: Sites, places: Ints) -> Bools:
    """Which places cover which cells, inclusive, in whole metres."""
    parts = [_within(sites, places[at : at + _BATCH]) for at in range(0, len(places), _BATCH)]
    return np.concatenate([np.zeros((0, len(sites.cells)), dtype=bool), *parts])


def _within(sites: Sites, places: Ints) -> Bools:
    east, north = (places[:, None, axis] - sites.cells[None, :, axis] for axis in (0, 1))
    near: Bools = east**2 + north**2 <= sites.radius_m**2
    return near
