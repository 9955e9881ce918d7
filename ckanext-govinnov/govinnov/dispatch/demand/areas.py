"""Electors of each area within a district: by code, else by name, else spread over the land whose codes changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.demand.shares import apportion
from govinnov.dispatch.findings import Finding
from govinnov.dispatch.geometry import cells
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.inputs.districts import Area, District
from govinnov.dispatch.inputs.electors import Count

#: How an area got its electors: its own figure, or a share of its district's.
BY_CODE, BY_NAME, BY_DISTRICT = "code", "name", "district"
#: What is counted unless a folder has a grid of something else.
ELECTORS = "electors"
_KOSTAT_DISTRICT = 5


@dataclass(frozen=True, slots=True)
class Stands:
    """Places on the plane, shape (n, 2), and the whole weight of each."""

    places: Floats
    weights: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weighted:
    """An area with its weight.

    Attributes:
        area: The area.
        district: Code of the 시군구 it lies in.
        total: Its weight, whole; electors of a district's areas sum to the district's.
        joined: ``code``, ``name``, ``district`` or ``grid``.
        weight: What is counted.
        cells: Where its weight stands, if that is known.
    """

    area: Area
    district: str
    total: int
    joined: str
    weight: str = ELECTORS
    cells: Stands | None = None


def weigh(
    areas: Sequence[Area], districts: Mapping[str, District], counts: Sequence[Count], findings: list[Finding]
) -> list[Weighted]:
    """Give every area its electors, by district and code of the area.

    A district without areas is one area, its own. Figures are scaled to the district's electors: absentee votes
    are in these alone.
    """
    held = _areas_of(areas, districts, counts, findings)
    figures: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        figures[count.district].append(count)
    found = []
    for code, district in districts.items():
        joining = _Joining(held.get(code) or [Area(code, district.name, district.shape)])
        left = joining.join(figures.get(code, []))
        findings.extend(Finding("electors-without-area", f"{code} {count.area}") for count in left)
        found.extend(joining.scaled(district))
    return found


class _Joining:
    """Figures of one district on their way to its areas."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.areas = areas
        self.electors: dict[str, float] = defaultdict(float)
        self.joined = {area.code: BY_DISTRICT for area in areas}

    def join(self, counts: Sequence[Count]) -> list[Count]:
        """Give figures to areas by code, then by name where codes changed; spread the others, and give them back."""
        left = self._by({area.code: area.code for area in self.areas}, counts, "kostat", BY_CODE)
        changed = [area for area in self.areas if self.joined[area.code] == BY_DISTRICT]
        left = self._by({area.name: area.code for area in changed}, left, "area", BY_NAME)
        self._spread(sum(count.electors for count in left), changed)
        return left

    def scaled(self, district: District) -> list[Weighted]:
        """Areas with whole electors that sum to the district's."""
        whole = apportion(district.electors, [self.electors[area.code] for area in self.areas])
        return [
            Weighted(area, district.code, number, self.joined[area.code])
            for area, number in zip(self.areas, whole, strict=True)
        ]

    def _by(self, named: Mapping[str, str], counts: Iterable[Count], field: str, how: str) -> list[Count]:
        left = []
        for count in counts:
            code = named.get(getattr(count, field))
            if code is None:
                left.append(count)
            else:
                self.electors[code] += count.electors
                self.joined[code] = how
        return left

    def _spread(self, electors: int, changed: Sequence[Area]) -> None:
        """Spread evenly over the land that no figure leads to, else over what changed, else over all."""
        over = [area for area in changed if self.joined[area.code] == BY_DISTRICT] or changed or self.areas
        land = sum(area.shape.square_metres for area in over)
        for area in over if electors else ():
            self.electors[area.code] += electors * area.shape.square_metres / land
            self.joined[area.code] = BY_DISTRICT


def _areas_of(
    areas: Sequence[Area], districts: Mapping[str, District], counts: Sequence[Count], findings: list[Finding]
) -> dict[str, list[Area]]:
    """Areas by district: by the beginning of their code where the table of codes knows it, else by where they lie."""
    begins = {count.kostat[:_KOSTAT_DISTRICT]: count.district for count in counts}
    held: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        code = begins.get(area.code[:_KOSTAT_DISTRICT]) or _where(area, districts)
        if code in districts:
            held[code].append(area)
        else:
            findings.append(Finding("area-without-district", f"{area.code} {area.name}"))
    return held


def _where(area: Area, districts: Mapping[str, District]) -> str:
    """The district that holds a place well inside an area: of its cells, the one nearest to their mean."""
    inside = cells(area.shape, max(area.shape.square_metres / 100, 1.0) ** 0.5)
    if not len(inside):
        return ""
    place = inside[np.argmin(((inside - inside.mean(axis=0)) ** 2).sum(axis=1))][None]
    return next((code for code, one in districts.items() if one.shape.contains(place)[0]), "")
