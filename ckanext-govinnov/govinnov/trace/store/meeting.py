"""The ground of an outbreak in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from govinnov.trace.lineage.model import Record
from govinnov.trace.outbreak import Kind, Move, Question, answer
from govinnov.trace.outbreak.model import moved, work
from govinnov.trace.recall import Predicate
from govinnov.trace.store.grounding import InStore, bounds
from govinnov.trace.store.held import HELD
from govinnov.trace.store.looking import as_reader
from govinnov.trace.store.recalling import named
from govinnov.trace.store.rehearsing import is_of
from govinnov.trace.store.standing import ALWAYS, EDGES_AT, edges_of
from govinnov.trace.store.taking import fetch

#: A question of an outbreak that takes longer is ended.
LONGEST_MS = 30_000


def outbreak(db: Connection, asked: Question, at: datetime | None = None) -> dict[str, Any]:
    """Look for the farms that one may have met.

    Args:
        db: Where `tables.make` has made the tables.
        asked: The farm and its window.
        at: What was known then; now where left out.

    Returns:
        The JSON of ``trace outbreak --json``.
    """
    meant = replace(asked, farm=named(db, asked.farm))
    as_reader(db, LONGEST_MS)
    told = answer(Meetings(db, at or ALWAYS), meant, at or datetime.now(UTC))
    return told | {"farm": asked.farm, "rehearsal": is_of(db)}


class Meetings:
    """Moves that count at a moment."""

    def __init__(self, db: Connection, at: datetime | str) -> None:
        self.db, self.at = db, at

    def homes(self, signs: str) -> set[str]:
        """The parties where eggs with a farm's five signs were laid."""
        return {party for (party,) in fetch(self.db, _HOMES, signs=signs, at=self.at)}

    def sent(self, parties: Collection[str], first: date, last: date) -> Iterator[Move]:
        """What left parties."""
        return self._moves(_SENT, parties, first, last)

    def got(self, parties: Collection[str], first: date, last: date) -> Iterator[Move]:
        """What came to parties."""
        return self._moves(_GOT, parties, first, last)

    def carried(self, lots: Collection[str], first: date, last: date) -> Iterator[Move]:
        """The moves of lots."""
        return self._moves(_CARRIED, lots, first, last)

    def _moves(self, query: str, names: Collection[str], first: date, last: date) -> Iterator[Move]:
        begin, end = bounds(Predicate(first, last))
        for *ends, at, event in fetch(self.db, query, names=list(names), first=begin, last=end, at=self.at):
            giver, taker, lot = ends
            move = moved(giver, taker, lot, datetime.fromisoformat(at), event)
            yield from [move] if move else []

    def worked(self, moves: Collection[Move]) -> Mapping[tuple[str, str], Kind]:
        """What takers made of the lots of moves."""
        lots, takers = sorted({move.lot for move in moves}), sorted({move.taker for move in moves})
        rows = fetch(self.db, _WORKED, lots=lots, takers=takers, at=self.at)
        found = (((lot, taker), work(lot, made)) for lot, taker, made in rows)
        return {place: kind for place, kind in found if kind}

    def records(self, events: Iterable[Any]) -> Mapping[Any, Record]:
        """The records of events."""
        return InStore(self.db, self.at).records(events)


_MOVES = f"""
    SELECT s.party, d.party, s.lot, v.at, e.event
    FROM trace.holding {{here}} {edges_of("{here}", "{end}")}
    JOIN trace.holding {{there}} ON {{there}}.id = e.{{other}} JOIN trace.event v ON v.id = e.event
    WHERE NOT e.make AND {{here}}.{{name}} = ANY(:names) AND v.at >= :first AND v.at < :last"""
_SENT = _MOVES.format(here="s", there="d", end="src", other="dst", name="party")
_GOT = _MOVES.format(here="d", there="s", end="dst", other="src", name="party")
_CARRIED = _MOVES.format(here="s", there="d", end="src", other="dst", name="lot")

_WORKED = f"""
    SELECT DISTINCT s.lot, s.party, d.lot FROM trace.holding s {edges_of("s", "src")}
    JOIN trace.holding d ON d.id = e.dst WHERE e.make AND s.lot = ANY(:lots) AND s.party = ANY(:takers)"""

#: Where marked eggs are known to have been without having come there.
_HOMES = f"""
    SELECT DISTINCT h.party FROM trace.alias a JOIN trace.holding h ON h.lot = a.lot
    WHERE a.name = :signs AND h.party <> '' AND {HELD} AND NOT EXISTS (
        SELECT FROM {EDGES_AT} e WHERE e.dst = h.id AND NOT e.make)"""
