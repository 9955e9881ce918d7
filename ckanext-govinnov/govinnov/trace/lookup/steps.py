"""What happened to a lot and to what it came from, on a time line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.numbers import EXACT, plain
from govinnov.trace.gs1.urns import HOST
from govinnov.trace.lineage.model import Record
from govinnov.trace.lineage.who import NOBODY


def steps(
    records: Iterable[Record], reached: frozenset[str], told: Collection[tuple[str, str]] = frozenset()
) -> list[dict[str, Any]]:
    """One step for each reached lot of each record, in time order, but for those that were told before.

    ``days`` counts from the step before, by the dates at the places themselves.
    """
    made, before = list[dict[str, Any]](), None
    for record in records:
        moment, new = _local(record), len(made)
        made += _steps(record, reached, told, moment, _days(before, moment))
        before = moment if len(made) > new else before
    return made


#: Whose district stands in an answer: nobody is told where shops and distributors are.
PLACED = frozenset({"farm", "hatchery", "slaughterhouse", "packer"})


def _steps(
    record: Record, reached: frozenset[str], told: Collection[tuple[str, str]], moment: datetime, days: int
) -> Iterator[dict[str, Any]]:
    """The steps of a record; of those of one moment, the first counts the days."""
    things = [one for one in record.things if one.lot in reached and (record.key, one.lot) not in told]
    party = record.hands[1]
    who = record.whos.get(party, NOBODY)
    word, day = record.step or record.event["type"].rpartition("/")[2], moment.date().isoformat()
    for item in sorted(things, key=_lot):
        yield {
            "step": word,
            "date": day,
            "code": code_of(item.lot),
            "party": who.name or party or None,
            "district": who.district if who.role in PLACED else None,
            "quantity": _quantity(item.quantity, record.times),
            "unit": item.unit,
            "state": "reported",
            "days": days,
        }
        days = 0


_lot = attrgetter("lot")


def _quantity(quantity: Decimal | None, times: int) -> str | None:
    """An exact amount, as often as it was reported."""
    return None if quantity is None else plain(EXACT.multiply(quantity, Decimal(times)))


def _local(record: Record) -> datetime:
    """The moment at the place: an event says its own offset."""
    try:
        return record.at.astimezone(_zone(str(record.event.get("eventTimeZoneOffset", "+00:00"))))
    except (ValueError, OverflowError):
        return record.at


@lru_cache(maxsize=100)
def _zone(offset: str) -> tzinfo | None:
    return datetime.fromisoformat(f"2000-01-01T00:00:00{offset.replace('Z', '+00:00')}").tzinfo


def _days(before: datetime | None, moment: datetime) -> int:
    return 0 if before is None else (moment.date() - before.date()).days


def code_of(lot: str) -> str:
    """A lot's canonical code: without our URN, and with ``gs1/`` for a link."""
    return f"gs1/{lot.removeprefix(HOST)}" if lot.startswith(HOST) else lot.removeprefix(URN)


def lot_of(code: str) -> str:
    """The lot that a canonical code names: the other way round."""
    return f"{HOST}{code.removeprefix('gs1/')}" if code.startswith("gs1/") else f"{URN}{code}"
