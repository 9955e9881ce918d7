"""Rows about cameras: of the government and its 읍면동 for everybody, of 100 m cells for stewards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from govinnov.dispatch.cctv import RADII_M, Coverage, government, seen
from govinnov.dispatch.demand import Weighted
from govinnov.dispatch.grid import holds, inside
from govinnov.dispatch.run.columns import BLIND_SPOTS
from govinnov.dispatch.run.files import Lines, lines_of
from govinnov.dispatch.run.heads import head
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import Task

COMPUTED, NO_DATA = "computed", "no-data"
_CELL_M, _MM, _PER = 10, 1000, 10_000


@dataclass(frozen=True, slots=True)
class Watched:
    """Rows of ``cctv`` (the government) and ``cctv-areas`` (읍면동).

    Attributes:
        rows: By table.
        cells: The table ``blind-spots``, which is for stewards only.
    """

    rows: dict[str, list[Cells]]
    cells: Lines


def watched(task: Task) -> Watched:
    """What cameras see of a government."""
    found = _coverage(task)
    worth = {"method": task.frame.method_of("discs of 50 m"), "status": COMPUTED if found else NO_DATA}
    made: dict[str, list[Cells]] = {
        "cctv": [{**head(task), **_shares(task, found), **worth}],
        "cctv-areas": [{**head(task), **row, **worth} for row in _areas(task, found)],
    }
    cells = ({**head(task), **row, **worth} for row in _cells(found if task.listed else None))
    return Watched(made, lines_of(BLIND_SPOTS, cells, task.frame.reference_date))


def _coverage(task: Task) -> Coverage | None:
    """None where hardly a camera is known: a neighbour's strays say nothing of what a government's own cameras see."""
    cells = task.cameras.mm // (_CELL_M * _MM)
    known = sum(_held(area, cells) for area in task.areas) if len(cells) else 0
    if not known or known * _PER < task.frame.parameters["cameras.least_per_10000"] * task.electors:
        return None
    rings = {area.area.code: area.area.shape.rings for area in task.areas}
    weights = {area.area.code: float(area.total) for area in task.areas}
    return government(rings, weights, task.cameras, seen(task.cameras))


def _held(area: Weighted, cells: np.ndarray[Any, np.dtype[np.int64]]) -> int:
    """How many cameras stand in an area."""
    left, bottom, right, top = np.array(area.area.shape.bounds) / _CELL_M
    near = cells[((cells >= (left - 1, bottom - 1)) & (cells <= (right, top))).all(axis=1)]
    return int(holds(inside(area.area.shape.rings, _CELL_M), near[:, 1], near[:, 0]).sum()) if len(near) else 0


def _shares(task: Task, found: Coverage | None) -> dict[str, Any]:
    if found is None:
        return {}
    views = {f"{name}s": count for name, count in task.cameras.views.items() if name in ("disc", "wedge")}
    return {"cameras": int(found.areas["cameras"].sum()), **views, **found.shares}


def _areas(task: Task, found: Coverage | None) -> Iterator[dict[str, Any]]:
    """Of the areas that stand with this government."""
    told: dict[str, dict[str, Any]] = {}
    if found:
        told = {
            row["area"]: {str(name): value for name, value in row.items()} for row in found.areas.to_dict("records")
        }
    names = ("cameras", "area_km2", *(f"share_{radius}" for radius in RADII_M))
    for area in task.areas:
        if area.district in task.listed:
            row = told.get(area.area.code, {})
            yield {"area_code": area.area.code, "area_name": area.area.name, **{name: row.get(name) for name in names}}


def _cells(found: Coverage | None) -> Sequence[dict[str, Any]]:
    if found is None or found.cells.empty:
        return []
    return [{str(name): value for name, value in row.items()} for row in found.cells.to_dict("records")]
