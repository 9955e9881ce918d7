"""Small islands far off are drawn in a box below the land, at the same scale: else the land would be a dot.

Nothing is left out, and the page says that they are moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely import Geometry

#: Parts of less than this share of all land may be moved.
_SMALL = 0.02
#: They are if the rest then fills so little of what all of it fills.
_GAIN = 0.5
#: Room around the land within which nothing is far off, as a share of its longer side; also the box's own margin.
_NEAR, _MARGIN = 0.15, 0.03

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Inset:
    """A box and by how much what it holds is moved into it."""

    box: Bounds
    holds: Bounds
    dx: float
    dy: float

    def move(self, places: Any) -> Any:
        """An array (n, 2) in which what lies far off is moved into the box; y grows downwards."""
        west, north, east, south = self.holds
        x, y = places[:, 0], places[:, 1]
        held = (x >= west) & (x <= east) & (y >= north) & (y <= south)
        return places + held[:, None] * (self.dx, self.dy)


def inset(lands: Sequence[Geometry]) -> Inset | None:
    """The box for a map whose land would be small without one; None for most maps."""
    import shapely

    parts = list(_parts(shapely.union_all(shapely.make_valid(lands))))
    least = _SMALL * sum(part.area for part in parts)
    whole, main = _bounds(shapely, parts), _bounds(shapely, [part for part in parts if part.area >= least])
    reach = _grown(main, _NEAR * max(_width(main), _height(main)))
    far = [part for part in parts if not _meet(part.bounds, reach)]
    if not far or _width(main) * _height(main) > _GAIN * _width(whole) * _height(whole):
        return None
    holds = _bounds(shapely, far)
    return _below(main, holds) if _width(holds) <= _width(main) else None


def _below(main: Bounds, holds: Bounds) -> Inset:
    """A box under the land's right corner."""
    margin = _MARGIN * _width(main)
    left = main[2] - _width(holds) - margin
    top = main[3] + 2 * margin
    box = (left - margin, top - margin, main[2], top + _height(holds) + margin)
    return Inset(box, holds, left - holds[0], top - holds[1])


def _parts(land: Geometry) -> Iterator[Geometry]:
    for part in getattr(land, "geoms", (land,)):
        yield from getattr(part, "geoms", (part,))


def _bounds(shapely: Any, parts: Sequence[Geometry]) -> Bounds:
    west, north, east, south = shapely.total_bounds(parts)
    return float(west), float(north), float(east), float(south)


def _grown(bounds: Bounds, by: float) -> Bounds:
    return bounds[0] - by, bounds[1] - by, bounds[2] + by, bounds[3] + by


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _width(bounds: Bounds) -> float:
    return bounds[2] - bounds[0]


def _height(bounds: Bounds) -> float:
    return bounds[3] - bounds[1]
