"""What a canonical event is about, and in whose hands it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from govinnov.trace.epcis.limits import IDENTIFIER
from govinnov.trace.epcis.numbers import plus
from govinnov.trace.epcis.vocabulary import EPCIS, PARTY_TYPE
from govinnov.trace.gs1.links import identity
from govinnov.trace.gs1.urns import HOST

#: Whose hands count first: those that hold the goods.
_HANDS = tuple(PARTY_TYPE.iri(word) for word in ("possessing_party", "owning_party", "location"))


#: What no database keeps and no identifier has: control signs, halves of a surrogate pair.
_NEVER = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

_GLN = re.compile(r"\d{13}", re.ASCII)
#: How places and parties are written, and where the GLN begins in them.
_GLNS = (f"{HOST}414/", f"{HOST}417/")
_TO_GLN = len(_GLNS[0])
_SIDES = (("sourceList", "source"), ("destinationList", "destination"))

_THINGS = (
    ("outputEPCList", "outputQuantityList"),
    ("epcList", "quantityList"),
    ("childEPCs", "childQuantityList"),
    ("inputEPCList", "inputQuantityList"),
)


class Item(NamedTuple):
    """What an event is about: a lot or an instance, and how much of it."""

    lot: str
    quantity: Decimal | None = None
    unit: str | None = None


def kind(event: dict[str, Any]) -> str:
    """Which of the five types an event has; empty where it has somebody's own."""
    named = str(event["type"])
    return named[len(EPCIS) :] if named.startswith(EPCIS) else ""


def name(value: Any) -> str:
    """An identifier as a document gives it, or nothing: in an event of somebody's own type anything may stand."""
    if not isinstance(value, str) or len(value) > IDENTIFIER:
        return ""
    return value if value.isprintable() or not _NEVER.search(value) else ""


def many(value: Any) -> list[Any]:
    """A field of the canonical form as a list: one value stands alone there."""
    return value if isinstance(value, list) else [] if value is None else [value]


def items(event: dict[str, Any], instances: str, amounts: str) -> list[Item]:
    """Instances and amounts of lots, by the names of the two fields."""
    found = [Item(epc) for epc in many(event[instances]) if name(epc)] if instances in event else []
    if amounts in event:
        listed = many(event[amounts])
        found += [_amount(one) for one in listed if isinstance(one, dict) and name(one.get("epcClass"))]
    return found


def _amount(value: dict[str, Any]) -> Item:
    try:
        quantity = Decimal(value["quantity"]) if "quantity" in value else None
    except (InvalidOperation, TypeError, ValueError):
        quantity = None
    return Item(value["epcClass"], quantity, name(value.get("uom")) or None)


def summed(found: list[Item]) -> list[Item]:
    """Each lot once for each unit, with all of it; where one amount is not told, the whole is not."""
    whole: dict[tuple[str, str | None], Decimal | None] = {}
    for item in found:
        key = item.lot, item.unit
        whole[key] = plus(whole.get(key, Decimal()), item.quantity)
    return [Item(lot, quantity, unit) for (lot, unit), quantity in whole.items()]


def here(event: dict[str, Any]) -> str:
    """The party where an event happened."""
    places = (event.get(name) for name in ("bizLocation", "readPoint"))
    return next((party(place["id"]) for place in places if isinstance(place, dict) and name(place.get("id"))), "")


def hands(event: dict[str, Any]) -> tuple[str, str]:
    """Who gave and who got: where only one of them is named, the other is the place of the event."""
    giver = _named(event, "sourceList", "source")
    taker = _named(event, "destinationList", "destination")
    place = "" if giver and taker else here(event)
    return giver or place, taker or place


def _named(event: dict[str, Any], field: str, role: str) -> str:
    """The party of a list whose hands count first, empty where none is named."""
    if field not in event:
        return ""
    parties = {name(one.get("type")): name(one.get(role)) for one in many(event[field]) if isinstance(one, dict)}
    for hands_of in _HANDS:
        if found := parties.get(hands_of):
            return party(found)
    return ""


def party(identifier: str) -> str:
    """The GLN of a place or party, whichever of the two a document names it as; another identifier stays."""
    return identifier[_TO_GLN : _TO_GLN + 13] if identifier.startswith(_GLNS) else identifier


def party_of(text: str) -> str:
    """The party that somebody names, by its GLN, its EPC or a link."""
    return party(identity(text) or text)


def glns(event: dict[str, Any]) -> frozenset[str]:
    """The GLNs that an event names as source or destination, of whatever kind."""
    found = set[str]()
    for field, role in _SIDES:
        told = [one for one in many(event.get(field)) if isinstance(one, dict)]
        found.update(gln for one in told if _GLN.fullmatch(gln := party(name(one.get(role)))))
    return frozenset(found)


def lots(found: list[Item]) -> Iterator[str]:
    """The lots of items."""
    return (item.lot for item in found)


def things(event: dict[str, Any]) -> list[Item]:
    """What an event leaves behind: what it made, saw, packed, or used up where nothing came of it."""
    for instances, amounts in _THINGS:
        if found := items(event, instances, amounts):
            return found
    return []


def named(event: dict[str, Any]) -> frozenset[str]:
    """All lots and instances that an event names."""
    found = {name(event.get("parentID"))}
    for instances, amounts in _THINGS:
        found.update(map(name, many(event.get(instances))))
        found.update(name(one.get("epcClass")) for one in many(event.get(amounts)) if isinstance(one, dict))
    return frozenset(found - {""})
