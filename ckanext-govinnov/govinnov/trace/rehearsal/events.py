"""Events of a rehearsal as the JSON binding of EPCIS writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from govinnov.trace.epcis.times import KOREA
from govinnov.trace.fields import PREFIX
from govinnov.trace.lineage.who import WHO
from govinnov.trace.rehearsal.nation import Party

Event = dict[str, Any]


class Amount(NamedTuple):
    """How much of a lot; pieces where no unit is named."""

    lot: str
    quantity: int | float
    unit: str | None = None

    def told(self) -> Event:
        """As an event has it."""
        return {"epcClass": self.lot, "quantity": self.quantity, **({"uom": self.unit} if self.unit else {})}


def moment(day: date, hour: float) -> datetime:
    """A time of a day in Korea, to the minute."""
    return datetime.combine(day, time(), KOREA) + timedelta(minutes=round(hour * 60))


def begun(at: datetime, party: Party, *amounts: Amount) -> Event:
    """Lots came into being somewhere, of nothing that is followed."""
    fields = {"action": "ADD", "quantityList": _told(amounts), **_place(party)}
    return _event("ObjectEvent", at, "commissioning", fields)


def ended(at: datetime, party: Party, *amounts: Amount) -> Event:
    """Birds died, or goods were thrown away."""
    fields = {"action": "DELETE", "quantityList": _told(amounts), "disposition": "destroyed", **_place(party)}
    return _event("ObjectEvent", at, "destroying", fields)


def sent(at: datetime, giver: Party, taker: Party, amounts: Iterable[Amount]) -> Event:
    """Lots left one party for another."""
    fields = {
        "action": "OBSERVE",
        "quantityList": _told(amounts),
        **_place(giver, taker),
        "sourceList": [{"type": "possessing_party", "source": giver.epc}],
        "destinationList": [{"type": "possessing_party", "destination": taker.epc}],
    }
    return _event("ObjectEvent", at, "shipping", fields)


def made(  # noqa: PLR0913, PLR0917 - a making has two sides, a time, a place, a step and facts
    at: datetime,
    party: Party,
    step: str,
    inputs: Iterable[Amount],
    outputs: Iterable[Amount],
    facts: Mapping[str, Any] | None = None,
) -> Event:
    """Lots became other lots."""
    own = {f"{PREFIX}:{name}": _own(value) for name, value in (facts or {}).items()}
    fields = {"inputQuantityList": _told(inputs), "outputQuantityList": _told(outputs), **_place(party), **own}
    return _event("TransformationEvent", at, step, fields)


def _own(value: Any) -> Any:
    """A fact of ours; the names within one need their prefix too."""
    return {f"{PREFIX}:{name}": held for name, held in value.items()} if isinstance(value, dict) else value


def _told(amounts: Iterable[Amount]) -> list[Event]:
    return [one.told() for one in amounts]


def _place(party: Party, *others: Party) -> Event:
    """Where it was, and what everybody may know of those in it."""
    return {"bizLocation": {"id": party.epc}, f"{WHO}:who": [_who(one) for one in (party, *others)]}


def _who(party: Party) -> Event:
    told = {"party": party.gln, "role": party.role, "name": party.shown, "district": party.district}
    return {f"{WHO}:{name}": value for name, value in told.items() if value}


def _event(kind: str, at: datetime, step: str, fields: Event) -> Event:
    when = {"eventTime": at.isoformat(), "eventTimeZoneOffset": "+09:00"}
    return {"type": kind, **when, "bizStep": step, **fields}
