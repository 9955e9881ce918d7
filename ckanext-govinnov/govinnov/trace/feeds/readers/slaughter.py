"""Reports of slaughter."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, made, observed
from govinnov.trace.feeds.told import Told

_KILOGRAMS = "KGM"


def slaughter(told: Told) -> Iterator[Event]:
    """A flock came from its farm to the slaughterhouse, and became meat with a number."""
    day = told.day("slaughtered_on")
    farm, house = told.party("farm"), told.party("slaughterhouse") or told.reporter
    whos = (*told.who(farm, "farm", "farm"), *told.who(house, "slaughterhouse", "slaughterhouse"))
    flock = told.names.flock(farm, told.row.get("flock") or day.isoformat())
    heads, dead = told.number("heads"), told.number("dead")
    if farm:
        alive = None if heads is None else heads + (dead or 0)
        yield observed(Place("departing", day, farm, whos), Amount(flock, alive), giver=farm, taker=house)
    kilograms = told.number("weight_kg")
    meat = Amount(told.lot("code", day), heads if kilograms is None else kilograms, _KILOGRAMS if kilograms else None)
    yield made(Place("killing", day, house, whos, told.report), Amount(flock, heads), meat)
