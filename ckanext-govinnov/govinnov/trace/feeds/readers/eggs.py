"""Reports of laying."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, observed
from govinnov.trace.feeds.told import Told


def eggs(told: Told) -> Iterator[Event]:
    """Eggs were laid: they came into being at their farm."""
    laid = told.day("laid_on")
    farm = told.party("farm") or told.reporter
    place = Place("commissioning", laid, farm, told.who(farm, "farm", "farm"), told.report)
    yield observed(place, Amount(told.lot("code", laid, laid), told.number("quantity")), "ADD")
