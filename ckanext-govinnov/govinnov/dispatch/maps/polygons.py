"""From rings to polygons, also where rings cross themselves."""

from __future__ import annotations

from contextlib import suppress
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from govinnov.dispatch.grid import Rings
from govinnov.dispatch.grid.spans import Floats

if TYPE_CHECKING:
    from shapely import Geometry

_POLYGONS = ("Polygon", "MultiPolygon")
#: A built area that is off by more than this part of it has lost one.
_OFF = 0.001
#: A ring of fewer places, first and last being one, has no area.
_FEWEST = 4


def polygon(rings: Rings) -> Geometry:
    """Rings that cross themselves build no area, or half of it: then the parts that an odd number holds, made valid."""
    import shapely

    with suppress(shapely.errors.GEOSException):
        found = shapely.build_area(shapely.multilinestrings([_closed(ring) for ring in rings]))
        if abs(found.area - _area(rings)) <= _OFF * found.area:
            return found
    closed = [line.coords for line in map(_closed, rings) if len(line.coords) >= _FEWEST]
    held = [shapely.make_valid(shapely.polygons(line)) for line in closed]
    parts = shapely.get_parts(reduce(shapely.symmetric_difference, held, shapely.Polygon()))
    return shapely.union_all([part for part in parts if part.geom_type in _POLYGONS])


def _area(rings: Rings) -> float:
    """Area by the corners, holes against their winding."""
    twice = sum(float(np.sum(r[:-1, 0] * r[1:, 1] - r[1:, 0] * r[:-1, 1])) for r in (_looped(ring) for ring in rings))
    return abs(twice) / 2


def _looped(ring: Floats) -> Floats:
    return ring if (ring[0] == ring[-1]).all() else np.concatenate([ring, ring[:1]])


def _closed(ring: Floats) -> Any:
    import shapely

    return shapely.linestrings(_looped(ring))
