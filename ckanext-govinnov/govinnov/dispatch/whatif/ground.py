"""What a government's shares stand on, from the tables ``ground`` and ``posts`` that a run publishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from govinnov.dispatch.demand import Points, points_of
from govinnov.dispatch.demand.packed import unpacked
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.geometry import metres, to_lonlat
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.reach.roads import Ints
from govinnov.dispatch.reach.straight import nearest
from govinnov.dispatch.run.parameters import Parameters, parameters_of

#: A row of a table, its cells as texts or as values.
Row = Mapping[str, Any]
_ON_ROADS = "roads"
#: A place so near to where somebody may stand is in that one's 읍면동.
_NEAR_M = 1000.0


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its number in the run, its name, where it is."""

    number: int
    name: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Known:
    """What all governments of a run share: its posts (on the plane, shape (n, 2)) and its parameters."""

    posts: tuple[Post, ...]
    places: Floats
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Area:
    """A 읍면동: its code and name, its electors, and a place in the middle of its land (longitude and latitude)."""

    code: str
    name: str
    electors: int
    lon: float
    lat: float


@dataclass(frozen=True)
class Ground:
    """A government's ground.

    Attributes:
        code: Of the government.
        known: What it shares with the others.
        points: Where its electors may stand.
        sizes: How many areas each of its parts has.
        totals: Electors of each part.
        named: Code, name and electors of each area.
    """

    code: str
    known: Known
    points: Points
    sizes: tuple[int, ...]
    totals: tuple[int, ...]
    named: tuple[tuple[str, str, int], ...]

    @cached_property
    def nearest(self) -> tuple[Floats, Ints]:
        """From each point the metres to its nearest post, and that post's place in the list."""
        return nearest(self.points.places, self.known.places)

    @cached_property
    def corners(self) -> Floats:
        """South-west and north-east corner of the points, shape (2, 2)."""
        return np.array([self.points.places.min(axis=0), self.points.places.max(axis=0)])

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Its areas, by name."""
        middles = to_lonlat([self._middle(number) for number in range(len(self.named))]).tolist()
        found = (Area(*named, *middle) for named, middle in zip(self.named, middles, strict=True))
        return tuple(sorted(found, key=lambda area: (area.name, area.code)))

    @cached_property
    def own_posts(self) -> tuple[Post, ...]:
        """Posts that are the nearest of some of its electors, by name."""
        used = np.unique(self.nearest[1]).tolist() if self.known.posts else ()
        return tuple(sorted((self.known.posts[at] for at in used), key=lambda post: (post.name, post.number)))

    def near(self, lon: float, lat: float) -> Area | None:
        """The 읍면동 of the point that is nearest to a place; None where that is over a kilometre away."""
        place = metres([(lon, lat)])
        far = ((self.points.places - place) ** 2).sum(axis=1)
        at = int(np.argmin(far))
        code = self.named[int(self.points.area[at])][0]
        return next(area for area in self.areas if area.code == code) if far[at] <= _NEAR_M**2 else None

    def _middle(self, number: int) -> Floats:
        """Of an area's points the one nearest to their mean."""
        begin, end = np.searchsorted(self.points.area, [number, number + 1])
        places = self.points.places[begin:end]
        middle: Floats = places[np.argmin(((places - places.mean(axis=0)) ** 2).sum(axis=1))]
        return middle


def known_of(posts: Iterable[Row], parameters: Mapping[str, Any]) -> Known:
    """Read the table ``posts`` and the ``parameters`` of a manifest."""
    rows = sorted(posts, key=lambda row: int(row["post_number"]))
    named = [Post(int(row["post_number"]), row["post_name"], float(row["lon"]), float(row["lat"])) for row in rows]
    places = np.array([(float(row["x"]), float(row["y"])) for row in rows], dtype=np.float64).reshape(-1, 2)
    return Known(tuple(named), places, parameters_of(parameters))


def ground_of(code: str, rows: Iterable[Row], known: Known) -> Ground:
    """Read a government's rows of the table ``ground``.

    Raises:
        InputError: ``no-ground``: there are no rows; ``ground-on-roads``: its minutes are along roads, which only a
            run can drive.
    """
    ordered = sorted(rows, key=lambda row: int(row["area_number"]))
    if not ordered:
        raise InputError("no-ground", id=code)
    if ordered[0]["method"].endswith(_ON_ROADS):
        raise InputError("ground-on-roads", id=code)
    electors = [int(row["total"] or 0) for row in ordered]
    points = points_of(
        (unpacked(float(row["edge_m"]), row["cells"], row["anchors"] or ""), count)
        for row, count in zip(ordered, electors, strict=True)
    )
    named = zip((row["area_code"] for row in ordered), (row["area_name"] for row in ordered), electors, strict=True)
    return Ground(code, known, points, *_parts(ordered, electors), tuple(named))


def _parts(rows: Sequence[Row], electors: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Areas and electors of each part."""
    part = np.array([int(row["part"]) - 1 for row in rows])
    sizes, totals = np.bincount(part), np.bincount(part, np.array(electors))
    return tuple(sizes.tolist()), tuple(int(total) for total in totals)
