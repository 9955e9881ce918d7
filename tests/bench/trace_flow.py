"""A made-up flow of eggs for benches: farms lay, packers mix three lots into four packs, shops get packs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

FIRST = date(2025, 9, 1)
DAYS = 360
FARMS, SHOPS, PARTS, PACKS = 45, 10, 3, 4
#: Edges of one packer's day: its farms' lots come, three by three become four packs, each of which three shops get.
EDGES_A_DAY = FARMS + FARMS // 3 * 7 + FARMS // 3 * PACKS * PARTS
_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Flow:
    """About so many edges: the days of packers, ten of these or as many as 360 days need."""

    edges: int

    @property
    def packers(self) -> int:
        """How many packers there are: at most 1,000."""
        return max(10, -(-self.edges // (EDGES_A_DAY * DAYS)))

    @property
    def packer_days(self) -> int:
        """How many days of one packer it has."""
        return self.edges // EDGES_A_DAY

    def place(self, number: int) -> tuple[int, date]:
        """The packer of a packer-day, and its date; also of those that come after the flow."""
        return number % self.packers, FIRST + timedelta(days=number // self.packers)

    def documents(self, start: int, count: int, size: int = 5_000) -> Iterator[bytes]:
        """So many packer-days, from one on, as documents of so many events."""
        flow = (event for number in range(start, start + count) for event in packer_day(*self.place(number)))
        while part := list(islice(flow, size)):
            yield document(part)


def mark(packer: int, farm: int) -> str:
    """A farm's five signs."""
    return f"{chr(ord('A') + packer // 100)}{packer % 100:02}{farm:02}"


def lot(packer: int, day: date, farm: int) -> str:
    """What a farm lays on a day."""
    return f"urn:x-govinnov:egg10/{day}/{mark(packer, farm)}/2"


def pack(packer: int, day: date, number: int) -> str:
    """One of the packs of a packer's day; four are of three farms' lots."""
    return f"urn:x-govinnov:hist12/2{day:%y%m%d}{packer:03}{number:02}"


def farm_place(packer: int, farm: int) -> str:
    """Where a farm's hens are."""
    return f"urn:epc:id:sgln:7{packer:03}{farm:02}1.00001.0"


def packer_party(packer: int) -> str:
    """Who packs."""
    return f"urn:epc:id:pgln:8800{packer:03}.00001"


def shop_party(packer: int, shop: int) -> str:
    """Who sells."""
    return f"urn:epc:id:pgln:8900{packer:03}.000{shop:02}"


def packer_day(packer: int, day: date) -> Iterator[Event]:
    """The events of one packer on one day."""
    here = packer_party(packer)
    lots = [lot(packer, day, farm) for farm in range(FARMS)]
    for farm, one in enumerate(lots):
        place, amounts = farm_place(packer, farm), [_amount(one, 30_000)]
        laid = {"action": "ADD", "quantityList": amounts, "bizLocation": {"id": place}}
        yield _event("ObjectEvent", day, 7, "commissioning", **laid)
        yield _sent(day, 10, amounts, place, here)
    packs = [pack(packer, day, number) for number in range(FARMS // 3 * PACKS)]
    for start in range(0, FARMS, 3):
        first = start // 3 * PACKS
        inputs = [_amount(one, 10_000 + start) for one in lots[start : start + 3]]
        outputs = [_amount(one, 3_000) for one in packs[first : first + PACKS]]
        fields = {"inputQuantityList": inputs, "outputQuantityList": outputs, "bizLocation": {"id": here}}
        yield _event("TransformationEvent", day, 12, "packing", **fields)
    for shop in range(SHOPS):
        mine = [_amount(one, 1_000) for place, one in enumerate(packs) if (place + shop) % SHOPS < PARTS]
        yield _sent(day, 15, mine, here, shop_party(packer, shop))


def document(events: list[Event]) -> bytes:
    """Events as a document."""
    return json.dumps({
        "@context": [_CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-09-01T00:00:00Z",
        "epcisBody": {"eventList": events},
    }).encode()  # fmt: skip


def _event(kind: str, day: date, hour: int, step: str, **fields: Any) -> Event:
    made = {"type": kind, "eventTime": f"{day}T{hour:02}:00:00+09:00", "eventTimeZoneOffset": "+09:00", "bizStep": step}
    return {**made, **fields}


def _sent(day: date, hour: int, amounts: list[Event], giver: str, taker: str) -> Event:
    ends = {
        "sourceList": [{"type": "possessing_party", "source": giver}],
        "destinationList": [{"type": "possessing_party", "destination": taker}],
    }
    return _event("ObjectEvent", day, hour, "shipping", action="OBSERVE", quantityList=amounts, **ends)


def _amount(code: str, quantity: int) -> Event:
    return {"epcClass": code, "quantity": quantity}
