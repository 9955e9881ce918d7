"""The ground of an outbreak without a database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from govinnov.trace.codes.written import farm_of
from govinnov.trace.lineage import Changes
from govinnov.trace.lineage.model import Record
from govinnov.trace.outbreak.model import Kind, Move, moved, work


class InMemory:
    """All moves of changes, by who gave, who got, and what."""

    def __init__(self, changes: Changes) -> None:
        self._records = {record.key: record for record in changes.records}
        self._changes = changes
        found = (
            moved(edge.source.party, edge.target.party, edge.source.lot, self._records[edge.event].at, edge.event)
            for edge in changes.edges
            if edge.kind == "move"
        )
        moves = [move for move in found if move]
        self._by_giver = _by(moves, lambda move: move.giver)
        self._by_taker = _by(moves, lambda move: move.taker)
        self._by_lot = _by(moves, lambda move: move.lot)

    def homes(self, signs: str) -> set[str]:
        """The parties where eggs with a farm's five signs were laid."""
        laid = [holding for holding in self._changes.holdings if farm_of(holding.lot) == signs]
        return {
            holding.party
            for holding in laid
            if holding.party and holding.party not in {move.taker for move in self._by_lot.get(holding.lot, ())}
        }

    def sent(self, parties: Collection[str], first: date, last: date) -> Iterator[Move]:
        """What left parties."""
        return _within(self._by_giver, parties, first, last)

    def got(self, parties: Collection[str], first: date, last: date) -> Iterator[Move]:
        """What came to parties."""
        return _within(self._by_taker, parties, first, last)

    def carried(self, lots: Collection[str], first: date, last: date) -> Iterator[Move]:
        """The moves of lots."""
        return _within(self._by_lot, lots, first, last)

    def worked(self, moves: Collection[Move]) -> Mapping[tuple[str, str], Kind]:
        """What takers made of the lots of moves."""
        wanted, found = {(move.lot, move.taker) for move in moves}, dict[tuple[str, str], Kind]()
        for edge in self._changes.edges:
            kind = work(edge.source.lot, edge.target.lot) if edge.kind == "make" and edge.source in wanted else None
            if kind:
                found[edge.source] = kind
        return found

    def records(self, events: Iterable[str]) -> Mapping[str, Record]:
        """The records of events."""
        return {event: self._records[event] for event in events}


def _by(moves: Iterable[Move], name_of: Callable[[Move], str]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(name_of(move), []).append(move)
    return found


def _within(by: Mapping[str, list[Move]], names: Collection[str], first: date, last: date) -> Iterator[Move]:
    return (move for name in dict.fromkeys(names) for move in by.get(name, ()) if first <= move.day <= last)
