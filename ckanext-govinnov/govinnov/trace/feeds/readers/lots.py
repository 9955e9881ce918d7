"""Reports of hatching and placing."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, observed
from govinnov.trace.feeds.told import Told


def lots(told: Told) -> Iterator[Event]:
    """Chicks hatched, and were placed at a farm."""
    day = told.day("hatched_on")
    hatchery, farm = told.party("hatchery") or told.reporter, told.party("farm")
    whos = (*told.who(hatchery, "hatchery", "hatchery"), *told.who(farm, "farm", "farm"))
    flock = Amount(told.names.flock(farm, told.row.get("flock", "")), told.number("heads"))
    yield observed(Place("commissioning", day, hatchery, whos, told.report), flock, "ADD")
    if farm and farm != hatchery:
        placed = max(told.maybe_day("placed_on") or day, day)
        left = Place("departing", placed, hatchery, whos, told.aside("departing"))
        yield observed(left, flock, giver=hatchery, taker=farm)
