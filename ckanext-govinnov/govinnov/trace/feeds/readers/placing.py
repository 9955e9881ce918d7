"""Reports of placing: which hatch a flock came of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, made, observed
from govinnov.trace.feeds.told import Told


def placing(told: Told) -> Iterator[Event]:
    """Chicks of a hatch came from the hatchery to a farm, and became its flock; each report tells of its own chicks."""
    day = told.day("placed_on")
    hatchery, farm = told.party("hatchery"), told.party("farm") or told.reporter
    whos = (*told.who(hatchery, "hatchery", "hatchery"), *told.who(farm, "farm", "farm"))
    heads = told.number("heads")
    chicks = Amount(told.names.hatch(hatchery, told.text("hatch")), heads)
    flock = Amount(told.names.flock(farm, told.text("flock")), heads)
    if hatchery:
        hatched = Place("commissioning", _hatched(told, day), hatchery, whos, told.aside("commissioning"))
        yield observed(hatched, chicks, "ADD")
        left = Place("departing", day, hatchery, whos, told.aside("departing"))
        yield observed(left, chicks, giver=hatchery, taker=farm)
    yield made(Place("accepting", day, farm, whos, told.report), chicks, flock)


def _hatched(told: Told, placed: date) -> date:
    """The day of hatching, where it is told and was no later."""
    return min(told.maybe_day("hatched_on") or placed, placed)
