"""Addresses with coordinates, of whatever: what other addresses are placed by, and where people go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.findings import Finding, teller
from govinnov.dispatch.geometry import metres, to_um
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.inputs.coordinates import Place, place_of
from govinnov.dispatch.inputs.source import Source

#: Uses that stand where people are: pharmacies and schools.
_ANCHORS = frozenset({"약국", "초등학교", "특수학교"})


@dataclass(frozen=True, slots=True)
class Address:
    """An address, its longitude and latitude, what is there, and where that is written."""

    text: str
    place: Place
    use: str
    file: str
    line: int


def read_addresses(sources: Iterable[Source], findings: list[Finding]) -> list[Address]:
    """Rows that have a place, in the order of the files."""
    found = []
    for source in sources:
        for line, row in source.rows():
            place = place_of(row, source.name, line, teller(findings, source.name, line))
            if place:
                found.append(Address(row["address"], place, row.get("use", ""), source.name, line))
    return found


def anchors(addresses: Iterable[Address]) -> Floats:
    """Pharmacies and schools on the plane (in whole micrometres), each place once, shape (n, 2), from the west."""
    found = sorted({one.place for one in addresses if one.use in _ANCHORS})
    plane = to_um(metres(np.array(found, dtype=np.float64).reshape(-1, 2)))
    return plane[np.lexsort((plane[:, 1], plane[:, 0]))]
