"""Plans of a government for more ambulance posts: rows, and the files by which anyone can check the proofs."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from govinnov.dispatch.clocks import Clock
from govinnov.dispatch.demand import Points
from govinnov.dispatch.demand.points import MIDDLE
from govinnov.dispatch.golden import FEWEST, grade
from govinnov.dispatch.grid import to_lonlat
from govinnov.dispatch.inputs.cells import CALLS
from govinnov.dispatch.placement import Guard, GuardError
from govinnov.dispatch.plans import Ground, Plans, ground, plan_posts
from govinnov.dispatch.run.heads import head
from govinnov.dispatch.run.rows import joined
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import CENTRE, Task

#: Whom plans are for, and by which clock.
SERVICE, CLOCK = "ambulance", Clock.RECEIPT_SCENE
#: Side of a cell of demand in metres, and candidates at least: of a 시군구, of a 시도.
_SCALE, _PROVINCE = (250, 600), (1000, 2000)
TABLES = ("plans", "plan-sites", "posts-needed", "priority-areas")


@dataclass(frozen=True, slots=True)
class Planned:
    """What plans give.

    Attributes:
        rows: Of each of ``TABLES``.
        files: Name → content (base64): the instance, and a certificate for each proven plan.
        stewards: The same where its weights would give away an agency's own calls, or groups too small to be told.
        stopped: The guard ended it: there is nothing.
    """

    rows: dict[str, list[Cells]] = field(default_factory=lambda: {name: [] for name in TABLES})
    files: dict[str, str] = field(default_factory=dict)
    stewards: dict[str, str] = field(default_factory=dict)
    stopped: bool = False


def planned(task: Task, points: Points) -> Planned:
    """Plan 1, 2, … more posts; nothing where the government has no figures."""
    supply = task.supplies[CENTRE]
    if supply.reason or supply.posts is None or not len(points.places) or "plans" not in task.frame.more:
        return Planned()
    scale = _PROVINCE if task.government.is_province else _SCALE
    rings = {area.area.code: area.area.shape.rings for area in task.areas}
    demand = (points.places, points.weights[:, MIDDLE])
    stands_on = ground(rings, demand, supply.posts.places, radius_m(task), scale)
    counts = range(1, int(task.frame.parameters["plans.most"]) + 1)
    try:
        found = plan_posts(stands_on, counts, guard=Guard(task.frame.guard_s))
    except GuardError:
        return Planned(stopped=True)
    rows, files = _rows(task, stands_on, found), dict(_files(stands_on, found))
    return Planned(rows, stewards=files) if _gives_away(task, stands_on) else Planned(rows, files)


def radius_m(task: Task) -> int:
    """How far an ambulance gets within the limit that plans are made for, in whole metres."""
    limit = int(task.frame.parameters["plans.limit_s"])
    return round(task.frame.parameters.radii(SERVICE, CLOCK, limit)[1])


def _gives_away(task: Task, stands_on: Ground) -> bool:
    """Whether the demand is an agency's own calls, or has cells of 1 to 4 of those that a grid counted there."""
    demand, on_grid = stands_on.instance.demand, any(area.cells is not None for area in task.areas)
    return task.weight == CALLS or (on_grid and bool(((demand > 0) & (demand < FEWEST)).any()))


def _rows(task: Task, stands_on: Ground, found: Plans) -> dict[str, list[Cells]]:
    worth = grade(coordinates=True, joined=joined(task))
    same = {
        **head(task),
        "service": SERVICE,
        "clock": CLOCK.value,
        "limit_s": int(task.frame.parameters["plans.limit_s"]),
        "radius_m": radius_m(task),
        "total": stands_on.total,
        "method": task.frame.method,
        "grade": worth,
    }
    names = {area.area.code: area.area.name for area in task.areas}
    tables = (found.curve, found.sites, found.targets, _told(found.areas))
    return {
        name: [{**same, **_named(row, names)} for row in _records(table)]
        for name, table in zip(TABLES, tables, strict=True)
    }


def _told(areas: pd.DataFrame) -> pd.DataFrame:
    """Areas that gain, by their rank; groups too small to be told are left out."""
    kept = areas[areas["gain"] >= FEWEST].reset_index(drop=True)
    return kept.assign(rank=np.arange(1, len(kept) + 1))


def _named(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A row under our names of columns, places as longitude and latitude."""
    told = {"added" if name == "posts" else name: value for name, value in row.items()}
    if "x" in told:
        told["lon"], told["lat"] = to_lonlat([(told["x"], told["y"])])[0].tolist()
    if "area" in told:
        told["area_code"], told["area_name"] = told["area"], names[told["area"]]
    return {name: value for name, value in told.items() if name not in ("x", "y", "area")}


def _records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for record in table.to_dict("records"):
        yield {str(name): _plain(value) for name, value in record.items()}


def _plain(value: Any) -> Any:
    """A value as JSON has it; a truth as it is written."""
    if value is pd.NA:
        return None
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    return value.item() if isinstance(value, np.generic) else value


def _files(stands_on: Ground, found: Plans) -> Iterator[tuple[str, str]]:
    yield "instance.txt", _packed(stands_on.instance.text)
    for count, plan in enumerate(found.plans, 1):
        if plan.proven and plan.certificate:
            told = json.dumps(stands_on.instance.published(plan.certificate).as_dict(), separators=(",", ":"))
            yield f"plan-{count:02}.json.gz", _packed(gzip.compress(told.encode(), mtime=0))


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()
