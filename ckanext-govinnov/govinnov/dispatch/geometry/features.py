"""Areas with their properties, from GeoJSON or TopoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.geometry.shape import Floats, Shape
from govinnov.dispatch.grid.project import WGS84, metres

#: How GeoJSON of before 2016 names WGS 84.
_CRS84 = "CRS84"
#: A ring of fewer places encloses nothing.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Feature:
    """An area with what its file says of it."""

    properties: dict[str, Any]
    shape: Shape


def read_features(path: Path) -> list[Feature]:
    """Polygons of a file, in its order; other geometries, and polygons that enclose nothing, are left out.

    Raises:
        InputError: ``unreadable``: it is no GeoJSON or TopoJSON, or of an unknown reference system.
    """
    try:
        document = json.loads(path.read_bytes())
        found = _topojson(document) if document.get("type") == "Topology" else _geojson(document)
        crs = _crs(document)
        whole = ((properties, [ring for ring in rings if len(ring) >= _FEWEST]) for properties, rings in found)
        return [
            Feature(properties, Shape([metres(ring, crs) for ring in rings])) for properties, rings in whole if rings
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError("unreadable", file=path.name, why=str(error) or type(error).__name__) from error


def _crs(document: dict[str, Any]) -> str:
    name = str(((document.get("crs") or {}).get("properties") or {}).get("name", ""))
    return WGS84 if not name or _CRS84 in name else name


def _geojson(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Floats]]]:
    for feature in document["features"]:
        geometry = feature["geometry"] or {}
        if geometry.get("type") in ("Polygon", "MultiPolygon"):
            parts = _parts(geometry["type"], geometry["coordinates"])
            rings = [np.array(ring, dtype=np.float64)[:, :2] for part in parts for ring in part]
            yield feature["properties"] or {}, rings


def _topojson(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Floats]]]:
    """Arcs are steps from place to place on a grid; a ring is a list of arcs, ~i the arc i from its end."""
    transform = document.get("transform")
    scale, origin = (transform["scale"], transform["translate"]) if transform else (1.0, 0.0)
    steps = (np.array(arc, dtype=np.float64)[:, :2] for arc in document["arcs"])
    arcs = [(np.cumsum(arc, axis=0) if transform else arc) * np.array(scale) + np.array(origin) for arc in steps]
    for layer in document["objects"].values():
        for geometry in layer["geometries"]:
            if geometry.get("type") in ("Polygon", "MultiPolygon"):
                parts = _parts(geometry["type"], geometry["arcs"])
                yield geometry.get("properties") or {}, [_ring(arcs, ring) for part in parts for ring in part]


def _parts(kind: str, nested: list[Any]) -> list[Any]:
    return nested if kind == "MultiPolygon" else [nested]


def _ring(arcs: list[Floats], ring: list[int]) -> Floats:
    parts = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
