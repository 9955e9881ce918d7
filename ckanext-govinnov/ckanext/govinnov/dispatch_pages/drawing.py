"""A government's published map as a drawing for a page: areas as paths, posts as points, names where there is room.

Everything is in whole units of the drawing, so that a drawing of 25 areas is two kilobytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ckanext.govinnov.dispatch_pages import naming
from ckanext.govinnov.dispatch_pages.canvas import Box, Canvas
from ckanext.govinnov.dispatch_pages.naming import Name
from ckanext.govinnov.dispatch_pages.paths import Point, path
from ckanext.govinnov.dispatch_pages.plane import Plane

if TYPE_CHECKING:
    from shapely import Geometry

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
    box: Box | None
    plane: Plane

    @property
    def has_unknown(self) -> bool:
        """Whether the share of an area is not known."""
        return any(one.share is None for one in self.areas)

    @property
    def is_dense(self) -> bool:
        """Whether it has so many areas that they can't be told apart by pointing at them."""
        return len(self.areas) > _MANY


def drawing(geojson: bytes) -> Drawing:
    """Draw the layers ``areas`` and ``posts`` of a government's map.

    Raises:
        ValueError, KeyError, TypeError: It is no such map.
    """
    import shapely

    layers = _layers(json.loads(geojson)["features"])
    lands = [shapely.geometry.shape(one["geometry"]) for one in layers["areas"]]
    canvas = Canvas.of(lands)
    drawn = _fewer(shapely.transform(lands, canvas.units))
    facts = [one["properties"] for one in layers["areas"]]
    return Drawing(
        height=canvas.height,
        areas=tuple(_area(one, land) for one, land in zip(facts, drawn, strict=True)),
        posts=tuple((round(x), round(y)) for x, y in canvas.units(_places(layers.get("posts", [])))),
        names=tuple(naming.placed((one["area_name"], land) for one, land in zip(facts, drawn, strict=True))),
        box=canvas.box,
        plane=canvas.plane,
    )


def _fewer(lands: Sequence[Geometry]) -> Sequence[Geometry]:
    """Fewer corners, alike on both sides of each border."""
    import shapely

    tolerance = min(_TOLERANCE * max(len(lands) / _MANY, 1), _COARSEST)
    return list(shapely.coverage_simplify(lands, tolerance))


def _area(facts: dict[str, Any], land: Geometry) -> Area:
    return Area(str(facts["area_code"]), str(facts["area_name"]), path(land), facts.get("share_2km"))


def _layers(features: Iterable[Feature]) -> dict[str, list[Feature]]:
    layers: dict[str, list[Feature]] = {}
    for one in features:
        layers.setdefault(one["properties"]["layer"], []).append(one)
    return layers


def _places(posts: Sequence[Feature]) -> Any:
    """Longitudes and latitudes, an array (n, 2)."""
    return np.array([one["geometry"]["coordinates"][:2] for one in posts], dtype=float).reshape(-1, 2)
