"""Outlines of governments: all areas of a published map as one land, with no more corners than a small drawing shows.

Whether a map is public and unrevoked is asked of the database each time; its outline is remembered by its sha256.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ckanext.govinnov.dispatch_pages import maps
from ckanext.govinnov.dispatch_pages.served import Served, served
from ckanext.govinnov.storage import storage

if TYPE_CHECKING:
    from shapely import Geometry

#: So many outlines are remembered in each process, about 5 KB each.
_KEPT = 512
#: What is smaller than this part of the land's longer side is left out: corners, and islands of its square.
_FINEST = 1 / 400


@dataclass(frozen=True, slots=True)
class Outline:
    """The land of a government in longitude and latitude; two are the same if they are of the same map."""

    sha256: str
    land: Geometry = field(compare=False, repr=False)


def outlines(codes: Iterable[str]) -> dict[str, Outline]:
    """Outlines by code of those governments whose map is published and can be read: one question."""
    wanted = {maps.dataset(code): code for code in codes}
    found: dict[str, Served] = {}
    for one in served(wanted):
        if maps.is_map(one):
            found.setdefault(one.dataset, one)
    read = ((wanted[name], _outline(one)) for name, one in found.items() if name in wanted)
    return {code: outline for code, outline in read if outline}


def united(geojson: bytes) -> Geometry:
    """The outline of a government by its map.

    Raises:
        ValueError, KeyError, TypeError: It is no such map.
    """
    import shapely

    features = json.loads(geojson)["features"]
    areas = [one["geometry"] for one in features if one["properties"]["layer"] == "areas"]
    try:
        return _finest(_joined([shapely.geometry.shape(one) for one in areas]))
    except shapely.errors.ShapelyError as error:
        raise ValueError(str(error)) from error


def _joined(lands: Sequence[Geometry]) -> Geometry:
    """As one; where neighbours do not fit each other, which is rare, it takes four times as long."""
    import shapely

    try:
        land = shapely.coverage_union_all(lands)
    except shapely.errors.GEOSException:
        land = None
    return land if land is not None and land.is_valid else shapely.union_all(shapely.make_valid(lands))


def _finest(land: Geometry) -> Geometry:
    import shapely

    if land.is_empty:
        raise ValueError("a map without areas")
    west, south, east, north = land.bounds
    finest = max(east - west, north - south) * _FINEST
    parts = shapely.get_parts(land)
    return shapely.multipolygons(shapely.simplify(parts[shapely.area(parts) >= finest**2], finest))


def _outline(one: Served) -> Outline | None:
    """None for a file that is gone since, or that is no map."""
    try:
        return Outline(one.sha256, _land(one.sha256))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=_KEPT)
def _land(sha256: str) -> Geometry:
    return united(storage().path(sha256).read_bytes())
