"""The ground of a recall without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govinnov.trace.lineage import Changes, Edge
from govinnov.trace.lineage.changes import seen
from govinnov.trace.lineage.model import Record
from govinnov.trace.recall.ground import Fact
from govinnov.trace.recall.predicate import Predicate


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
        self._records = {record.key: record for record in changes.records}
        moved = {edge.event for edge in changes.edges}
        self._saying: dict[str, list[Record]] = {}
        for record in changes.records:
            for holding in seen(record) if record.key not in moved else ():
                self._saying.setdefault(holding.lot, []).append(record)

    def starts(self, predicate: Predicate) -> Iterator[str]:
        """Eggs of its own, and what was made in its days of what stood at its farm."""
        holder = predicate.holder
        for lot, holders in self._parties.items():
            stood = holder != "" and holder in holders
            if predicate.has_eggs(lot, stood_there=stood):
                yield lot
            if stood:
                made = (edge for edge in self._out.get(lot, ()) if edge.kind == "make")
                yield from (
                    edge.target.lot for edge in made if predicate.has_making(edge, self._records[edge.event].at)
                )

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
        found = self.records(events)
        return {event: Fact(record.at, record.times) for event, record in found.items()}

    def saying(self, lots: Sequence[str]) -> list[Record]:
        """Records without edges that say that one of the lots is there."""
        found = {record.key: record for lot in lots for record in self._saying.get(lot, ())}
        return list(found.values())

    def records(self, events: Iterable[str]) -> Mapping[str, Record]:
        """The records of events."""
        return {event: self._records[event] for event in events}
