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
        cast: Who else does.
    """

    def __init__(self, nation: Nation, cast: Iterable[Party] = ()) -> None:
        self._parties = {one.epc: one for many in (*nation.parties.values(), cast) for one in many}
        self._givers: dict[str, Party] = {}
        self._hatched: dict[str, str] = {}

    def rows(self, events: Iterable[Event]) -> dict[str, list[Row]]:
        """Rows by kind of table; events are in time order."""
        found: dict[str, list[Row]] = {}
        for event in events:
            self._note(event)
            for kind, row in self._rows(event):
                found.setdefault(kind, []).append(row)
        return found

    def _note(self, event: Event) -> None:
        """Which farm or hatchery birds came from, and when they hatched."""
        giver = self._parties.get(event["bizLocation"]["id"])
        if event["bizStep"] == "shipping" and giver and giver.role in ("farm", "hatchery"):
            self._givers |= {goods["epcClass"]: giver for goods in event["quantityList"]}
        elif event["bizStep"] == "commissioning" and giver and giver.role == "hatchery":
            self._hatched |= {goods["epcClass"]: _day(event) for goods in event["quantityList"]}

    def _rows(self, event: Event) -> Iterator[tuple[str, Row]]:
        here = self._parties.get(event["bizLocation"]["id"])
        step = event["bizStep"]
        if here is None:
            return
        told = {"serial": event["eventID"].rpartition("/")[2], **_of(here, "reporter")}
        if step == "commissioning" and here.role == "farm":
            yield from ((name, told | row) for name, row in self._begun(event, here))
        elif step == "accepting":
            yield "placing", told | self._placed(event, here)
        elif step == "destroying":
            yield "losses", told | _lost(event, here)
        elif step == "packing":
            yield from (("packing", row) for row in _numbered(told, self._packed(event, here)))
        elif step == "killing":
            yield "slaughter", told | self._killed(event, here)
        elif step == "shipping":
            yield from (("moves", row) for row in _numbered(told, self._moved(event, here)))

    def _begun(self, event: Event, farm: Party) -> Iterator[tuple[str, Row]]:
        """Eggs of hens, and birds or eggs of which nobody says where they are from."""
        flocks = [{"flock": _batch(one["epcClass"])} for one in event.get("inputQuantityList", ())]
        hens = flocks[0] if flocks else {}
        for goods in event.get("outputQuantityList") or event["quantityList"]:
            if farm_of(goods["epcClass"]):
                amount = {"quantity": str(goods["quantity"])}
                yield "eggs", {**_coded(goods["epcClass"], event), **_of(farm, "farm"), **hens, **amount}
            else:
                yield "placing", self._flock(event, farm, goods, goods)

    def _placed(self, event: Event, farm: Party) -> Row:
        return self._flock(event, farm, event["inputQuantityList"][0], event["outputQuantityList"][0])

    def _flock(self, event: Event, farm: Party, chicks: Event, birds: Event) -> Row:
        """A flock came of a hatch; one of which nobody says where it is from has its own number there."""
        hatch, hatchery = chicks["epcClass"], self._givers.get(chicks["epcClass"])
        hatched = {"hatched_on": self._hatched[hatch]} if hatch in self._hatched else {}
        sides = {**_of(farm, "farm"), **(_of(hatchery, "hatchery") if hatchery else {})}
        numbers = {"hatch": _batch(hatch), "flock": _batch(birds["epcClass"]), "heads": str(birds["quantity"])}
        return {**numbers, **hatched, "placed_on": _day(event), **sides}

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
        flock = {"flock": _batch(birds["epcClass"]), "slaughtered_on": _day(event)}
        farm = self._givers.get(birds["epcClass"])
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


def _lost(event: Event, farm: Party) -> Row:
    birds = event["quantityList"][0]
    number = {"flock": _batch(birds["epcClass"]), "heads": str(birds["quantity"])}
    return {**number, "lost_on": _day(event), **_of(farm, "farm")}


def _batch(lot: str) -> str:
    """A batch as a farm or a hatchery numbers it: its day and number, and the product."""
    gtin, _, number = lot.partition("/10/")
    return f"{number}P{gtin[-4:-1]}"


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
