"""What made each lot: the amounts that went in and came out, by making."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from govinnov.trace.lineage.model import Edge, is_inner
from govinnov.trace.shares.amounts import Amount, added, amount

#: What one event tells of one thing, by unit as it is written.
_Told = dict[str | None, Amount]


class Making:
    """What went into a lot together, and how much came of it.

    Args:
        name: The inner node that it goes through, or else its event.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._in: dict[str, dict[str, _Told]] = {}
        self._out: dict[str, _Told] = {}

    def take(self, edge: Edge, times: int) -> None:
        """Put one edge; edges of one event may tell the same amount again."""
        went = self._in.setdefault(edge.source.lot, {}).setdefault(edge.event, {})
        went[edge.unit] = amount(edge.quantity, edge.unit, times)
        came = self._out.setdefault(edge.event, {})
        came[edge.made_unit] = amount(edge.made, edge.made_unit, times)

    @property
    def lots(self) -> Iterable[str]:
        """The lots that went in."""
        return self._in.keys()

    @property
    def events(self) -> Iterable[str]:
        """Its events."""
        return self._out.keys()

    @property
    def inputs(self) -> Iterator[tuple[str, Amount]]:
        """The lots that went in, with all that their events tell of each."""
        for lot, events in self._in.items():
            yield lot, added(map(_all, events.values()))

    @property
    def output(self) -> Amount:
        """How much came out."""
        return added(map(_all, self._out.values()))


def _all(told: _Told) -> Amount:
    """One event's amounts of one thing, in all units: kilograms and grams are one."""
    whole: dict[str, Fraction] = {}
    for one in told.values():
        for unit, quantity in one.items():
            whole[unit] = whole.get(unit, Fraction(0)) + quantity
    return whole


class Makings:
    """The makings of every lot that something made, from edges; moves make nothing.

    Args:
        edges: Edges of a graph.
        times: How often each event was reported; once where it is not named.
    """

    def __init__(self, edges: Iterable[Edge], times: Mapping[str, int]) -> None:
        self._of: dict[str, dict[str, Making]] = {}
        for edge in edges:
            if edge.kind == "make":
                name, makings = making_of(edge), self._of.setdefault(edge.target.lot, {})
                making = makings.get(name) or makings.setdefault(name, Making(name))
                making.take(edge, times.get(edge.event, 1))

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __contains__(self, lot: str) -> bool:
        return lot in self._of

    def of(self, lot: str) -> list[Making]:
        """The makings of a lot."""
        return list(self._of.get(lot, {}).values())

    def sources(self, lot: str) -> dict[str, None]:
        """The lots that went into a lot, each once."""
        return {source: None for making in self.of(lot) for source in making.lots}


def making_of(edge: Edge) -> str:
    """The making that an edge belongs to: all into an inner node, all from one, or else those of one event."""
    if is_inner(edge.target.lot):
        return edge.target.lot
    return edge.source.lot if is_inner(edge.source.lot) else edge.event
