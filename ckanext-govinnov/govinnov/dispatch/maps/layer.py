"""What a map shows: layers of areas or of places, each with a row of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from govinnov.dispatch.grid import Rings, to_lonlat
from govinnov.dispatch.grid.spans import Floats

if TYPE_CHECKING:
    from shapely import Geometry

#: Coordinates have so many decimals: a tenth of a metre.
DECIMALS = 6
Facts = Mapping[str, Any]
_POLYGONS = ("Polygon", "MultiPolygon")
#: A built area that is off by more than this part of it has lost one.
_OFF = 0.001
#: A ring of fewer places, first and last being one, has no area.
_FEWEST = 4


@dataclass(frozen=True)
class Layer:
    """Features of one kind.

    Attributes:
        name: Of the layer: a word, the same in every run.
        rows: Facts of each feature: text, numbers or None, with the same keys in each row.
    """

    name: str
    rows: Sequence[Facts]

    def geometries(self) -> list[Geometry]:
        """Each feature's geometry in longitude and latitude, to a tenth of a metre."""
        raise NotImplementedError

    def simplified(self, tolerance_m: float) -> Layer:
        """The same with fewer vertices."""
        return self


@dataclass(frozen=True)
class Areas(Layer):
    """Areas with their rings in metres (EPSG:5179)."""

    rings: Sequence[Rings]

    @cached_property
    def polygons(self) -> list[Geometry]:
        """In metres; what an odd number of rings holds is inside."""
        return [_built(one) for one in self.rings]

    def geometries(self) -> list[Geometry]:
        """MultiPolygons."""
        import shapely

        return [_multi(shapely.transform(one, _lonlat)) for one in self.polygons]

    def simplified(self, tolerance_m: float) -> Areas:
        """Neighbours keep their common borders: what is simplified is the coverage, not each area."""
        import shapely

        other = replace(self)
        # A cached value is set past the frozen fields, as functools does itself.
        other.__dict__["polygons"] = list(shapely.coverage_simplify(self.polygons, tolerance_m))
        return other


@dataclass(frozen=True)
class Places(Layer):
    """Places in metres (EPSG:5179), shape (n, 2)."""

    metres: Floats

    def geometries(self) -> list[Geometry]:
        """Points."""
        import shapely

        return list(shapely.points(_lonlat(np.asarray(self.metres, dtype=np.float64).reshape(-1, 2))))


def _built(rings: Rings) -> Geometry:
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


def _lonlat(metres: Floats) -> Floats:
    return np.round(to_lonlat(metres), DECIMALS)


def _multi(one: Geometry) -> Geometry:
    import shapely

    parts = [part for part in shapely.get_parts(shapely.orient_polygons(one)) if part.geom_type == "Polygon"]
    return shapely.multipolygons(parts)
