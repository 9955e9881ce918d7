"""Reports of packing."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, made, observed
from govinnov.trace.feeds.told import Told
from govinnov.trace.fields import DISCARDED, HANDLED, RECEIVED


def packing(told: Told) -> Iterator[Event]:
    """Eggs or meat came from a farm to a packer, and were packed: under a new number, or under their own."""
    day = told.day("packed_on")
    farm, packer = told.party("farm"), told.party("packer") or told.reporter
    whos = (*told.who(farm, "farm", "farm"), *told.who(packer, "packer", "packer"))
    lot, unit = told.lot("code", day, told.maybe_day("laid_on")), told.row.get("unit")
    received, handled = told.number("received"), told.number("handled")
    if farm and farm != packer:
        got = Place("receiving", min(told.maybe_day("received_on") or day, day), packer, whos, told.aside("receiving"))
        yield observed(got, Amount(lot, received or handled, unit), giver=farm, taker=packer)
    place = Place("packing", day, packer, whos, told.report, told.facts(RECEIVED, HANDLED, DISCARDED))
    if "pack_code" in told.row:
        yield made(place, Amount(lot, received or handled, unit), Amount(told.lot("pack_code", day), handled, unit))
    else:
        yield observed(place, Amount(lot, handled, unit))
