"""Maps of one government: its areas by how many are near a 119 centre, the centres, and the new posts of its plans."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.grid import metres
from govinnov.dispatch.maps import Areas, Caption, Layer, Places, as_geopackage, as_picture, read, sheet
from govinnov.dispatch.run.measure import Measure
from govinnov.dispatch.run.rows import area_facts
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import CENTRE, Task

#: Facts of an area that a map carries, and decimals of the shares and kilometres.
_FACTS = ("area_code", "area_name", "total", "median_km", "share_2km")
_DECIMALS = 4


def mapped(task: Task, found: Measure | None, plan_sites: Sequence[Cells]) -> dict[str, str]:
    """Files by name (base64): ``map.geojson``, ``map.gpkg`` and ``map.png``; none without figures or unasked."""
    if found is None or "maps" not in task.frame.more:
        return {}
    facts = [area_facts(area, curves) for area, curves in zip(task.areas, found.areas, strict=True)]
    layers = [_with_method(layer, task) for layer in (_areas(task, facts), _posts(task), _sites(plan_sites))]
    data = sheet(layers, task.frame.reference_date, _caption(task))
    told = read(data)
    made = {"map.geojson": data, "map.gpkg": as_geopackage(told), "map.png": as_picture(told)}
    return {name: base64.b64encode(data).decode() for name, data in made.items() if data}


def _with_method(layer: Layer, task: Task) -> Layer:
    """The way of computing on each thing of a map, as in the tables: there the mark of made-up inputs stands."""
    return replace(layer, rows=[{**row, "method": task.frame.method} for row in layer.rows])


def _areas(task: Task, facts: Sequence[Cells]) -> Areas:
    rows = [{name: _short(one.get(name)) for name in _FACTS} for one in facts]
    return Areas("areas", rows, [area.area.shape.rings for area in task.areas])


def _posts(task: Task) -> Layer:
    near = _near(task)
    return Places("posts", [{"post": CENTRE} for _ in near], near)


def _sites(plan_sites: Sequence[Cells]) -> Layer:
    """New posts of the largest plan."""
    most = max((row["added"] for row in plan_sites), default=0)
    last = [row for row in plan_sites if row["added"] == most]
    rows = [{"added": row["added"], "site": row["site"], "area_name": row["area_name"]} for row in last]
    return Places("plan_sites", rows, metres([(row["lon"], row["lat"]) for row in last]))


def _near(task: Task) -> NDArray[np.float64]:
    """119 centres within the rectangle that the government fits in."""
    posts = task.supplies[CENTRE].posts
    bounds = np.array([area.area.shape.bounds for area in task.areas])
    if posts is None:
        return np.empty((0, 2))
    inside = (posts.places >= bounds[:, :2].min(axis=0)) & (posts.places <= bounds[:, 2:].max(axis=0))
    near: NDArray[np.float64] = posts.places[inside.all(axis=1)]
    return near


def _caption(task: Task) -> Caption:
    return Caption(
        f"{task.government.name}: 119안전센터 2 km 안의 선거인",
        "2 km 안의 비율 (계산값, 실측 아님)",
        (f"기준일 {task.frame.reference_date} · 가중치 선거인 · 직선거리", "점: 119안전센터. 119지역대는 자료에 없음"),
        "SYNTHETIC" if task.frame.synthetic else "",
    )


def _short(value: object) -> object:
    return round(value, _DECIMALS) if isinstance(value, float) else value
