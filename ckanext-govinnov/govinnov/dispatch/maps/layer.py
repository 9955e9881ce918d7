"""What a map shows: layers of areas or of places, each with a row of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from govinnov.dispatch.grid import Rings, to_lonlat
from govinnov.dispatch.grid.spans import Floats

if TYPE_CHECKING:
    from shapely import Geometry

#: Coordinates have so many decimals: a tenth of a metre.
DECIMALS = 6
Facts = Mapping[str, Any]


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
        import shapely

        return [shapely.build_area(shapely.multilinestrings([_closed(ring) for ring in one])) for one in self.rings]

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


def _closed(ring: Floats) -> Any:
    import shapely

    return shapely.linestrings(ring if (ring[0] == ring[-1]).all() else np.concatenate([ring, ring[:1]]))


def _lonlat(metres: Floats) -> Floats:
    return np.round(to_lonlat(metres), DECIMALS)


def _multi(one: Geometry) -> Geometry:
    import shapely

    parts = shapely.orient_polygons(one)
    return parts if parts.geom_type == "MultiPolygon" else shapely.multipolygons([parts])
