"""Changes as look-ups read them: a graph, the lots that it knows, and the records by lot, each made once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from govinnov.trace.lineage import Changes, Graph
from govinnov.trace.lineage.about import kind
from govinnov.trace.lineage.changes import seen
from govinnov.trace.lineage.model import Holding, Record
from govinnov.trace.lookup.known import Known


class Book:
    """What many look-ups share.

    Args:
        changes: All that is known.
    """

    def __init__(self, changes: Changes) -> None:
        self.changes, self.graph = changes, Graph(changes)

    @cached_property
    def known(self) -> Known:
        """The lots that are known."""
        return Known(holding.lot for holding in self.graph.holdings)

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each record in time."""
        return {record.key: place for place, record in enumerate(self.changes.records)}

    @cached_property
    def times(self) -> dict[str, int]:
        """How often each record was reported."""
        return {record.key: record.times for record in self.changes.records}

    @cached_property
    def moved(self) -> frozenset[str]:
        """Records that have edges."""
        return frozenset(edge.event for edge in self.graph.edges)

    @cached_property
    def begun(self) -> frozenset[Holding]:
        """Where lots began, by the events that say so."""
        added = (record for record in self.changes.records if record.event.get("action") == "ADD")
        return frozenset(one for record in added if kind(record.event) == "ObjectEvent" for one in seen(record))

    def about(self, lots: Iterable[str], keys: Collection[str]) -> Iterator[Record]:
        """Records without edges that name one of some lots, and those of some keys, in time order."""
        places = {place for lot in lots for place in self._places.get(lot, ())} | {self.order[key] for key in keys}
        return (self.changes.records[place] for place in sorted(places))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The places of the records without edges that name a lot."""
        found: dict[str, list[int]] = {}
        for place, record in enumerate(self.changes.records):
            for lot in record.named if record.key not in self.moved else ():
                found.setdefault(lot, []).append(place)
        return found
