"""The events of a recall, and what each says of each of its lots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from govinnov.trace.lineage import Edge
from govinnov.trace.lineage.about import hands, items
from govinnov.trace.lineage.model import Record, by_time, is_inner
from govinnov.trace.recall.ground import Ground
from govinnov.trace.recall.reach import Reach


class Part(NamedTuple):
    """What one event says of one lot."""

    event: str
    lot: str
    giver: str
    taker: str
    quantity: Decimal | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a recall stands on.

    Attributes:
        parts: What events say of its lots.
        records: These events, by the names that the parts give them.
    """

    parts: frozenset[Part]
    records: Mapping[str, Record]

    @property
    def in_order(self) -> list[Record]:
        """The events in time order."""
        return sorted(self.records.values(), key=by_time)


def evidence(ground: Ground, found: Reach) -> Evidence:
    """All events of the lots of a recall.

    Args:
        ground: Where it was found.
        found: What the recall reaches.
    """
    lots = [lot for lot in found.shares if not is_inner(lot)]
    saying = {record.key: record for record in ground.saying(lots)}
    parts = frozenset((*_of_edges(found), *_of_records(saying.values(), set(lots))))
    return Evidence(parts, {**ground.records({part.event for part in parts} - saying.keys()), **saying})


def _of_edges(found: Reach) -> Iterator[Part]:
    for edge in found.walked.edges:
        yield from (part for part in _parts(edge) if part.lot in found.shares and not is_inner(part.lot))


def _parts(edge: Edge) -> Iterator[Part]:
    ends = edge.source.party, edge.target.party
    yield Part(edge.event, edge.source.lot, *ends, edge.quantity, edge.unit)
    if edge.kind == "make":
        yield Part(edge.event, edge.target.lot, *ends, edge.made, edge.made_unit)


def _of_records(records: Iterable[Record], lots: set[str]) -> Iterator[Part]:
    for record in records:
        for item in items(record.event, "epcList", "quantityList"):
            if item.lot in lots:
                yield Part(record.key, item.lot, *hands(record.event), item.quantity, item.unit)
