"""Reports of birds that died or were destroyed at their farm."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, observed
from govinnov.trace.feeds.told import Told


def losses(told: Told) -> Iterator[Event]:
    """Birds of a flock ended where they were."""
    farm = told.party("farm") or told.reporter
    place = Place("destroying", told.day("lost_on"), farm, told.who(farm, "farm", "farm"), told.report)
    yield observed(place, Amount(told.names.flock(farm, told.text("flock")), told.number("heads")), "DELETE")
