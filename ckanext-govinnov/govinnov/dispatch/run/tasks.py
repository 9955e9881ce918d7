"""A task for each government, with the posts of all its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from govinnov.dispatch.demand import Weighted
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.inputs.addresses import anchors
from govinnov.dispatch.inputs.governments import Government, parts
from govinnov.dispatch.run.cameras import around
from govinnov.dispatch.run.country import Country
from govinnov.dispatch.run.placing import Placing
from govinnov.dispatch.run.roads import Driven
from govinnov.dispatch.run.supply import suppliers
from govinnov.dispatch.run.task import Frame, Task


def tasks(country: Country, police: Placing, roads: Driven, frame: Frame) -> Iterator[Task]:
    """Tasks of all governments, by code."""
    known, held = anchors(country.addresses), suppliers(country, police, frame.parameters)
    for one in country.governments:
        codes = parts(one, country.governments, country.districts)
        own = tuple(tuple(area for code in part for area in country.weighted.get(code, ())) for part in codes)
        districts = {code for part in codes for code in part}
        supplies = {post: supply(districts) for post, supply in held.items()}
        if not any(area.electors for part in own for area in part):
            supplies = {post: replace(supply, reason="no-areas") for post, supply in supplies.items()}
        low, high = _rectangle(own)
        anchors_near = known[((known >= low) & (known <= high)).all(axis=1)]
        cameras = around(country.cameras, low, high)
        yield Task(
            one, frame, own, _listed(one, districts, country), anchors_near, supplies, cameras, roads.around(low, high)
        )


def _listed(one: Government, districts: set[str], country: Country) -> frozenset[str]:
    """Districts whose areas stand in a government's own table: its own, and a province's that belong to nobody else."""
    others = {code for other in country.governments if not other.is_province for code in other.districts}
    return frozenset(districts - others if one.is_province else districts)


def _rectangle(own: Sequence[Sequence[Weighted]]) -> tuple[Floats, Floats]:
    """South-west and north-east corner of what a government fits in; nothing is within that of one without areas."""
    bounds = np.array([area.area.shape.bounds for part in own for area in part]).reshape(-1, 4)
    if not len(bounds):
        return np.full(2, np.inf), np.full(2, -np.inf)
    return bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
