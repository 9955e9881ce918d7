"""Placing an address: the better a tier, the more of the address it uses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.gazetteer.address import Parsed, begin, parse
from govinnov.dispatch.gazetteer.build import Gazetteer

Floats = NDArray[np.float64]
#: From best to worst: at a number or between two; at most ``NEAR`` numbers off; where its road leaves another; the
#: 읍·면; none.
TIERS = ("between", "near", "branch", "area", "none")
NEAR = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an address is taken to be (on the plane; None for the tier ``none``), by which tier, in which district."""

    place: tuple[float, float] | None
    tier: str
    district: str


def place(text: str, gazetteer: Gazetteer) -> Placed:
    """Place an address."""
    parsed = parse(text, gazetteer.names)
    if parsed is None:
        return Placed(None, "none", "")
    for found, tier in (_along(parsed, gazetteer), _branch(parsed, gazetteer), _area(parsed, gazetteer)):
        if found is not None:
            return Placed((float(found[0]), float(found[1])), tier, parsed.district)
    return Placed(None, "none", parsed.district)


def _along(parsed: Parsed, gazetteer: Gazetteer) -> tuple[Floats | None, str]:
    known = gazetteer.roads.get((parsed.district, parsed.road))
    return _on(known, parsed.number) if known else (None, "")


def _on(known: tuple[Floats, Floats], number: float) -> tuple[Floats | None, str]:
    """Along a road by building number: numbers grow with the way, by 2 for each 20 m."""
    numbers, places = known
    found = np.array([np.interp(number, numbers, axis) for axis in places.T])
    if numbers[0] <= number <= numbers[-1]:
        return found, "between"
    return (found, "near") if np.abs(numbers - number).min() <= NEAR else (None, "")


def _branch(parsed: Parsed, gazetteer: Gazetteer) -> tuple[Floats | None, str]:
    left = begin(parsed.road)
    known = gazetteer.roads.get((parsed.district, left[0])) if left else None
    found = _on(known, left[1])[0] if known and left else None
    return found, "branch"


def _area(parsed: Parsed, gazetteer: Gazetteer) -> tuple[Floats | None, str]:
    return gazetteer.areas.get((parsed.district, parsed.area)), "area"
