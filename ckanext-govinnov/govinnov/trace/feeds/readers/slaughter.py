"""Reports of slaughter."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, made, observed
from govinnov.trace.feeds.told import Told
from govinnov.trace.fields import DEAD

_KILOGRAMS = "KGM"


def slaughter(told: Told) -> Iterator[Event]:
    """A flock came from its farm to the slaughterhouse, and became meat with a number."""
    day = told.day("slaughtered_on")
    farm, house = told.party("farm"), told.party("slaughterhouse") or told.reporter
    whos = (*told.who(farm, "farm", "farm"), *told.who(house, "slaughterhouse", "slaughterhouse"))
    flock = told.names.flock(farm, told.row.get("flock") or day.isoformat())
    heads, lost = told.number("heads"), _lost(told)
    came = Amount(flock, None if heads is None else heads + (lost or 0))
    if farm:
        yield observed(Place("departing", day, farm, whos, told.aside("departing")), came, giver=farm, taker=house)
    kilograms = told.number("weight_kg")
    meat = Amount(told.lot("code", day), heads if kilograms is None else kilograms, _KILOGRAMS if kilograms else None)
    facts = {} if lost is None else {DEAD: lost}
    yield made(Place("killing", day, house, whos, told.report, facts), came, meat)


def _lost(told: Told) -> Decimal | None:
    """Birds that came dead, and those that were condemned; nothing where neither is told."""
    parts = [part for part in (told.number("dead"), told.number("discarded")) if part is not None]
    return sum(parts, Decimal()) if parts else None
