"""Records → holdings and edges: a pure function, the same for arrays and for a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from govinnov.trace.lineage.about import Item, hands, here, items, kind, summed
from govinnov.trace.lineage.model import Changes, Edge, Holding, Record, by_ends, by_time, inner
from govinnov.trace.lineage.packing import Packing

_MOVING = ("ObjectEvent", "TransactionEvent", "AggregationEvent")


def changes_of(records: Iterable[Record]) -> Changes:
    """What records say, sorted: any order of the same records gives the same changes."""
    ordered = tuple(sorted(records, key=by_time))
    packing = Packing(ordered)
    found = {edge for record in ordered for edge in (*edges_of(record), *carried(record, packing))}
    edges = sorted(found, key=by_ends)
    holdings = {end for edge in edges for end in edge[:2]} | {one for record in ordered for one in seen(record)}
    return Changes(ordered, tuple(sorted(holdings)), tuple(edges), packing.containments)


def edges_of(record: Record) -> Iterator[Edge]:
    """What a record says by itself, whatever else is known."""
    if kind(record.event) == "TransformationEvent":
        yield from _made(record)
    else:
        yield from _moved(record)


def carried(record: Record, packing: Packing) -> Iterator[Edge]:
    """What moved because it was packed in what a record moved."""
    for edge in _moved(record):
        for child in packing.inside(edge.source.lot, record.at):
            yield Edge(Holding(child, edge.source.party), Holding(child, edge.target.party), "move", record.key)


def _made(record: Record) -> Iterator[Edge]:
    """Inputs became outputs; many of both meet in one inner node: n + m edges, not n × m."""
    event, party = record.event, here(record.event)
    inputs = summed(items(event, "inputEPCList", "inputQuantityList"))
    outputs = summed(items(event, "outputEPCList", "outputQuantityList"))
    if "transformationID" in event or (len(inputs) > 1 and len(outputs) > 1):
        within = [Item(inner(event.get("transformationID") or record.key, party).lot)]
        pairs = [*product(inputs, within), *product(within, outputs)]
    else:
        pairs = [*product(inputs, outputs)]
    for source, target in pairs:
        ends = Holding(source.lot, party), Holding(target.lot, party)
        yield Edge(*ends, "make", record.key, *source[1:], *target[1:])


def _moved(record: Record) -> Iterator[Edge]:
    """What changed hands."""
    giver, taker = hands(record.event) if kind(record.event) in _MOVING else ("", "")
    if not giver or not taker or giver == taker:
        return
    for item in summed(_things(record)):
        yield Edge(Holding(item.lot, giver), Holding(item.lot, taker), "move", record.key, *item[1:])


def _things(record: Record) -> list[Item]:
    """What an event other than a transformation is about; of packed goods, the parent."""
    event = record.event
    if kind(event) == "AggregationEvent":
        return [Item(event["parentID"])] if "parentID" in event else []
    return items(event, "epcList", "quantityList")


def seen(record: Record) -> Iterator[Holding]:
    """Where things are said to be, without having moved."""
    party = hands(record.event)[1]
    yield from (Holding(item.lot, party) for item in _things(record))
