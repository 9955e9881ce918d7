"""Rings and isochrones of a government: how much land each covers, and the file that shows them.

Only of 119 centres: what police reach is not told finer than by 읍면동.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govinnov.dispatch.golden import RADII_KM
from govinnov.dispatch.maps import Zone, as_geopackage, polygon, read, sheet
from govinnov.dispatch.reach.zones import isochrones, ring
from govinnov.dispatch.run.measure import Measure
from govinnov.dispatch.run.reasons import REASONS
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import CENTRE, Task

if TYPE_CHECKING:
    from shapely import Geometry

#: Minutes of driving that isochrones are drawn for; their clock runs from wheels rolling to the scene.
MINUTES = (3, 5, 6, 8, 10)
CLOCK = "travel"
#: Side of a cell of an isochrone in metres: of a 시군구, of a 시도.
_CELL_M, _PROVINCE_CELL_M = 100, 500
_SQUARE_KM = 1e6


@dataclass(frozen=True, slots=True)
class Zoned:
    """Rows of ``zones``, and files by name (base64)."""

    rows: list[Cells]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Level:
    """What a zone is within: kilometres, or seconds of driving."""

    name: str
    radius_km: int | None = None
    limit_s: int | None = None

    def row(self, method: str) -> dict[str, Any]:
        clock = CLOCK if self.limit_s else None
        return {"post": CENTRE, "radius_km": self.radius_km, "clock": clock, "limit_s": self.limit_s, "method": method}


_RINGS = tuple(_Level(f"within_{km}_km", radius_km=km) for km in RADII_KM)
_DRIVEN = tuple(_Level(f"within_{minutes}_min", limit_s=60 * minutes) for minutes in MINUTES)


def zoned(task: Task, found: Measure | None) -> Zoned:
    """Isochrones where real roads span the government, else rings; without figures a row that says why."""
    posts = task.supplies[CENTRE].posts
    if found is None or posts is None:
        return Zoned([_missing(task)], {})
    land, levels = _land(task), _DRIVEN if found.driven else _RINGS
    shapes = _isochrones(task, land) if found.driven else [ring(land, posts.places, km * 1e3) for km in RADII_KM]
    method = task.frame.method_of("roads" if found.driven else "straight line")
    shown = list(zip(levels, shapes, strict=True))
    rows: list[Cells] = [{**_head(task), **one.row(method), **_land_of(shape, land)} for one, shape in shown]
    zones = [Zone(one.name, [_facts(row)], shape) for (one, shape), row in zip(shown, rows, strict=True)]
    return Zoned(rows, dict(_files(task, zones)) if "maps" in task.frame.more else {})


def _missing(task: Task) -> Cells:
    told = {"method": task.frame.method, "status": "not-computed", "reason": REASONS[task.supplies[CENTRE].reason]}
    return {**_head(task), "post": CENTRE, **told}


def _head(task: Task) -> dict[str, Any]:
    return {
        "government_code": task.government.code,
        "government_name": task.government.name,
        "weight": "area",
    }


def _land(task: Task) -> Geometry:
    import shapely

    return shapely.union_all([polygon(area.area.shape.rings) for area in task.areas])


def _isochrones(task: Task, land: Geometry) -> list[Geometry]:
    edge = _PROVINCE_CELL_M if task.government.is_province else _CELL_M
    cells = [area.area.shape.rings for area in task.areas], edge
    return isochrones(land, cells, lambda places: task.roads.at(places)[1], [60 * one for one in MINUTES])


def _land_of(shape: Geometry, land: Geometry) -> dict[str, Any]:
    share = shape.area / land.area
    return {
        "area_km2": shape.area / _SQUARE_KM,
        "land_km2": land.area / _SQUARE_KM,
        "share": share,
        "status": "computed",
    }


def _facts(row: Cells) -> dict[str, Any]:
    """What a zone on a map says of itself; ``simplified_m`` is 0 unless the file would be too large."""
    kept = ("post", "radius_km", "clock", "limit_s", "method")
    return {**{name: row[name] for name in kept}, "share": round(row["share"], 4), "simplified_m": 0}


def _files(task: Task, zones: Sequence[Zone]) -> Iterator[tuple[str, str]]:
    held = [zone for zone in zones if not zone.shape.is_empty]
    if held:
        data = sheet(held, task.frame.reference_date)
        yield "zones.geojson", base64.b64encode(data).decode()
        yield "zones.gpkg", base64.b64encode(as_geopackage(read(data))).decode()
