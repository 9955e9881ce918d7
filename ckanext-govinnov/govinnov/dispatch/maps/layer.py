"""What a map shows: layers of areas or of places, each with a row of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from govinnov.dispatch.grid import Rings, to_lonlat
from govinnov.dispatch.grid.spans import Floats
from govinnov.dispatch.maps.polygons import polygon

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

    #: As GeoPackage names what the features are.
    kind: ClassVar[str] = "POINT"

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
    kind: ClassVar[str] = "MULTIPOLYGON"

    @cached_property
    def polygons(self) -> list[Geometry]:
        """In metres; what an odd number of rings holds is inside."""
        return [polygon(one) for one in self.rings]

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
class Zone(Layer):
    """One area that may overlap others', in metres (EPSG:5179); its row says how much its border was simplified."""

    shape: Geometry
    kind: ClassVar[str] = "MULTIPOLYGON"

    def geometries(self) -> list[Geometry]:
        """A MultiPolygon."""
        import shapely

        return [_multi(shapely.transform(self.shape, _lonlat))]

    def simplified(self, tolerance_m: float) -> Zone:
        """Its border is its own: nobody shares it."""
        import shapely

        rows = [{**row, "simplified_m": tolerance_m} for row in self.rows]
        return replace(self, rows=rows, shape=shapely.simplify(self.shape, tolerance_m))


@dataclass(frozen=True)
class Places(Layer):
    """Places in metres (EPSG:5179), shape (n, 2)."""

    metres: Floats

    def geometries(self) -> list[Geometry]:
        """Points."""
        import shapely

        return list(shapely.points(_lonlat(np.asarray(self.metres, dtype=np.float64).reshape(-1, 2))))


def _lonlat(metres: Floats) -> Floats:
    return np.round(to_lonlat(metres), DECIMALS)


def _multi(one: Geometry) -> Geometry:
    import shapely

    parts = [part for part in shapely.get_parts(shapely.orient_polygons(one)) if part.geom_type == "Polygon"]
    return shapely.multipolygons(parts)
