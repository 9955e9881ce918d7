"""The ground of a recall in the database: edges are asked for level by level, a lot in whoever's hands it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from govinnov.trace.epcis.times import KOREA
from govinnov.trace.lineage import Edge, Holding
from govinnov.trace.lineage.dump import moment
from govinnov.trace.lineage.model import Record
from govinnov.trace.lineage.records import record_of
from govinnov.trace.recall import Fact, Predicate
from govinnov.trace.recall.predicate import MARKED
from govinnov.trace.store.held import HELD
from govinnov.trace.store.standing import STANDING_AT, edges_of
from govinnov.trace.store.taking import fetch

#: Days that a flock lives: what lies farther back than that has to do with no goods of today, and is not compared.
LIFE_DAYS = 600


def records_of(events: str) -> str:
    """A query of the events that count among some, and of how often they were reported under an id.

    Args:
        events: The numbers of these events: an array in SQL.
    """
    return f"""
        SELECT v.id, v.key, v.content, n.times FROM trace.event v JOIN (
            SELECT event, count(DISTINCT event_id) FILTER (WHERE event_id <> '') AS times
            FROM ({STANDING_AT} AND r.event = ANY({events})) s GROUP BY event) n ON n.event = v.id"""


RECORDS = records_of(":events")


class InStore:
    """What counts at a moment; an event's name is its number.

    Args:
        db: Where `tables.make` has made the tables.
        at: The moment, or ``infinity`` for now.
    """

    def __init__(self, db: Connection, at: datetime | str) -> None:
        self.db, self.at = db, at

    def starts(self, predicate: Predicate) -> Iterator[str]:
        """Eggs of its own, and what was made in its days of what stood at its farm."""
        first, last = bounds(predicate)
        said = {"farm": predicate.farm, "holder": predicate.holder, "lot": predicate.lot, "first": first, "last": last}
        eggs = {"eggs_from": f"{MARKED}{predicate.first}/", "eggs_to": f"{MARKED}{predicate.last}/~"}
        for query in _STARTS:
            yield from (lot for (lot,) in fetch(self.db, query, at=self.at, **said, **eggs))

    def onward(self, lots: Sequence[str]) -> Iterator[Edge]:
        """The edges that lead on from lots."""
        return self._edges(_ONWARD, lots)

    def made(self, lots: Sequence[str]) -> Iterator[Edge]:
        """The ``make`` edges into lots."""
        return self._edges(_MADE, lots)

    def _edges(self, query: str, lots: Sequence[str]) -> Iterator[Edge]:
        for event, make, *row in fetch(self.db, query, lots=list(lots), at=self.at):
            yield Edge(Holding(*row[:2]), Holding(*row[2:4]), "make" if make else "move", event, *row[4:])

    def stood(self, holder: str, lots: Sequence[str]) -> set[str]:
        """Those of some lots that a party had."""
        return {lot for (lot,) in fetch(self.db, _STOOD, lots=list(lots), holder=holder, at=self.at)}

    def facts(self, events: Iterable[Any]) -> Mapping[Any, Fact]:
        """What is known of events."""
        numbers = list(events)
        times = dict(map(tuple, fetch(self.db, _TIMES, events=numbers, at=self.at)))
        found = fetch(self.db, "SELECT id, at FROM trace.event WHERE id = ANY(:events)", events=numbers)
        return {number: Fact(datetime.fromisoformat(at), times.get(number, 1)) for number, at in found}

    def saying(self, lots: Sequence[str]) -> list[Record]:
        """Records without edges that say that one of the lots is there."""
        return list(self.records(event for (event,) in fetch(self.db, _SAYING, lots=list(lots))).values())

    def records(self, events: Iterable[Any], query: str = RECORDS, **said: Any) -> dict[Any, Record]:
        """The records of events, or of those that another `records_of` asks for; one that does not count has none."""
        found = fetch(self.db, query, events=list(events), at=self.at, **said)
        made = ((number, record_of(key, _event(content)[0], times)) for number, key, content, times in found)
        return {number: record for number, record in made if record}


#: Reads a content, which is JSON without anything around it; ``json.loads`` looks for that each time.
_event = json.JSONDecoder().raw_decode


def bounds(predicate: Predicate) -> tuple[str, str]:
    """A predicate's days as moments in UTC: from the first one on, and before the second one."""
    first = datetime.combine(predicate.first, time(), KOREA)
    after = datetime.combine(min(predicate.last, date.max - timedelta(days=1)) + timedelta(days=1), time(), KOREA)
    return moment(first), moment(after)


_EDGE = """e.event, e.make, s.lot, s.party, d.lot, d.party, e.quantity, e.unit, e.made, e.made_unit"""

_ONWARD = f"""
    SELECT {_EDGE} FROM trace.holding s {edges_of("s", "src")} JOIN trace.holding d ON d.id = e.dst
    WHERE s.lot = ANY(:lots)"""
_MADE = f"""
    SELECT {_EDGE} FROM trace.holding d {edges_of("d", "dst")} JOIN trace.holding s ON s.id = e.src
    WHERE d.lot = ANY(:lots) AND e.make"""

_OF_LOTS = f"""SELECT DISTINCT h.lot FROM trace.holding h WHERE {HELD} AND"""
_STOOD = f"{_OF_LOTS} h.lot = ANY(:lots) AND h.party = :holder"
_DAYS = 'h.lot >= :eggs_from COLLATE "C" AND h.lot < :eggs_to COLLATE "C"'
_STARTS = (
    f"{_OF_LOTS} h.lot = :lot",
    f"""SELECT DISTINCT h.lot FROM trace.alias a JOIN trace.holding h ON h.lot = a.lot
        WHERE a.name = :farm AND {_DAYS} AND {HELD}""",
    f"{_OF_LOTS} h.party = :holder AND h.party <> '' AND {_DAYS}",
    f"""SELECT DISTINCT d.lot FROM ({_OF_LOTS} h.party = :holder AND h.party <> ''
            AND NOT starts_with(h.lot, '{MARKED}')) f
        JOIN trace.holding s ON s.lot = f.lot {edges_of("s", "src")} JOIN trace.event v ON v.id = e.event
        JOIN trace.holding d ON d.id = e.dst
        WHERE e.make AND v.at >= :first AND v.at < :last""",
)

#: Events that were reported more than once, and how often.
_TIMES = f"""
    SELECT event, greatest(1, count(DISTINCT event_id)) FROM ({STANDING_AT} AND r.event_id <> '' AND r.event IN (
        SELECT event FROM trace.report WHERE event = ANY(:events) GROUP BY event HAVING count(*) > 1)) s
    GROUP BY event"""

#: Events without edges that say that a lot is there.
_SAYING = """
    SELECT DISTINCT m.event FROM trace.mention m JOIN trace.holding h ON h.id = m.holding
    WHERE h.lot = ANY(:lots) AND m.seen"""
