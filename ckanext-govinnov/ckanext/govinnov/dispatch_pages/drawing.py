"""A government's published map as a drawing for a page: areas as paths, posts as points, names where there is room.

Everything is in whole units of the drawing, so that a drawing of 25 areas is two kilobytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ckanext.govinnov.dispatch_pages import insets, naming
from ckanext.govinnov.dispatch_pages.insets import Bounds
from ckanext.govinnov.dispatch_pages.naming import Name
from ckanext.govinnov.dispatch_pages.paths import Point, path
from ckanext.govinnov.dispatch_pages.plane import Plane

if TYPE_CHECKING:
    from shapely import Geometry

#: Width of a drawing, its greatest height, and the ground left free around the land.
WIDTH, HIGHEST, MARGIN = 1280, 1440, 24
#: Corners are left out that are nearer than this to the line between their neighbours; more of them on a map of many.
_TOLERANCE, _COARSEST, _MANY = 1.5, 8.0, 60
#: Classes of shares: so many of equal width.
CLASSES = 5

Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Area:
    """One 읍면동: its path, and its share; None where that is not known."""

    code: str
    name: str
    path: str
    share: float | None

    @property
    def shade(self) -> int | None:
        """The class of its share, from 0 (fewest) to 4."""
        return None if self.share is None else min(int(self.share * CLASSES), CLASSES - 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map: its height, areas, where 119 centres are, names, and the box of what is moved (x, y, width, height)."""

    height: int
    areas: tuple[Area, ...]
    posts: tuple[Point, ...]
    names: tuple[Name, ...]
    box: tuple[int, int, int, int] | None
    plane: Plane

    @property
    def has_unknown(self) -> bool:
        """Whether the share of an area is not known."""
        return any(one.share is None for one in self.areas)

    @property
    def is_dense(self) -> bool:
        """Whether it has so many areas that they can't be told apart by pointing at them."""
        return len(self.areas) > _MANY


@dataclass(frozen=True, slots=True)
class _Fit:
    """Plane places → units."""

    west: float
    north: float
    scale: float

    @classmethod
    def of(cls, bounds: Bounds) -> _Fit:
        west, north, east, south = bounds
        width, height = max(east - west, 1e-9), max(south - north, 1e-9)
        scale = min((WIDTH - 2 * MARGIN) / width, (HIGHEST - 2 * MARGIN) / height)
        return cls(west - (WIDTH / scale - width) / 2, north - MARGIN / scale, scale)

    def units(self, places: Any) -> Any:
        return (places - (self.west, self.north)) * self.scale


def drawing(geojson: bytes) -> Drawing:
    """Draw the layers ``areas`` and ``posts`` of a government's map.

    Raises:
        ValueError, KeyError, TypeError: It is no such map.
    """
    import shapely

    layers = _layers(json.loads(geojson)["features"])
    lands, posts, factor = _plane(layers["areas"], layers.get("posts", []))
    moved = insets.inset(lands)
    if moved:
        lands, posts = list(shapely.transform(lands, moved.move)), moved.move(posts)
    fit = _Fit.of(tuple(shapely.total_bounds(lands)))
    drawn = _fewer(shapely.transform(lands, fit.units))
    facts = [one["properties"] for one in layers["areas"]]
    box = _box(fit, moved.box) if moved else None
    return Drawing(
        height=math.ceil(max(shapely.total_bounds(drawn)[3], box[1] + box[3] if box else 0)) + MARGIN,
        areas=tuple(_area(one, land) for one, land in zip(facts, drawn, strict=True)),
        posts=tuple((round(x), round(y)) for x, y in fit.units(posts)),
        names=tuple(naming.placed((one["area_name"], land) for one, land in zip(facts, drawn, strict=True))),
        box=box,
        plane=Plane(fit.west, fit.north, fit.scale, factor, box, (moved.dx, moved.dy) if moved else (0.0, 0.0)),
    )


def _fewer(lands: Sequence[Geometry]) -> Sequence[Geometry]:
    """Fewer corners, alike on both sides of each border."""
    import shapely

    tolerance = min(_TOLERANCE * max(len(lands) / _MANY, 1), _COARSEST)
    return list(shapely.coverage_simplify(lands, tolerance))


def _area(facts: dict[str, Any], land: Geometry) -> Area:
    return Area(str(facts["area_code"]), str(facts["area_name"]), path(land), facts.get("share_2km"))


def _box(fit: _Fit, bounds: Bounds) -> tuple[int, int, int, int]:
    (left, top), (right, bottom) = np.rint(fit.units(np.array(bounds).reshape(2, 2))).astype(int).tolist()
    return left, top, right - left, bottom - top


def _layers(features: Iterable[Feature]) -> dict[str, list[Feature]]:
    layers: dict[str, list[Feature]] = {}
    for one in features:
        layers.setdefault(one["properties"]["layer"], []).append(one)
    return layers


def _plane(areas: Sequence[Feature], posts: Sequence[Feature]) -> tuple[list[Geometry], Any, float]:
    """Degrees on a plane where y grows downwards, and a degree of longitude is as wide as in the middle of the land.

    Returns:
        Lands, posts, and how much narrower a degree of longitude is than one of latitude.
    """
    import shapely

    lands = [shapely.geometry.shape(one["geometry"]) for one in areas]
    _, south, _, north = shapely.total_bounds(lands)
    factors = (math.cos(math.radians((south + north) / 2)), -1.0)
    places = np.array([one["geometry"]["coordinates"][:2] for one in posts], dtype=float).reshape(-1, 2)
    return list(shapely.transform(lands, lambda degrees: degrees * factors)), places * factors, factors[0]
