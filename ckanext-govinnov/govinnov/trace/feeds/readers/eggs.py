"""Reports of laying."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, made, observed
from govinnov.trace.feeds.told import Told


def eggs(told: Told) -> Iterator[Event]:
    """Eggs were laid: they came of a flock, or of hens that nobody names."""
    laid = told.day("laid_on")
    farm = told.party("farm") or told.reporter
    place = Place("commissioning", laid, farm, told.who(farm, "farm", "farm"), told.report)
    eggs = Amount(told.lot("code", laid, laid), told.number("quantity"))
    if "flock" in told.row:
        yield made(place, Amount(told.names.flock(farm, told.row["flock"])), eggs)
    else:
        yield observed(place, eggs, "ADD")
