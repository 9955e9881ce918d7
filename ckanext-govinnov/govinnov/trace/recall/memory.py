"""The ground of a recall without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govinnov.trace.lineage import Changes, Edge
from govinnov.trace.lineage.about import items, kind
from govinnov.trace.lineage.model import Record
from govinnov.trace.recall.ground import Fact, Told
from govinnov.trace.recall.predicate import Predicate
from govinnov.trace.shares.amounts import amount

_TELLING = ("ObjectEvent", "TransactionEvent")


class InMemory:
    """All changes, by lot and by event."""

    def __init__(self, changes: Changes) -> None:
        self._parties: dict[str, set[str]] = {}
        self._out: dict[str, list[Edge]] = {}
        self._made: dict[str, list[Edge]] = {}
        for lot, holder in changes.holdings:
            self._parties.setdefault(lot, set()).add(holder)
        for edge in changes.edges:
            self._out.setdefault(edge.source.lot, []).append(edge)
            if edge.kind == "make":
                self._made.setdefault(edge.target.lot, []).append(edge)
        self._facts = {record.key: Fact(record.at, record.times) for record in changes.records}
        moved = {edge.event for edge in changes.edges}
        self._told: dict[str, list[Told]] = {}
        for record in changes.records:
            if record.key not in moved:
                for lot, told in told_by(record):
                    self._told.setdefault(lot, []).append(told)

    def starts(self, predicate: Predicate) -> Iterator[str]:
        """Eggs of its own, and what was made in its days of what stood at its farm."""
        holder = predicate.holder
        for lot, holders in self._parties.items():
            stood = holder != "" and holder in holders
            if predicate.has_eggs(lot, stood_there=stood):
                yield lot
            if stood:
                made = (edge for edge in self._out.get(lot, ()) if edge.kind == "make")
                yield from (edge.target.lot for edge in made if predicate.has_making(edge, self._facts[edge.event].at))

    def onward(self, lots: Sequence[str]) -> Iterator[Edge]:
        """The edges that lead on from lots."""
        return (edge for lot in lots for edge in self._out.get(lot, ()))

    def made(self, lots: Sequence[str]) -> Iterator[Edge]:
        """The ``make`` edges into lots."""
        return (edge for lot in lots for edge in self._made.get(lot, ()))

    def stood(self, holder: str, lots: Sequence[str]) -> set[str]:
        """Those of some lots that a party had."""
        return {lot for lot in lots if holder in self._parties.get(lot, ())}

    def facts(self, events: Iterable[str]) -> Mapping[str, Fact]:
        """What is known of events."""
        return {event: self._facts[event] for event in events}

    def told(self, lots: Sequence[str]) -> Mapping[str, Sequence[Told]]:
        """What events without edges say of lots."""
        return {lot: self._told[lot] for lot in lots if lot in self._told}


def told_by(record: Record) -> Iterator[tuple[str, Told]]:
    """How much a record says there is of each of its lots."""
    event = record.event
    is_new = kind(event) == "ObjectEvent" and event.get("action") == "ADD"
    for item in items(event, "epcList", "quantityList") if kind(event) in _TELLING else ():
        yield item.lot, Told(amount(item.quantity, item.unit, record.times), is_new)
