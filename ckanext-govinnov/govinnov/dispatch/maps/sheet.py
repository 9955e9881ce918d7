"""A map as one file that says what stands around it, and its other forms, which are made from that file alone.

So whoever has the GeoJSON, and be it years later, makes the same GeoPackage and the same picture of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from govinnov.dispatch.grid import Rings, metres
from govinnov.dispatch.maps.fit import fitted
from govinnov.dispatch.maps.geojson import geojson
from govinnov.dispatch.maps.geopackage import geopackage
from govinnov.dispatch.maps.layer import Layer
from govinnov.dispatch.maps.picture import Caption, picture

if TYPE_CHECKING:
    from shapely import Geometry

#: Members of the collection that are not the standard's.
_DATE, _CAPTION = "reference_date", "caption"
#: Degrees around Korea.
_WEST, _EAST, _SOUTH, _NORTH = 120, 136, 30, 46
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_VALUES = (str, int, float, type(None))
#: Layers that the picture shows, and the fact that colours the first.
AREAS, POSTS, SHARE = "areas", "posts", "share_2km"


class NoSheetError(ValueError):
    """The GeoJSON is not a map of ours: it does not say what stands around it."""


@dataclass(frozen=True)
class _Read(Layer):
    """A layer of points that was read again."""

    shapes: Sequence[Geometry]

    def geometries(self) -> list[Geometry]:
        """As the file has them."""
        return list(self.shapes)


@dataclass(frozen=True)
class _ReadAreas(_Read):
    kind: ClassVar[str] = "MULTIPOLYGON"


_LAYERS: Mapping[str, type[_Read]] = {"Point": _Read, "MultiPolygon": _ReadAreas}


@dataclass(frozen=True)
class Sheet:
    """A map: its layers by name, the day it is of (YYYY-MM-DD), and what stands around its picture, if it has one."""

    layers: Mapping[str, Layer]
    date: str
    caption: Caption | None


def sheet(layers: Sequence[Layer], date: str, caption: Caption | None = None) -> bytes:
    """The map as GeoJSON of at most 5 MB; layers without features are left out."""
    about = {_DATE: date, **({_CAPTION: asdict(caption)} if caption else {})}
    return fitted([layer for layer in layers if layer.rows], partial(geojson, about=about)).data


def read(data: bytes) -> Sheet:
    """A map from its GeoJSON.

    Raises:
        NoSheetError: It is none of ours.
    """
    try:
        told = json.loads(data)
        layers = {layer.name: layer for layer in _layers(told["features"])}
        made = Sheet(layers, str(told[_DATE]), _caption(told[_CAPTION]) if _CAPTION in told else None)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoSheetError("This GeoJSON is no map of govinnov dispatch run.") from error
    if not layers or not all(map(_is_plain, layers.values())) or (made.caption and not _has_areas(made)):
        raise NoSheetError("This GeoJSON is not laid out as the maps of govinnov dispatch run are.")
    return made


def as_geopackage(told: Sheet) -> bytes:
    """The map as a GeoPackage."""
    return geopackage(list(told.layers.values()), told.date)


def as_picture(told: Sheet) -> bytes | None:
    """The map as a PNG: its areas by the share near a post, and the posts; None where it says nothing of a picture."""
    if told.caption is None:
        return None
    areas, posts = told.layers[AREAS], told.layers.get(POSTS)
    shapes = posts.geometries() if posts else []
    places = metres([(shape.x, shape.y) for shape in shapes])
    return picture(
        [_rings(shape) for shape in areas.geometries()], [row[SHARE] for row in areas.rows], places, told.caption
    )


def _layers(features: Iterable[Mapping[str, Any]]) -> Iterable[Layer]:
    import shapely

    for name, held in groupby(features, key=lambda one: one["properties"]["layer"]):
        part = list(held)
        shapes = shapely.from_geojson([json.dumps(one["geometry"]) for one in part], on_invalid="ignore")
        if not _are_in_korea(shapes):
            raise ValueError(f"the layer {name} holds what is nowhere in Korea")
        rows = [{key: value for key, value in one["properties"].items() if key != "layer"} for one in part]
        yield _LAYERS[shapes[0].geom_type](name, rows, list(shapes))


def _are_in_korea(shapes: Sequence[Geometry | None]) -> bool:
    """Whether each is a geometry there: elsewhere the grid's metres end."""
    import shapely

    west, south, east, north = shapely.bounds(shapes).T
    return bool(np.all((west >= _WEST) & (east <= _EAST) & (south >= _SOUTH) & (north <= _NORTH)))


def _caption(told: Mapping[str, Any]) -> Caption:
    return Caption(**{**told, "notes": tuple(told["notes"])})


def _has_areas(told: Sheet) -> bool:
    """Whether the picture's layers are there, each of its kind."""
    areas, posts = told.layers.get(AREAS), told.layers.get(POSTS)
    if areas is None or areas.kind != _ReadAreas.kind or SHARE not in areas.rows[0]:
        return False
    return posts is None or posts.kind == _Read.kind


def _is_plain(layer: Layer) -> bool:
    """Names are plain words, every row has the same ones, values are texts or numbers, and one kind of geometry."""
    names = list(layer.rows[0])
    return (
        all(_WORD.fullmatch(name) for name in (layer.name, *names))
        and all(list(row) == names for row in layer.rows)
        and all(isinstance(value, _VALUES) for row in layer.rows for value in row.values())
        and {shape.geom_type.upper() for shape in layer.geometries()} == {layer.kind}
    )


def _rings(shape: Geometry) -> Rings:
    lines = (line for part in shape.geoms for line in (part.exterior, *part.interiors))
    return [metres(np.asarray(line.coords)) for line in lines]
