"""A gazetteer: building numbers along roads, and the middle of each 읍·면."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.gazetteer.address import Parsed, parse
from govinnov.dispatch.gazetteer.districts import Names
from govinnov.dispatch.geometry import Shape, metres
from govinnov.dispatch.inputs.addresses import Address

Floats = NDArray[np.float64]
Road = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known addresses.

    Attributes:
        names: Of the districts.
        roads: (district, road) → building numbers ascending, shape (n,), and where they are, shape (n, 2).
        areas: (district, 읍·면) → mean place of its addresses.
        addresses: How many it was made from.
    """

    names: Names
    roads: Mapping[Road, tuple[Floats, Floats]]
    areas: Mapping[tuple[str, str], Floats]
    addresses: int


def build(
    addresses: Iterable[Address], names: Names, shapes: Mapping[str, Shape], findings: list[Finding]
) -> Gazetteer:
    """Make a gazetteer of addresses with coordinates; those outside their own district are left out.

    Args:
        addresses: Rows with an address and a place.
        names: Of the districts.
        shapes: Land of each district, by code.
        findings: Rows that were left out are added.
    """
    read = [(one, parse(one.text, names)) for one in addresses if one.text]
    findings.extend(Finding("address-unreadable", one.file, one.line) for one, parsed in read if parsed is None)
    known = [(one, parsed) for one, parsed in read if parsed is not None]
    places = metres(np.array([one.place for one, _ in known], dtype=np.float64).reshape(-1, 2))
    kept = _within([parsed.district for _, parsed in known], places, shapes)
    findings.extend(
        Finding("address-elsewhere", one.file, one.line) for (one, _), own in zip(known, kept, strict=True) if not own
    )
    parsed = [parsed for (_, parsed), own in zip(known, kept, strict=True) if own]
    return Gazetteer(names, _roads(parsed, places[kept]), _areas(parsed, places[kept]), len(parsed))


def _within(districts: list[str], places: Floats, shapes: Mapping[str, Shape]) -> NDArray[np.bool_]:
    own = np.zeros(len(places), dtype=bool)
    codes = np.array(districts)
    for code in np.unique(codes):
        at = np.flatnonzero(codes == code)
        own[at] = shapes[str(code)].contains(places[at])
    return own


def _roads(parsed: list[Parsed], places: Floats) -> dict[Road, tuple[Floats, Floats]]:
    """Numbers of each road; one that is there several times stands at their mean."""
    held: dict[Road, dict[float, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, one in enumerate(parsed):
        if one.road:
            held[one.district, one.road][one.number].append(at)
    return {
        road: (np.array(sorted(numbers)), np.array([places[numbers[one]].mean(axis=0) for one in sorted(numbers)]))
        for road, numbers in held.items()
    }


def _areas(parsed: list[Parsed], places: Floats) -> dict[tuple[str, str], Floats]:
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(parsed):
        if one.area:
            held[one.district, one.area].append(at)
    return {area: places[at].mean(axis=0) for area, at in held.items()}
