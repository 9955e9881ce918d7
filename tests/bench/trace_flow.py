"""A made-up flow of eggs for benches: farms lay, packers mix three lots into four packs, shops get packs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

FIRST = date(2026, 8, 1)
FARMS, SHOPS, PARTS = 45, 10, 3
#: Edges of one packer's day: its farms' lots come, three by three become four packs, each of which three shops get.
EDGES_A_DAY = FARMS + FARMS // 3 * 7 + FARMS // 3 * 4 * PARTS
PACKERS = 20
_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"

Event = dict[str, Any]


def documents(edges: int, size: int = 5_000) -> Iterator[bytes]:
    """Documents of so many events that make about so many edges."""
    flow = events(edges)
    while part := list(islice(flow, size)):
        yield json.dumps(_document(part)).encode()


def events(edges: int) -> Iterator[Event]:
    """Day by day, packer by packer."""
    for number in range(edges // EDGES_A_DAY):
        yield from _packer_day(number % PACKERS, FIRST + timedelta(days=number // PACKERS))


def mark(packer: int, farm: int) -> str:
    """A farm's five signs."""
    return f"M{packer:02}{farm:02}"


def pack(packer: int, day: date, start: int, number: int) -> str:
    """One of the four packs of the lots from `start` on."""
    return f"urn:x-govinnov:hist12/2{packer:02}{day:%m%d}{start:02}{number:03}"


def _packer_day(packer: int, day: date) -> Iterator[Event]:
    here = f"urn:epc:id:pgln:88000{packer:02}.00001"
    lots = [f"urn:x-govinnov:egg10/{day}/{mark(packer, farm)}/2" for farm in range(FARMS)]
    for farm, lot in enumerate(lots):
        place = f"urn:epc:id:sgln:88{packer:02}{farm:02}1.00001.0"
        amounts = [_amount(lot, 30_000)]
        yield _event(
            "ObjectEvent", day, 7, "commissioning", action="ADD", quantityList=amounts, bizLocation={"id": place}
        )
        yield _sent(day, 10, amounts, place, here)
    packs = list[str]()
    for start in range(0, FARMS, 3):
        made = [pack(packer, day, start, number) for number in range(4)]
        packs += made
        inputs = [_amount(lot, 10_000 + start) for lot in lots[start : start + 3]]
        outputs = [_amount(one, 3_000) for one in made]
        fields = {"inputQuantityList": inputs, "outputQuantityList": outputs, "bizLocation": {"id": here}}
        yield _event("TransformationEvent", day, 12, "packing", **fields)
    for shop in range(SHOPS):
        mine = [_amount(one, 1_000) for place, one in enumerate(packs) if (place + shop) % SHOPS < PARTS]
        yield _sent(day, 15, mine, here, f"urn:epc:id:pgln:89000{packer:02}.000{shop:02}")


def _event(kind: str, day: date, hour: int, step: str, **fields: Any) -> Event:
    made = {"type": kind, "eventTime": f"{day}T{hour:02}:00:00+09:00", "eventTimeZoneOffset": "+09:00", "bizStep": step}
    return {**made, **fields}


def _sent(day: date, hour: int, amounts: list[Event], giver: str, taker: str) -> Event:
    ends = {
        "sourceList": [{"type": "possessing_party", "source": giver}],
        "destinationList": [{"type": "possessing_party", "destination": taker}],
    }
    return _event("ObjectEvent", day, hour, "shipping", action="OBSERVE", quantityList=amounts, **ends)


def _amount(lot: str, quantity: int) -> Event:
    return {"epcClass": lot, "quantity": quantity}


def _document(part: list[Event]) -> Event:
    return {
        "@context": [_CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-09-01T00:00:00Z",
        "epcisBody": {"eventList": part},
    }
