"""What an answer takes from records beside its graph: farms as everybody may know them, and what is still awaited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from govinnov.trace.codes import written
from govinnov.trace.codes.written import farm_of
from govinnov.trace.lineage.model import Record
from govinnov.trace.lineage.who import Who
from govinnov.trace.lookup.awaited import with_awaited


def completed(told: dict[str, Any], records: Sequence[Record], on: date) -> dict[str, Any]:
    """An answer with its farms and, on its last page, with what is awaited on the day of the look-up."""
    found = written.one(told["code"]) if told["code"] and not told["next"] else None
    return with_farms(with_awaited(told, records, found.uri, on) if found else told, records)


def with_farms(told: dict[str, Any], records: Iterable[Record]) -> dict[str, Any]:
    """An answer whose origins have their districts; a mark stays, and a program's name becomes the masked owner.

    Args:
        told: An answer of ``trace lookup``.
        records: What it was answered from, in time order: of what was told twice, the later counts.
    """
    return placed(told, farms_of(records))


def farms_of(records: Iterable[Record]) -> dict[str, Who]:
    """What everybody may know of the farms of records, by their program's names and by their marks."""
    return dict(pair for record in records for pair in _farms(record))


def placed(told: dict[str, Any], known: Mapping[str, Who]) -> dict[str, Any]:
    """The same of farms that are read many times."""
    return told | {"origins": [_origin(one, known.get(one["farm"] or "")) for one in told["origins"]]}


def _farms(record: Record) -> Iterator[tuple[str, Who]]:
    """Farms of a record by their program's name, and by the mark of what came into being there."""
    found = record.whos
    yield from ((party, who) for party, who in found.items() if who.role in ("farm", "hatchery"))
    here = found.get(record.hands[1])
    if here and here.role == "farm":
        yield from ((farm, here) for item in record.things if (farm := farm_of(item.lot)))


def _origin(origin: dict[str, Any], who: Who | None) -> dict[str, Any]:
    if who is None:
        return origin
    farm = origin["farm"]
    shown = who.name or farm if farm and ":" in farm else farm
    return origin | {"farm": shown, "district": who.district or None}
