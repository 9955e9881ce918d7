"""Reports of trades."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, observed
from govinnov.trace.feeds.parties import role_of
from govinnov.trace.feeds.told import Told


def moves(told: Told) -> Iterator[Event]:
    """Goods changed hands."""
    day = told.day("moved_on")
    giver, taker = told.party("giver") or told.reporter, told.party("taker")
    roles = [role_of(told.row.get(f"{side}_kind", "")) for side in ("giver", "taker")]
    whos = (*told.who(giver, roles[0], "giver"), *told.who(taker, roles[1], "taker"))
    step = "departing" if roles[0] in ("farm", "hatchery") else "shipping"
    amount = Amount(told.lot("code", day, told.maybe_day("laid_on")), told.number("quantity"), told.row.get("unit"))
    yield observed(Place(step, day, giver, whos, told.report), amount, giver=giver, taker=taker)
