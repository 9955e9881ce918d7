"""What a map is drawn on: degrees on a plane, what lies far off moved near, and all of it as large as there is room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ckanext.govinnov.dispatch_pages import insets
from ckanext.govinnov.dispatch_pages.insets import Bounds, Inset
from ckanext.govinnov.dispatch_pages.plane import Plane

if TYPE_CHECKING:
    from shapely import Geometry

#: Width of a drawing, its greatest height, and the ground left free around the land, in units.
WIDTH, HIGHEST, MARGIN = 1280, 1440, 24
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Canvas:
    """Degrees → units of a drawing. On the plane between them y grows downwards.

    Attributes:
        factor: How much narrower a degree of longitude is than one of latitude, in the middle of the land.
        moved: What of the plane is moved into a box; None where nothing lies far off.
        west: Left edge of the drawing on the plane.
        north: Upper edge, likewise.
        scale: Units for each degree of latitude.
        height: Of the drawing, in units.
    """

    factor: float
    moved: Inset | None
    west: float
    north: float
    scale: float
    height: int

    @classmethod
    def of(cls, lands: Sequence[Geometry]) -> Canvas:
        """The canvas for lands in longitude and latitude."""
        import shapely

        _, south, _, north = shapely.total_bounds(lands)
        factor = math.cos(math.radians((south + north) / 2))
        flat = shapely.transform(lands, lambda degrees: degrees * (factor, -1.0))
        moved = insets.inset(flat)
        drawn = shapely.transform(flat, moved.move) if moved else flat
        left, top, right, bottom = map(float, shapely.total_bounds(drawn))
        west, north, scale = _fitted((left, top, right, bottom))
        lowest = max(bottom, moved.box[3]) if moved else bottom
        return cls(factor, moved, west, north, scale, math.ceil((lowest - north) * scale) + MARGIN)

    @property
    def box(self) -> Box | None:
        """Where what lies far off is drawn (x, y, width, height in units)."""
        if self.moved is None:
            return None
        corners = self._fit(np.array(self.moved.box).reshape(2, 2))
        (left, top), (right, bottom) = np.rint(corners).astype(int).tolist()
        return left, top, right - left, bottom - top

    @property
    def plane(self) -> Plane:
        """The same as numbers for a script."""
        by = (self.moved.dx, self.moved.dy) if self.moved else (0.0, 0.0)
        return Plane(self.west, self.north, self.scale, self.factor, self.box, by)

    def units(self, degrees: Any) -> Any:
        """An array (n, 2) of longitudes and latitudes in units."""
        flat = degrees * (self.factor, -1.0)
        return self._fit(self.moved.move(flat) if self.moved else flat)

    def _fit(self, places: Any) -> Any:
        return (places - (self.west, self.north)) * self.scale


def _fitted(bounds: Bounds) -> tuple[float, float, float]:
    """Left and upper edge, and units for each degree, of the largest drawing of what lies within bounds."""
    west, north, east, south = bounds
    width, height = max(east - west, 1e-9), max(south - north, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / width, (HIGHEST - 2 * MARGIN) / height)
    return west - (WIDTH / scale - width) / 2, north - MARGIN / scale, scale
