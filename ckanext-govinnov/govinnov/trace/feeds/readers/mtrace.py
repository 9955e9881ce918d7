"""Pipe records of mtrace that no table has: numbers that were issued, and trades."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, observed
from govinnov.trace.feeds.parties import Role
from govinnov.trace.feeds.told import Told, WrongRecordError
from govinnov.trace.findings import finding


def issue(told: Told) -> Iterator[Event]:
    """Eggs came from a farm to whoever gave them a number."""
    day = told.day("issued_on")
    farm, packer = told.party("farm"), told.reporter
    whos = (*told.who(farm, "farm", "farm"), *told.who(packer, "packer", "reporter"))
    amount = Amount(told.lot("code", day, told.maybe_day("laid_on")), told.number("quantity"))
    yield observed(Place("receiving", day, packer, whos, told.report), amount, giver=farm, taker=packer)


#: The one word for the way of a trade that mtrace's records are known to use: goods went out.
_OUT = "309002"


def trade(told: Told) -> Iterator[Event]:
    """Goods went from the reporter to somebody."""
    if told.row.get("direction") != _OUT:
        raise WrongRecordError(finding("trade-unknown", "direction", told.row.get("direction", "")))
    day = told.day("moved_on")
    giver, taker = told.reporter, told.party("taker")
    role: Role = "farm" if "reporter_farm_number" in told.row else "trade"
    taking: Role = "farm" if "taker_farm_number" in told.row else "trade"
    whos = (*told.who(giver, role, "reporter"), *told.who(taker, taking, "taker"))
    amount = Amount(told.lot("code", day, told.maybe_day("laid_on")), told.number("quantity"))
    step = "departing" if role == "farm" else "shipping"
    yield observed(Place(step, day, giver, whos, told.report), amount, giver=giver, taker=taker)
