"""Rows of one government and one kind of post; without a measure the same rows, with the reason in place of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from govinnov.dispatch.clocks import LIMITS, Limit
from govinnov.dispatch.demand import Weighted
from govinnov.dispatch.demand.areas import BY_DISTRICT
from govinnov.dispatch.golden import FEWEST, RADII_KM, Range, grade, quantile_km, within
from govinnov.dispatch.run.heads import head
from govinnov.dispatch.run.measure import Curves, Measure
from govinnov.dispatch.run.reasons import REASONS
from govinnov.dispatch.run.table import Cells
from govinnov.dispatch.run.task import POLICE, SERVICES, Task

_AREA_KM = 2
_HALF, _MOST = 0.5, 0.9
_ONE, _MIDDLE = (0, 1)
_MODELLED, _SCENARIO = "계산값, 실측 아님", "시나리오(20·30·40 km/h), 실측 아님"


def facts(task: Task, post: str, found: Measure | None) -> Iterator[Cells]:
    """How many are within kilometres of the nearest post."""
    for km in RADII_KM:
        told = _within(task, found, [km * 1000.0], _ONE)
        yield {**_head(task, post), "post": post, "radius_km": km, **told, **_worth(task, post, found)}


def distances(task: Task, post: str, found: Measure | None) -> Iterator[Cells]:
    """How far half and nine tenths have it."""
    told = {**_quantile("median_km", found, _HALF), **_quantile("p90_km", found, _MOST), "land_km2": _land_km2(task)}
    yield {**_head(task, post), "post": post, **told, **_worth(task, post, found)}


def golden_time(task: Task, post: str, found: Measure | None) -> Iterator[Cells]:
    """Which share is reached within each limit of the services that leave from these posts."""
    for limit in LIMITS:
        if SERVICES[limit.service] == post:
            told = {**_reached(task, found, limit), **_limit(limit)}
            yield {**_head(task, post), **told, **_worth(task, post, found, roads=bool(found and found.driven))}


def areas(task: Task, post: str, found: Measure | None) -> Iterator[Cells]:
    """Distance by 읍면동, of those that stand with this government."""
    for at, area in enumerate(task.areas):
        if area.district in task.listed:
            yield {
                **_head(task, post),
                "post": post,
                **area_facts(area, found.areas[at] if found else None),
                **_worth(task, post, found),
            }


def joined(task: Task) -> float:
    """Share of a government's electors whose area has a figure of its own."""
    electors = [(area.total, area.joined != BY_DISTRICT) for area in task.areas]
    return sum(count for count, own in electors if own) / max(sum(count for count, _ in electors), 1)


def _head(task: Task, post: str) -> dict[str, Any]:
    return {**head(task), "posts": task.supplies[post].own}


def _worth(task: Task, post: str, found: Measure | None, *, roads: bool = False) -> dict[str, Any]:
    supply = task.supplies[post]
    if found is None or supply.posts is None:
        return {"method": task.frame.method, "status": "not-computed", "reason": REASONS[supply.reason]}
    worth = grade(coordinates=supply.posts.published, joined=joined(task), roads=roads)
    method = task.frame.method_of("roads") if roads else task.frame.method
    return {"method": method, "grade": worth, "status": "computed"}


def _limit(limit: Limit) -> dict[str, Any]:
    basis = _SCENARIO if SERVICES[limit.service] == POLICE else _MODELLED
    return {"service": limit.service, "clock": limit.clock.value, "limit_s": limit.seconds, "basis": basis}


def _reached(task: Task, found: Measure | None, limit: Limit) -> dict[str, Any]:
    """By seconds along real roads where there are any, else by metres on the straight line."""
    asked, parameters = (limit.service, limit.clock, limit.seconds), task.frame.parameters
    if found and found.driven:
        return _shares(task, found.driven, parameters.drives(*asked), _MIDDLE)
    return _within(task, found, parameters.radii(*asked), _MIDDLE)


def _within(task: Task, found: Measure | None, radii: list[float], middle: int) -> dict[str, Any]:
    return _shares(task, found.parts, radii, middle) if found else {}


def _shares(task: Task, parts: Sequence[Curves], limits: list[float], middle: int) -> dict[str, Any]:
    totals = [sum(area.total for area in part) for part in task.parts]
    told = within(parts, totals, limits, middle)
    return {**three("within", told), **three("share", told.of(sum(totals)))}


def _quantile(name: str, found: Measure | None, share: float) -> dict[str, Any]:
    return three(name, quantile_km(found.whole, share)) if found else {}


def area_facts(area: Weighted, curves: Curves | None) -> dict[str, Any]:
    """An area's figures; of one with hardly any electors nothing but its name."""
    told = {"area_code": area.area.code, "area_name": area.area.name, "joined": area.joined, "total": area.total}
    if area.total < FEWEST:
        return {**told, "total": None}
    if curves is None:
        return told
    share = within([curves], [area.total], [_AREA_KM * 1000.0], _ONE).of(area.total)
    return {**told, **three("median_km", quantile_km(curves, _HALF)), **three("share_2km", share)}


def three(name: str, told: Range) -> dict[str, float]:
    """A range in its three columns."""
    return dict(zip((f"{name}_lo", name, f"{name}_hi"), told, strict=True))


def _land_km2(task: Task) -> float | None:
    return sum(area.area.shape.square_metres for area in task.areas) / 1e6 or None
