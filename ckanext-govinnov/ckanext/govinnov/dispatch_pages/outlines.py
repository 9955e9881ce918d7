"""Outlines of governments: all areas of a published map as one land, with no more corners than a small drawing shows.

Whether a map is public and unrevoked is asked of the database each time; its outline is remembered by its sha256.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ckanext.govinnov.dispatch_pages import maps
from ckanext.govinnov.dispatch_pages.served import Served, served
from ckanext.govinnov.storage import storage

if TYPE_CHECKING:
    from shapely import Geometry

#: So many bytes of maps of the land around are read for one page: a large 시도 has 700 KB, and takes up to 150 ms.
NEW_BYTES = 400_000
#: So many outlines are remembered in each process, about 5 KB each.
_KEPT = 512
#: What is smaller than this part of the land's longer side is left out: corners, and islands of its square.
_FINEST = 1 / 400


@dataclass(frozen=True, slots=True)
class Outline:
    """The land of a government in longitude and latitude; two are the same if they are of the same map."""

    sha256: str
    land: Geometry = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines by code; ``is_whole``: none of those around waits for a page to come."""

    by_code: Mapping[str, Outline]
    is_whole: bool


def outlines(codes: Iterable[str], around: Iterable[str] = ()) -> Outlines:
    """Outlines of those governments whose map is published and can be read: one question.

    Args:
        codes: Of these all are united now.
        around: Of these at most some for one page, that none takes long; what was united before is there at once.
    """
    own, beside = dict.fromkeys(codes), dict.fromkeys(around)
    files = _maps({**own, **beside})
    found = {code: _outline(files[code]) for code in own if code in files}
    done = _some({code: files[code] for code in beside if code in files})
    whole = {code: outline for code, outline in (found | done).items() if outline}
    return Outlines(whole, done.keys() | found.keys() == files.keys())


def _maps(codes: Iterable[str]) -> dict[str, Served]:
    """The served maps by code."""
    wanted = {maps.dataset(code): code for code in codes}
    found: dict[str, Served] = {}
    for one in served(wanted):
        if one.dataset in wanted and maps.is_map(one):
            found.setdefault(wanted[one.dataset], one)
    return found


def _some(files: Mapping[str, Served]) -> dict[str, Outline | None]:
    """Outlines of maps in their order, until so many bytes are new."""
    found: dict[str, Outline | None] = {}
    new = 0
    for code, one in files.items():
        if new >= NEW_BYTES:
            break
        begun = _land.cache_info().misses
        found[code] = _outline(one)
        new += one.size * (_land.cache_info().misses - begun)
    return found


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
        land = _land(one.sha256)
    except OSError:
        return None
    return Outline(one.sha256, land) if land else None


@lru_cache(maxsize=_KEPT)
def _land(sha256: str) -> Geometry | None:
    """None for what is no map: that is remembered too."""
    data = storage().path(sha256).read_bytes()
    try:
        return united(data)
    except (ValueError, KeyError, TypeError):
        return None
