"""The same flow as agencies would send it: tables whose first column says that they are a rehearsal.

A table has a row for each thing and lot, so eggs that are graded together have their sum of sizes in no row: only eggs
that are graded alone tell their six sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from govinnov.trace.codes.written import day_of, farm_of, kind_of
from govinnov.trace.fields import PREFIX, SIZES
from govinnov.trace.lookup.printed import printed
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.rehearsal.nation import Nation, Party

Event = Mapping[str, Any]
Row = dict[str, str]
#: What the tables call the largest size.
_SIZES = dict(zip(SIZES, ("king", *SIZES[1:]), strict=True))
_KINDS = {"packer": "식용란선별포장업", "trader": "식육포장처리업", "layer": "농장", "buyer": "소매"}


class Feeds:
    """Rows of tables from events.

    Args:
        nation: Who takes part.
    """

    def __init__(self, nation: Nation) -> None:
        self._parties = {one.epc: one for many in nation.parties.values() for one in many}
        self._farms: dict[str, Party] = {}

    def rows(self, events: Iterable[Event]) -> dict[str, list[Row]]:
        """Rows by kind of table; events are in time order."""
        found: dict[str, list[Row]] = {}
        for event in events:
            self._note(event)
            for kind, row in self._rows(event):
                found.setdefault(kind, []).append(row)
        return found

    def _note(self, event: Event) -> None:
        """Which farm birds came from."""
        giver = self._parties.get(event["bizLocation"]["id"])
        if event["bizStep"] == "shipping" and giver and giver.role == "farm":
            self._farms |= {goods["epcClass"]: giver for goods in event["quantityList"]}

    def _rows(self, event: Event) -> Iterator[tuple[str, Row]]:
        here = self._parties.get(event["bizLocation"]["id"])
        step, kind = event["bizStep"], event["type"]
        if here is None:
            return
        told = {"serial": event["eventID"].rpartition("/")[2], **_of(here, "reporter")}
        if kind == "TransformationEvent" and step == "commissioning":
            yield "eggs", told | self._laid(event, here)
        elif step == "packing":
            yield from (("packing", row) for row in _numbered(told, self._packed(event, here)))
        elif step == "killing":
            yield "slaughter", told | self._killed(event, here)
        elif step == "shipping":
            yield from (("moves", row) for row in _numbered(told, self._moved(event, here)))

    def _laid(self, event: Event, farm: Party) -> Row:
        eggs = event["outputQuantityList"][0]
        return {**_coded(eggs["epcClass"], event), **_of(farm, "farm"), "quantity": str(eggs["quantity"])}

    def _packed(self, event: Event, packer: Party) -> Iterator[Row]:
        inputs = event["inputQuantityList"]
        alone = _graded(event) if len(inputs) == 1 else {}
        for eggs in inputs:
            days = {"packed_on": _day(event), "received": str(eggs["quantity"])}
            yield {**_coded(eggs["epcClass"], event), **_of(packer, "packer"), **days, **alone}

    def _killed(self, event: Event, plant: Party) -> Row:
        birds, meat = event["inputQuantityList"][0], event["outputQuantityList"][0]
        dead = int(event[f"{PREFIX}:dead"])
        counts = {"heads": str(birds["quantity"] - dead), "dead": str(dead), "weight_kg": str(meat["quantity"])}
        flock = {"flock": code_of(birds["epcClass"]).rpartition("/")[2], "slaughtered_on": _day(event)}
        farm = self._farms.get(birds["epcClass"])
        sides = {**_of(plant, "slaughterhouse"), **(_of(farm, "farm") if farm else {})}
        return {"code": printed(code_of(meat["epcClass"])), **flock, **sides, **counts}

    def _moved(self, event: Event, giver: Party) -> Iterator[Row]:
        taker = self._parties.get(event["destinationList"][0]["destination"])
        for goods in event["quantityList"] if taker else ():
            lot = goods["epcClass"]
            if taker and kind_of(lot):
                sides = {**_of(giver, "giver"), **_of(taker, "taker"), "moved_on": _day(event)}
                amount = {"quantity": str(goods["quantity"]), "unit": goods.get("uom", "")}
                yield {**_coded(lot, event), **sides, **amount}


def _numbered(told: Row, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of one event, each a report of its own."""
    return ({**told, **row, "serial": f"{told['serial']}-{place}"} for place, row in enumerate(rows, 1))


def _of(party: Party, prefix: str) -> Row:
    """Whom the columns of a prefix are about; all but a plant's name is private."""
    told = {
        "kind": _KINDS.get(party.kind, ""),
        "business_number": party.business,
        "name": party.shown if party.role in ("packer", "slaughterhouse") else f"{party.owner}네",
        "owner": party.owner,
        "mobile": party.mobile,
        "address": f"{party.district} 연습로 {party.number}",
        **({"number": party.gln, "farm_number": party.gln} if party.role == "farm" else {}),
    }
    return {f"{prefix}_{name}": value for name, value in told.items()}


def _coded(lot: str, event: Event) -> Row:
    """A lot as it stands on goods, with the laying day of a mark."""
    laid = day_of(lot) if farm_of(lot) else None
    return {"code": printed(code_of(lot)).replace(" ", ""), **({"laid_on": laid.isoformat()} if laid else {})}


def _graded(event: Event) -> Row:
    names = ("received", "handled", "discarded")
    return {
        f"{name}_{_SIZES[size]}": str(event[f"{PREFIX}:{name}"][f"{PREFIX}:{size}"]) for name in names for size in SIZES
    }


def _day(event: Event) -> str:
    return date.fromisoformat(event["eventTime"][:10]).isoformat()
