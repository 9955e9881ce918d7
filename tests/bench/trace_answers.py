"""Lots of eggs of which much is known, for benches: an answer about one of them has about 15 kB."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

FIRST = date(2026, 8, 1)
#: Makings of one lot, packs of each, and shops that get of each pack.
MAKINGS, PACKS, SHOPS = 20, 2, 3
_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"

Event = dict[str, Any]


def lots(count: int) -> list[str]:
    """Canonical codes."""
    return [f"egg10/{FIRST + timedelta(days=number % 28)}/M{number:04}/2" for number in range(count)]


def documents(count: int, size: int = 100) -> Iterator[bytes]:
    """All that is known of so many lots, some of them in each document."""
    codes = lots(count)
    for start in range(0, count, size):
        some = enumerate(codes[start : start + size], start)
        body = {"eventList": [event for number, code in some for event in _events(number, code)]}
        yield json.dumps(
            {
                "@context": [_CONTEXT],
                "type": "EPCISDocument",
                "schemaVersion": "2.0",
                "creationDate": "2026-09-01T00:00:00Z",
                "epcisBody": body,
            }
        ).encode()


def _events(number: int, code: str) -> Iterator[Event]:
    lot, day = f"urn:x-govinnov:{code}", date.fromisoformat(code.split("/")[1])
    farm, packer = f"urn:epc:id:sgln:88{number:05}.00001.0", f"urn:epc:id:pgln:8800{number % 90:03}.00001"
    laid = {"action": "ADD", "quantityList": [_amount(lot, 30_000)], "bizLocation": {"id": farm}}
    yield _event("ObjectEvent", day, 7, "commissioning", **laid)
    yield _sent(day, 10, lot, 30_000, farm, packer)
    for making in range(MAKINGS):
        packs = [f"urn:x-govinnov:hist12/2{number:05}{making:02}{pack:04}" for pack in range(PACKS)]
        made = {"outputQuantityList": [_amount(one, 300) for one in packs], "bizLocation": {"id": packer}}
        yield _event(
            "TransformationEvent", day, 12, "packing", inputQuantityList=[_amount(lot, 2_000 + making)], **made
        )
        for place, pack in enumerate(packs):
            for shop in range(SHOPS):
                yield _sent(day, 15, pack, 100, packer, f"urn:epc:id:pgln:8900{(making + place + shop) % 40:03}.00001")


def _event(kind: str, day: date, hour: int, step: str, **fields: Any) -> Event:
    made = {"type": kind, "eventTime": f"{day}T{hour:02}:00:00+09:00", "eventTimeZoneOffset": "+09:00", "bizStep": step}
    return {**made, **fields}


def _sent(day: date, hour: int, lot: str, quantity: int, giver: str, taker: str) -> Event:  # noqa: PLR0917
    ends = {
        "sourceList": [{"type": "possessing_party", "source": giver}],
        "destinationList": [{"type": "possessing_party", "destination": taker}],
    }
    amounts = [_amount(lot, quantity)]
    return _event("ObjectEvent", day, hour, "shipping", action="OBSERVE", quantityList=amounts, **ends)


def _amount(lot: str, quantity: int) -> Event:
    return {"epcClass": lot, "quantity": quantity}
