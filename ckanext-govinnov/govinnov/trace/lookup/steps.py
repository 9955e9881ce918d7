"""What happened to a lot and to what it came from, on a time line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.numbers import EXACT, plain
from govinnov.trace.epcis.vocabulary import BIZ_STEP
from govinnov.trace.gs1.urns import HOST
from govinnov.trace.lineage.about import hands, things
from govinnov.trace.lineage.model import Record
from govinnov.trace.lineage.who import NOBODY, whos


def steps(
    records: Iterable[Record], reached: frozenset[str], told: Collection[tuple[str, str]] = frozenset()
) -> list[dict[str, Any]]:
    """One step for each reached lot of each record, in time order, but for those that were told before.

    ``days`` counts from the step before, by the dates at the places themselves.
    """
    made, before = [], None
    for record in records:
        moment = _local(record)
        for step in _steps(record, reached, told):
            made.append({**step, "date": moment.date().isoformat(), "days": _days(before, moment)})
            before = moment
    return [{name: step[name] for name in _ORDER} for step in made]


#: Whose district stands in an answer: nobody is told where shops and distributors are.
_PLACED = frozenset({"farm", "hatchery", "slaughterhouse", "packer"})
_ORDER = ("step", "date", "code", "party", "district", "quantity", "unit", "state", "days")


def _steps(record: Record, reached: frozenset[str], told: Collection[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    event = record.event
    party, known = hands(event)[1], whos(event)
    who = known.get(party, NOBODY)
    for item in sorted(things(event), key=lambda one: one.lot):
        if item.lot in reached and (record.key, item.lot) not in told:
            yield {
                "step": BIZ_STEP.word(str(event.get("bizStep", ""))) or event["type"].rpartition("/")[2],
                "code": code_of(item.lot),
                "party": who.name or party or None,
                "district": who.district if who.role in _PLACED else None,
                "quantity": _quantity(item.quantity, record.times),
                "unit": item.unit,
                "state": "reported",
            }


def _quantity(quantity: Decimal | None, times: int) -> str | None:
    """An exact amount, as often as it was reported."""
    return None if quantity is None else plain(EXACT.multiply(quantity, Decimal(times)))


def _local(record: Record) -> datetime:
    """The moment at the place: an event says its own offset."""
    offset = str(record.event.get("eventTimeZoneOffset", "+00:00")).replace("Z", "+00:00")
    try:
        return record.at.astimezone(datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo)
    except (ValueError, OverflowError):
        return record.at


def _days(before: datetime | None, moment: datetime) -> int:
    return 0 if before is None else (moment.date() - before.date()).days


def code_of(lot: str) -> str:
    """A lot's canonical code: without our URN, and with ``gs1/`` for a link."""
    return f"gs1/{lot.removeprefix(HOST)}" if lot.startswith(HOST) else lot.removeprefix(URN)


def lot_of(code: str) -> str:
    """The lot that a canonical code names: the other way round."""
    return f"{HOST}{code.removeprefix('gs1/')}" if code.startswith("gs1/") else f"{URN}{code}"
