"""The map of an answer: the land around in grey, the districts of its steps in colour, each with its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from ckanext.govinnov.dispatch_pages.canvas import WIDTH, Box, Canvas
from ckanext.govinnov.dispatch_pages.outlines import Outline
from ckanext.govinnov.dispatch_pages.paths import Point, path
from ckanext.govinnov.trace_pages.places import Place

if TYPE_CHECKING:
    from shapely import Geometry

#: Half of the room that a number takes on a small screen, and how high above its district it stands, in units.
RADIUS, HEIGHT = 44, 80
#: Corners that are nearer than this to the line between their neighbours, and islands of its square, are left out.
_TOLERANCE = 3.0
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Marked:
    """A district on the map: its path, a place inside it, and where its number stands."""

    place: Place
    path: str
    inside: Point
    number: Point


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """A map: its height in units, the land around, the box of what is moved (x, y, width, height), and districts.

    ``is_wider``: one of them is drawn as the larger area in which it lies.
    """

    height: int
    around: tuple[str, ...]
    box: Box | None
    districts: tuple[Marked, ...]
    is_wider: bool


def district_map(own: Mapping[Place, Outline], around: Iterable[Outline], *, is_wider: bool = False) -> DistrictMap:
    """Draw districts on the land around them.

    Args:
        own: The outline of each place that has one; at least one.
        around: The land that shows where they are.
        is_wider: Whether one of the outlines is that of a larger area.
    """
    canvas, drawn = _ground(tuple(around))
    lands = [_drawn(one, canvas) for one in own.values()]
    points = [_inside(land) for land in lands]
    numbers = apart(((x, y - HEIGHT) for x, y in points), canvas.height)
    marked = map(Marked, own, map(path, lands), points, numbers)
    return DistrictMap(canvas.height, drawn, canvas.box, tuple(marked), is_wider)


def apart(points: Iterable[Point], height: int) -> Iterator[Point]:
    """Each point, or the nearest place beside it where its number is on the map and covers none of those before."""
    taken: list[Point] = []
    for point in points:
        free = (one for one in _near(point) if _is_on(one, height) and all(_are_apart(one, other) for other in taken))
        taken.append(next(free))
        yield taken[-1]


def _near(point: Point) -> Iterator[Point]:
    """A point, and others on squares around it, nearer ones first."""
    x, y = point
    for ring in count():
        steps = range(-ring, ring + 1)
        square = ((dx, dy) for dx in steps for dy in steps if max(abs(dx), abs(dy)) == ring)
        yield from ((x + dx * RADIUS, y + dy * RADIUS) for dx, dy in square)


def _is_on(point: Point, height: int) -> bool:
    x, y = point
    return RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= height - RADIUS


def _are_apart(one: Point, other: Point) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= (2 * RADIUS) ** 2


@lru_cache(maxsize=_KEPT)
def _ground(around: tuple[Outline, ...]) -> tuple[Canvas, tuple[str, ...]]:
    """What a map is drawn on, and the paths of the land around."""
    canvas = Canvas.of([one.land for one in around])
    return canvas, tuple(path(_drawn(one, canvas)) for one in around)


def _drawn(outline: Outline, canvas: Canvas) -> Geometry:
    """An outline in units of the drawing."""
    import shapely

    land = shapely.simplify(shapely.transform(outline.land, canvas.units), _TOLERANCE)
    parts = shapely.get_parts(land)
    large = parts[shapely.area(parts) >= _TOLERANCE**2]
    return shapely.multipolygons(large if len(large) else parts)


def _inside(land: Geometry) -> Point:
    """A place inside the largest part."""
    place = max(land.geoms, key=lambda part: part.area).representative_point()
    return round(place.x), round(place.y)
