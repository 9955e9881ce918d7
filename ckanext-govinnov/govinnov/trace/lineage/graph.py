"""Holdings and edges in arrays: the engine without a database."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from govinnov.trace.lineage.gaps import Gaps, nodes_of
from govinnov.trace.lineage.model import Changes, Edge, Holding


class _Side:
    """The edges of each node on one side: where they begin in one array, and the edges in another (CSR)."""

    def __init__(self, nodes: int, ends: Sequence[int]) -> None:
        self.starts = array("l", bytes(array("l").itemsize * (nodes + 1)))
        for end in ends:
            self.starts[end + 1] += 1
        for node in range(nodes):
            self.starts[node + 1] += self.starts[node]
        filled, self.edges = list(self.starts), array("l", bytes(array("l").itemsize * len(ends)))
        for edge, end in enumerate(ends):
            self.edges[filled[end]] = edge
            filled[end] += 1

    def of(self, node: int) -> Iterable[int]:
        """The edges of one node."""
        return self.edges[self.starts[node] : self.starts[node + 1]]


class Walk(NamedTuple):
    """Nodes, nearest first, and all edges between them.

    Attributes:
        nodes: In the order of the walk.
        edges: By the node that each leads away from.
        outer: Nodes from which one may come to nodes that are left out.
        more: Whether there are any of these.
        joined: Lots of which nobody reported how they came from one of the nodes to another; none where nodes are left
            out, for the move may be among them.
    """

    nodes: list[int]
    edges: list[int]
    outer: frozenset[int]
    more: bool
    joined: frozenset[str]


class Graph:
    """A graph of changes that can be walked back and forward."""

    def __init__(self, changes: Changes) -> None:
        self.holdings: Sequence[Holding] = changes.holdings
        self.edges: Sequence[Edge] = changes.edges
        place = {holding: number for number, holding in enumerate(self.holdings)}
        self._sources = array("l", (place[edge.source] for edge in self.edges))
        self._targets = array("l", (place[edge.target] for edge in self.edges))
        self._out = _Side(len(self.holdings), self._sources)
        self._in = _Side(len(self.holdings), self._targets)
        self._gaps = Gaps(self.holdings, self.edges, self._targets, changes.beyond)

    def of_lot(self, lot: str) -> list[int]:
        """The nodes of a lot: one for each party that had it."""
        return list(nodes_of(self.holdings, lot))

    def back(self, seeds: Iterable[int], most: int) -> Walk:
        """What leads to the seeds, nearest first, at most so many nodes; cycles end."""
        return self._walk(seeds, self._in, self._sources, self._gaps.before, most)

    def forward(self, seeds: Iterable[int], most: int) -> Walk:
        """What leads on from the seeds."""
        return self._walk(seeds, self._out, self._targets, self._gaps.after, most)

    def _walk(
        self, seeds: Iterable[int], side: _Side, ends: Sequence[int], beyond: Callable[[int], Sequence[int]], most: int
    ) -> Walk:
        """Breadth first, ties by natural key, by which nodes are numbered; one more than wanted tells of the rest."""
        level, depth = sorted(set(seeds))[: most + 1], 0
        reached = dict.fromkeys(level, depth)
        joined = set[str]()
        while level and len(reached) <= most:
            depth += 1
            found = {ends[edge] for node in level for edge in side.of(node)}
            found.update(self._joined(level, beyond, joined))
            level = sorted(found - reached.keys())[: most + 1 - len(reached)]
            reached.update(dict.fromkeys(level, depth))
        nodes, more = list(reached)[:most], len(reached) > most
        kept = set(nodes)
        edges = [edge for node in nodes for edge in side.of(node) if ends[edge] in kept]
        outer = frozenset(node for node in nodes if more and reached[node] >= depth - 1)
        return Walk(nodes, edges, outer, more, frozenset() if more else frozenset(joined))

    def _joined(self, level: Iterable[int], beyond: Callable[[int], Sequence[int]], joined: set[str]) -> Iterator[int]:
        """Where lots may have come from or gone to without a report; each lot is looked at once."""
        for node in level:
            lot = self.holdings[node].lot
            if lot not in joined and (others := [one for one in beyond(node) if one != node]):
                joined.add(lot)
                yield from others
