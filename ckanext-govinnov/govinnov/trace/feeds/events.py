"""Events as a record says them, in the shape of the JSON binding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.model import Document, Event
from govinnov.trace.lineage.who import WHO

#: The namespaces of our own fields.
PREFIXES = {WHO: URN}
#: The law's reports have days, not hours. These hours tell the order of one day's steps, which is the goods' way.
HOURS = {"commissioning": 0, "departing": 3, "receiving": 4, "killing": 5, "packing": 8, "shipping": 12}


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a lot."""

    lot: str
    quantity: Decimal | None = None
    unit: str | None = None

    @property
    def element(self) -> dict[str, Any]:
        """The item of a quantity list."""
        amount = {} if self.quantity is None else {"quantity": self.quantity}
        unit = {"uom": self.unit} if self.unit and self.quantity is not None else {}
        return {"epcClass": self.lot, **amount, **unit}


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a step was, who reported it under which id, and what everybody may know of those in it."""

    step: str
    day: date
    party: str
    whos: tuple[dict[str, Any], ...] = ()
    report: str = ""

    @property
    def fields(self) -> Event:
        """The fields that every event has."""
        told: Event = {
            "eventTime": f"{self.day.isoformat()}T{HOURS[self.step]:02}:00:00+09:00",
            "eventTimeZoneOffset": "+09:00",
            "bizStep": self.step,
        }
        if self.report:
            told["eventID"] = self.report
        if self.party:
            told["bizLocation"] = {"id": self.party}
        if self.whos:
            told[f"{WHO}:who"] = list(self.whos)
        return told


def observed(place: Place, amount: Amount, action: str = "OBSERVE", giver: str = "", taker: str = "") -> Event:
    """Goods came into being, were seen, or changed hands."""
    sides = {
        **({"sourceList": [{"type": "possessing_party", "source": giver}]} if giver else {}),
        **({"destinationList": [{"type": "possessing_party", "destination": taker}]} if taker else {}),
    }
    return {"type": "ObjectEvent", "action": action, **place.fields, "quantityList": [amount.element], **sides}


def made(place: Place, source: Amount, target: Amount) -> Event:
    """One lot became another."""
    lists = {"inputQuantityList": [source.element], "outputQuantityList": [target.element]}
    return {"type": "TransformationEvent", **place.fields, **lists}


def document(events: Sequence[Event]) -> Document:
    """Events as one document, which all else reads as if it had come as EPCIS."""
    root = {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", dict(PREFIXES)],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2019-01-01T00:00:00+09:00",
        "epcisBody": {"eventList": list(events)},
    }
    return Document("epcis-jsonld", root, tuple(events), "epcisBody.eventList", dict(PREFIXES), tuple(events))
