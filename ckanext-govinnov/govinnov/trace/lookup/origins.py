"""Where a lot came from, and how much of it from each farm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from govinnov.trace.codes.written import farm_of, kind_of
from govinnov.trace.lineage import Edge, Graph, Walk
from govinnov.trace.lineage.model import Holding, is_inner
from govinnov.trace.lineage.order import cycles
from govinnov.trace.lookup.book import Book
from govinnov.trace.shares import UNKNOWN, Interval, Makings, Origins, Shares, rounded, spread
from govinnov.trace.shares.intervals import ALL, ANY, NONE, WHOLE
from govinnov.trace.shares.makings import making_of


class Back:
    """What leads to a lot.

    Args:
        book: What is known.
        walk: What leads to the lot in its graph.
    """

    def __init__(self, book: Book, walk: Walk) -> None:
        graph = book.graph
        self.lots = {graph.holdings[node].lot for node in walk.nodes}
        self._outer = {graph.holdings[node].lot for node in walk.outer}
        #: Lots of which nobody reported how they came from where they began to where they were next.
        self.joined = sorted(walk.joined)
        self._edges = [graph.edges[edge] for edge in walk.edges]
        self._parties = _parties(graph, walk)
        self._moves = _moves(self._edges)
        self._book = book
        self.makings = Makings(self._edges, book.times)

    @property
    def cycles(self) -> list[list[str]]:
        """Groups of lots that would have made themselves."""
        return cycles(self.makings, self.makings.sources)

    def origins(self, lot: str) -> list[dict[str, Any]]:
        """Farms, or who is first known to have had what went in, with their shares; the largest first.

        Nobody is named where nothing but the lot itself is known; a mark names its farm.
        """
        if not self._edges and farm_of(lot) is None:
            return []
        begun = Origins({one: self._begin(one) for one in self._first_lots()}, self._flocks())
        shares = spread(self.makings, begun).get(lot, {})
        unsure = shares.get(UNKNOWN, Interval(NONE, NONE)).hi
        found = {farm: Interval(one.lo, min(WHOLE, one.hi + unsure)) for farm, one in shares.items() if farm != UNKNOWN}
        ranked = sorted(found.items(), key=lambda one: (-one[1].hi, -one[1].lo, one[0]))
        return [{"farm": farm or None, "district": None, "share": rounded(share)} for farm, share in ranked]

    def _first_lots(self) -> list[str]:
        """Lots that nothing is known to have made, that could not be followed, or that name their farm."""
        ends = (one for one in self.lots if one not in self.makings or one in self._outer or farm_of(one))
        return sorted(ends)

    def _begin(self, lot: str) -> Shares:
        """Whose a first lot is; of several who may have had it first, nobody knows."""
        farm = farm_of(lot)
        if farm:
            return {farm: ALL}
        if is_inner(lot) or lot in self._outer:
            return {UNKNOWN: ALL}
        first = self._first(lot)
        return dict.fromkeys(first, ALL if len(first) == 1 else ANY)

    def _flocks(self) -> dict[tuple[str, str, str], Shares]:
        """The farms from which flocks came to slaughter: who gave them there, and not the hatchery before."""
        meat = {edge.target.lot for edge in self._edges if kind_of(edge.target.lot) in ("chicken", "duck")}
        meat |= {edge.source.lot for edge in self._edges if edge.target.lot in meat and is_inner(edge.source.lot)}
        found, givers = dict[tuple[str, str, str], Shares](), self._givers()
        for edge in self._edges:
            if edge.kind == "make" and edge.target.lot in meat and self._is_flock(edge.source.lot):
                farms = givers.get(edge.source)
                if farms:
                    found[edge.source.lot, making_of(edge), edge.target.lot] = farms
        return found

    def _givers(self) -> dict[Holding, Shares]:
        """Who gave a lot to whoever holds it, by the holding; of several, nobody knows which."""
        gave: dict[Holding, set[str]] = {}
        for edge in chain.from_iterable(self._moves.values()):
            gave.setdefault(edge.target, set()).add(edge.source.party)
        return {at: dict.fromkeys(sorted(who), ALL if len(who) == 1 else ANY) for at, who in gave.items()}

    def _is_flock(self, lot: str) -> bool:
        """Whether a lot that went into meat is birds, and no numbered meat or eggs, and could be followed."""
        return kind_of(lot) is None and not is_inner(lot) and lot not in self._outer

    def _first(self, lot: str) -> list[str]:
        """Who had a lot without having got it, or began it where that is told; in a circle, who gave it first."""
        moves = self._moves.get(lot, [])
        got = {edge.target.party for edge in moves}
        without = [party for party in self._parties.get(lot, ()) if party not in got]
        begun = [party for party in without if Holding(lot, party) in self._book.begun] if len(without) > 1 else without
        return begun or without or [min(moves, key=self._when).source.party]

    def _when(self, edge: Edge) -> tuple[int, Edge]:
        return self._book.order[edge.event], edge


def _moves(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """What changed hands, by lot."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.kind == "move":
            found.setdefault(edge.source.lot, []).append(edge)
    return found


def _parties(graph: Graph, walk: Walk) -> Mapping[str, Iterable[str]]:
    found: dict[str, list[str]] = {}
    for node in sorted(walk.nodes):
        found.setdefault(graph.holdings[node].lot, []).append(graph.holdings[node].party)
    return found
