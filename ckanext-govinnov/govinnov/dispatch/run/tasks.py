"""A task for each government, with the posts of all its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from govinnov.dispatch.demand import Weighted
from govinnov.dispatch.inputs.governments import Government, parts
from govinnov.dispatch.run.country import Country
from govinnov.dispatch.run.placing import Placing
from govinnov.dispatch.run.residents import shared_out
from govinnov.dispatch.run.roads import Driven
from govinnov.dispatch.run.supply import suppliers
from govinnov.dispatch.run.surroundings import Surroundings
from govinnov.dispatch.run.task import Frame, Task


def tasks(country: Country, police: Placing, roads: Driven, frame: Frame) -> Iterator[Task]:
    """Tasks of all governments, by code."""
    around, held = Surroundings(country, roads), suppliers(country, police, frame.parameters)
    people = shared_out(country.governments, _electors(country), country.residents)
    for one in country.governments:
        codes = parts(one, country.governments, country.districts)
        own = _areas(codes, country.weighted)
        electors = sum(area.total for part in own for area in part)
        own = _areas(codes, country.counted) if _spanned(codes, country) else own
        districts = {code for part in codes for code in part}
        supplies = {post: supply(districts) for post, supply in held.items()}
        if missing := _missing(own):
            supplies = {post: replace(supply, reason=missing) for post, supply in supplies.items()}
        anchors, cameras, nodes = around.of(own)
        listed = _listed(one, districts, country)
        yield Task(one, frame, own, electors, listed, anchors, supplies, cameras, nodes, people.get(one.code))


def _electors(country: Country) -> dict[str, int]:
    """Of each government but the provinces."""
    return {
        one.code: sum(area.total for code in one.districts for area in country.weighted.get(code, ()))
        for one in country.governments
    }


def _areas(codes: Sequence[Sequence[str]], held: Mapping[str, Sequence[Weighted]]) -> tuple[tuple[Weighted, ...], ...]:
    return tuple(tuple(area for code in part for area in held.get(code, ())) for part in codes)


def _spanned(codes: Sequence[Sequence[str]], country: Country) -> bool:
    """A grid has weight in every district: only then do governments sum to their province."""
    districts = [code for part in codes for code in part if country.weighted.get(code)]
    return bool(districts) and all(code in country.counted for code in districts)


def _missing(own: Sequence[Sequence[Weighted]]) -> str:
    """Why nothing can be told of areas; empty where something can."""
    areas = [area for part in own for area in part]
    return "" if any(area.total for area in areas) else "zero-demand" if areas else "no-areas"


def _listed(one: Government, districts: set[str], country: Country) -> frozenset[str]:
    """Districts whose areas stand in a government's own table: its own, and a province's that belong to nobody else."""
    others = {code for other in country.governments if not other.is_province for code in other.districts}
    return frozenset(districts - others if one.is_province else districts)
