"""What a canonical event is about, and in whose hands it was."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from govinnov.trace.epcis.vocabulary import PARTY_TYPE
from govinnov.trace.gs1.urns import HOST
from govinnov.trace.lineage.model import Item

#: Whose hands count first: those that hold the goods.
_HANDS = tuple(PARTY_TYPE.iri(word) for word in ("possessing_party", "owning_party", "location"))


_THINGS = (
    ("outputEPCList", "outputQuantityList"),
    ("epcList", "quantityList"),
    ("childEPCs", "childQuantityList"),
    ("inputEPCList", "inputQuantityList"),
)


def many(value: Any) -> list[Any]:
    """A field of the canonical form as a list: one value stands alone there."""
    return value if isinstance(value, list) else [] if value is None else [value]


def items(event: dict[str, Any], instances: str, amounts: str) -> list[Item]:
    """Instances and amounts of lots, by the names of the two fields."""
    return [
        *(Item(epc) for epc in many(event.get(instances)) if isinstance(epc, str)),
        *(_amount(one) for one in many(event.get(amounts)) if isinstance(one, dict)),
    ]


def _amount(value: dict[str, Any]) -> Item:
    try:
        quantity = Decimal(value["quantity"]) if "quantity" in value else None
    except InvalidOperation:
        quantity = None
    return Item(str(value.get("epcClass", "")), quantity, value.get("uom"))


def here(event: dict[str, Any]) -> str:
    """The party where an event happened."""
    places = (event.get(name) for name in ("bizLocation", "readPoint"))
    return next((party(place["id"]) for place in places if isinstance(place, dict) and "id" in place), "")


def hands(event: dict[str, Any]) -> tuple[str, str]:
    """Who gave and who got: where only one of them is named, the other is the place of the event."""
    giver = _named(event, "sourceList", "source")
    taker = _named(event, "destinationList", "destination")
    place = here(event)
    return giver or place, taker or place


def _named(event: dict[str, Any], field: str, name: str) -> str:
    """The party of a list whose hands count first, empty where none is named."""
    named = {one.get("type"): one.get(name) for one in many(event.get(field)) if isinstance(one, dict)}
    return next((party(str(named[kind])) for kind in _HANDS if named.get(kind)), "")


def party(identifier: str) -> str:
    """The GLN of a place or party, whichever of the two a document names it as; another identifier stays."""
    for ai in ("414/", "417/"):
        if identifier.startswith(HOST + ai):
            return identifier.removeprefix(HOST + ai)[:13]
    return identifier


def lots(found: list[Item]) -> Iterator[str]:
    """The lots of items."""
    return (item.lot for item in found)


def things(event: dict[str, Any]) -> list[Item]:
    """What an event leaves behind: what it made, saw, packed, or used up where nothing came of it."""
    return next((found for fields in _THINGS if (found := items(event, *fields))), [])


def named(event: dict[str, Any]) -> frozenset[str]:
    """All lots and instances that an event names."""
    found = (lot for fields in _THINGS for lot in lots(items(event, *fields)))
    return frozenset((*found, *(one for one in [event.get("parentID")] if one)))
