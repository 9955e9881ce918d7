"""Land as the path of a drawing: whole units, relative moves, nothing smaller than a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import Geometry
    from shapely.geometry import LinearRing

Point = tuple[int, int]
#: A ring has at least so many corners.
_CORNERS = 3


def path(land: Geometry) -> str:
    """The path of a polygon, or of several."""
    return "".join(map(_ring, _rings(land)))


def _rings(land: Geometry) -> Iterator[LinearRing]:
    for part in getattr(land, "geoms", (land,)):
        yield from (part.exterior, *part.interiors)


def _ring(ring: LinearRing) -> str:
    places = [(round(x), round(y)) for x, y in ring.coords]
    steps = list(_steps(places))
    if len(steps) < _CORNERS:
        return ""
    return f"M{places[0][0]} {places[0][1]}l{' '.join(f'{x} {y}' for x, y in steps[:-1])}z"


def _steps(places: Sequence[Point]) -> Iterator[Point]:
    for (x, y), (to_x, to_y) in pairwise(places):
        if (x, y) != (to_x, to_y):
            yield to_x - x, to_y - y
