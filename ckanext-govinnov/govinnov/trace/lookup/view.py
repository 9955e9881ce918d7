"""What is told of a lot as far as a page goes: nodes, nearest first, each way, and the records that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govinnov.trace.lineage import Walk
from govinnov.trace.lineage.model import Holding, Record
from govinnov.trace.lookup.book import Book

#: A step: the key of its record, and its lot.
Told = tuple[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """A part of what is known around a lot; one that goes farther holds all of it."""

    back: Walk
    onward: Walk
    nodes: frozenset[Holding]
    reached: frozenset[str]
    records: tuple[Record, ...]

    @property
    def more(self) -> bool:
        """Whether something is left out."""
        return self.back.more or self.onward.more

    @property
    def steps(self) -> set[Told]:
        """The steps that it tells."""
        return {(record.key, item.lot) for record in self.records for item in record.things if item.lot in self.reached}

    @property
    def names(self) -> Iterator[str]:
        """What it stands on, in an order of its own."""
        yield from sorted("\t".join(node) for node in self.nodes)
        yield from (f"{record.key}\t{record.times}" for record in self.records)


def view(book: Book, lot: str, most: int) -> View:
    """What is told of a lot within so many nodes each way."""
    graph = book.graph
    seeds = graph.of_lot(lot)
    back, onward = graph.back(seeds, most), graph.forward(seeds, most)
    nodes = frozenset(graph.holdings[node] for node in (*back.nodes, *onward.nodes))
    walked = frozenset(graph.edges[edge].event for edge in (*back.edges, *onward.edges))
    last = graph.holdings[seeds[most - 1]] if len(seeds) > most else None
    seen, reached = _Seen(nodes, lot, last, walked, book.moved), frozenset(node.lot for node in nodes)
    records = tuple(one for one in book.about({*reached, lot}, walked) if seen.has(one))
    return View(back, onward, nodes, reached, records)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which records belong to a view: those of its edges, and those that saw one of its lots where it was.

    ``last`` is the last of the lot's own holdings, where not all of them are in the view.
    """

    nodes: frozenset[Holding]
    lot: str
    last: Holding | None
    walked: frozenset[str]
    moved: frozenset[str]

    def has(self, record: Record) -> bool:
        """Whether a record belongs to it; what moved or made something else does not."""
        if record.key in self.walked or record.key in self.moved:
            return record.key in self.walked
        party = record.hands[1]
        own = self.lot in record.named and (self.last is None or Holding(self.lot, party) <= self.last)
        return own or any(Holding(one.lot, party) in self.nodes for one in record.things)
