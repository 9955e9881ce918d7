"""A small feed: two farms, a packer, a pallet, a shop."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from trace_events import Maker, as_xml

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.lineage import Changes, State, changes_of, state_of

FARM, OTHER_FARM = "urn:epc:id:sgln:8800001.00001.0", "urn:epc:id:sgln:8800002.00001.0"
PACKER, SHOP = "urn:epc:id:pgln:8800003.00001", "urn:epc:id:pgln:8800004.00001"
FARM_GLN, OTHER_GLN, PACKER_GLN, SHOP_GLN = "8800001000014", "8800002000013", "8800003000012", "8800004000011"
EGGS, OTHER_EGGS = "urn:x-govinnov:egg10/2026-08-23/M3FSD/2", "urn:x-govinnov:egg10/2026-08-23/K7PQA/4"
PACK = "urn:x-govinnov:bundle15/2026-08-24/2/1234/001"
PALLET = "urn:epc:id:sscc:8800003.0000000001"


#: The day and moment of look-ups in this feed.
ON, NOW = date(2026, 8, 26), datetime(2026, 8, 26, 3, tzinfo=UTC)


def event(kind: str, at: str, step: str, **fields: Any) -> dict[str, Any]:
    """One event of August 2026; ``at`` is day and hour in Korea."""
    made = {"type": kind, "eventTime": f"2026-08-{at}:00:00+09:00", "eventTimeZoneOffset": "+09:00", "bizStep": step}
    return {**made, **fields}


def amount(lot: str, quantity: float, uom: str | None = None) -> dict[str, Any]:
    return {"epcClass": lot, "quantity": quantity, **({"uom": uom} if uom else {})}


def hands(giver: str, taker: str) -> dict[str, Any]:
    return {
        "sourceList": [{"type": "possessing_party", "source": giver}],
        "destinationList": [{"type": "possessing_party", "destination": taker}],
    }


def laid(lot: str, farm: str, at: str = "23T07") -> dict[str, Any]:
    lots = [amount(lot, 30_000)]
    return event("ObjectEvent", at, "commissioning", action="ADD", quantityList=lots, bizLocation={"id": farm})


def shipped(lot: str, giver: str, taker: str, at: str = "23T10", quantity: float = 30_000) -> dict[str, Any]:
    lots = [amount(lot, quantity)]
    return event("ObjectEvent", at, "shipping", action="OBSERVE", quantityList=lots, **hands(giver, taker))


def packed(at: str = "24T09", **fields: Any) -> dict[str, Any]:
    made = {
        "inputQuantityList": [amount(EGGS, 20_000), amount(OTHER_EGGS, 10_000)],
        "outputQuantityList": [amount(PACK, 3_000)],
        "bizLocation": {"id": PACKER},
    }
    return event("TransformationEvent", at, "packing", **{**made, **fields})


def loaded(action: str, at: str, child: str = PACK, parent: str = PALLET) -> dict[str, Any]:
    children = [amount(child, 3_000)]
    return event("AggregationEvent", at, "loading", action=action, parentID=parent, childQuantityList=children)


def pallet_sent(at: str, giver: str = PACKER, taker: str = SHOP) -> dict[str, Any]:
    return event("ObjectEvent", at, "shipping", action="OBSERVE", epcList=[PALLET], **hands(giver, taker))


FEED = [
    laid(EGGS, FARM),
    laid(OTHER_EGGS, OTHER_FARM),
    shipped(EGGS, FARM, PACKER),
    shipped(OTHER_EGGS, OTHER_FARM, PACKER, "23T11"),
    packed(),
    loaded("ADD", "24T12"),
    pallet_sent("24T15"),
]


def document(events: Sequence[dict[str, Any]], *, xml: bool = False) -> Document:
    """A document as a feed would bring it."""
    made = read((as_xml(list(events)) if xml else json.dumps(Maker(0).document(list(events)))).encode())
    assert isinstance(made, Document)
    return made


def state(*events: dict[str, Any]) -> State:
    return state_of([document(events)])


def changes(*events: dict[str, Any]) -> Changes:
    return changes_of(state(*events).records)


def with_id(one: dict[str, Any], name: str, **fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(one), "eventID": f"urn:uuid:{name}", **fields}


def error(one: dict[str, Any]) -> dict[str, Any]:
    """The declaration that an event did not occur."""
    return {**copy.deepcopy(one), "errorDeclaration": {"declarationTime": "2026-08-25T09:00:00+09:00"}}


def write(folder: Path, *events: dict[str, Any], name: str = "feed.jsonld") -> Path:
    path = folder / name
    path.write_text(json.dumps(Maker(0).document(list(events))), encoding="utf-8")
    return path
