"""Stations: names and addresses, and coordinates where a file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.findings import Finding, Tell, teller
from govinnov.dispatch.geometry import metres, to_um
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.inputs.coordinates import Place, place_of
from govinnov.dispatch.inputs.source import Row, Source
from govinnov.dispatch.reach.roads import great_circle

#: Two geocodings of one station that are farther apart are a finding.
FAR_APART_M = 100.0
_CLOSED, _MOBILE = "폐지", "순찰대"
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Station:
    """A station.

    Attributes:
        name: As its file has it.
        address: Likewise.
        place: Longitude and latitude; None where no file says it.
        at: File and line.
    """

    name: str
    address: str
    place: Place | None
    at: tuple[str, int] = ("", 0)


def read_stations(sources: Iterable[Source], findings: list[Finding]) -> list[Station]:
    """Stations that stand, in the order of the files; the first file that places one counts."""
    found: dict[tuple[str, str], Station] = {}
    for source in sources:
        new: set[tuple[str, str]] = set()
        for line, row in source.rows():
            tell = teller(findings, source.name, line)
            key = (row["name"], _BLANKS.sub(" ", row["address"]).strip())
            if _stands(row, key in new, tell):
                new.add(key)
                one = Station(*key, place_of(row, source.name, line, tell), (source.name, line))
                found[key] = _either(found.get(key), one, tell)
    return list(found.values())


def places(stations: Iterable[Station]) -> Floats:
    """Where stations are on the plane (in whole micrometres), shape (n, 2); those without coordinates are left out."""
    return to_um(metres(np.array([one.place for one in stations if one.place], dtype=np.float64).reshape(-1, 2)))


def _stands(row: Row, repeated: bool, tell: Tell) -> bool:
    form = row.get("form", "")
    reasons = {"station-closed": form == _CLOSED, "station-not-fixed": _MOBILE in form, "station-repeated": repeated}
    told = [code for code, true in reasons.items() if true]
    for code in told[:1]:
        tell(code)
    return not told


def _either(one: Station | None, other: Station, tell: Tell) -> Station:
    """The first that has a place; a second one far away is told."""
    if one is None or one.place is None:
        return other
    if other.place and great_circle(np.array([one.place]), np.array([other.place]))[0] > FAR_APART_M:
        tell("coordinates-disagree")
    return one
