"""A look-up in the store: what is around a lot is fetched level by level, and the pure engine answers from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, text

from govinnov.trace.codes import Reading, read_code
from govinnov.trace.codes.model import URN
from govinnov.trace.lineage import Changes, Edge, Holding
from govinnov.trace.lineage.model import Record
from govinnov.trace.lookup.answer import MOST, answer
from govinnov.trace.lookup.farms import completed
from govinnov.trace.lookup.known import Known
from govinnov.trace.lookup.official import day_of
from govinnov.trace.store.dumping import ALWAYS
from govinnov.trace.store.grounding import InStore
from govinnov.trace.store.held import HELD
from govinnov.trace.store.ids import id_of
from govinnov.trace.store.rehearsing import is_of
from govinnov.trace.store.schema import has_reader
from govinnov.trace.store.standing import EDGES_AT, STANDING_FROM
from govinnov.trace.store.tables import READER
from govinnov.trace.store.taking import fetch, plainly
from govinnov.trace.store.telling import told_of

#: A look-up that takes longer is ended: nobody waits for it.
LONGEST_MS = 2_000
#: Lots that may be meant, of which an answer says whether one is recalled.
_MOST_MEANT = 20


def look_up(db: Connection, code: str, on: date, at: datetime | None = None) -> dict[str, Any]:
    """Look a code up in the store.

    Args:
        db: Where `tables.make` has made the tables.
        code: What somebody typed.
        on: The day of the look-up, which gives the year to marks.
        at: What was known then; now where left out.

    Returns:
        The JSON of ``trace lookup --json``.
    """
    as_reader(db)
    moment = at or ALWAYS
    readings = read_code(code, on).readings
    candidates = _candidates(db, readings, moment)
    known = Known(holding.lot for holding in candidates)
    lots = [lot for reading in readings for lot, _ in known.of(reading)]
    around = Around(db, moment)
    if lots:
        around.walk(lots[0])
    changes = around.changes(candidates)
    told = answer(code, changes, on, at or datetime.now(UTC), around.conflicts(changes.records))
    asked = lots[:1] if told["code"] else lots or [lot for reading in readings for lot in known.look_alikes(reading)]
    farms = [origin["farm"] for origin in told["origins"] if origin["farm"]]
    more = told_of(db, moment, asked[:_MOST_MEANT], farms, day_of(told, on)) if asked else {}
    return completed({**told, "rehearsal": is_of(db), **more}, changes.records, on)


def as_reader(db: Connection, longest_ms: int = LONGEST_MS) -> None:
    """For this transaction: no rights on anything private, and no question without end."""
    plainly(db)
    db.execute(text(f"SET LOCAL statement_timeout = {longest_ms}"))
    if has_reader(db):
        db.execute(text(f"SET LOCAL ROLE {READER}"))


class Around:
    """What is known around a lot at a moment."""

    def __init__(self, db: Connection, at: datetime | str) -> None:
        self.db, self.at = db, at
        self.holdings: dict[int, Holding] = {}
        self.edges: set[tuple[Any, ...]] = set()

    def walk(self, lot: str, *queries: str) -> None:
        """Go back and on from a lot, or only one of these ways, nearest first, as far as an answer does."""
        found = fetch(self.db, _OF_LOT, lots=[lot], at=self.at)
        seeds = {number: Holding(*holding) for number, *holding in found}
        for query in queries or (BACK, ON):
            self._walk(seeds, query)

    def _walk(self, seeds: dict[int, Holding], query: str) -> None:
        reached, edges, level = dict(seeds), set[tuple[Any, ...]](), seeds
        while level and len(reached) < MOST:
            found = fetch(self.db, query, nodes=list(level), at=self.at)
            edges.update(tuple(row[:8]) for row in found)
            ends = {row[8]: Holding(row[9], row[10]) for row in found if row[8] not in reached}
            nearest = sorted(ends.items(), key=lambda one: one[1])[: MOST - len(reached)]
            level = dict(nearest)
            reached |= level
        self.holdings |= reached
        self.edges |= {edge for edge in edges if edge[1] in reached and edge[2] in reached}

    def changes(self, candidates: Iterable[Holding]) -> Changes:
        """All of it as the pure engine has it; holdings that are only asked about stand alone."""
        records = self._records()
        keys = {number: record.key for number, record in records.items()}
        edges = sorted((self._edge(row, keys) for row in self.edges), key=lambda edge: (*edge[:2], edge.event))
        ordered = sorted(records.values(), key=lambda record: (record.at, record.key))
        return Changes(tuple(ordered), tuple(sorted({*self.holdings.values(), *candidates})), tuple(edges), ())

    def conflicts(self, records: Iterable[Record]) -> dict[str, list[str]]:
        """Event ids of records that stand for other contents too, each with the keys of these records."""
        found = fetch(self.db, _CONFLICTS, events=[id_of(record.key) for record in records], at=self.at)
        return {name: list(keys) for name, keys in found}

    def _edge(self, row: tuple[Any, ...], keys: dict[int, str]) -> Edge:
        event, source, target, make, *amounts = row
        kind: Any = "make" if make else "move"
        return Edge(self.holdings[source], self.holdings[target], kind, keys[event], *amounts)

    def _records(self) -> dict[int, Record]:
        """The records of the edges, and those without edges that name one of the lots."""
        lots = sorted({holding.lot for holding in self.holdings.values()})
        numbers = {row[0] for row in self.edges} | {row[0] for row in fetch(self.db, _MENTIONS, lots=lots)}
        return InStore(self.db, self.at).records(numbers)


def _candidates(db: Connection, readings: Iterable[Reading], at: datetime | str) -> list[Holding]:
    """Holdings of all lots that readings may mean; without any, of those that look like one of their marks."""
    names, lots, days = set[str](), set[str](), set[str]()
    for reading in readings:
        dates = (reading.on, *reading.other_dates)
        lots.update(reading.uri.replace(f"/{reading.on}/", f"/{day}/", 1) for day in dates)
        if reading.family in ("farm5", "farm6"):
            names.add(reading.insides[0]["farm"])
        elif reading.family == "egg10":
            days.update(f"{URN}egg10/{day}/" for day in dates)
    found = fetch(db, _OF_LOT, lots=list(lots), at=at)
    found += fetch(db, _NAMED, names=list(names), at=at) if names else []
    found += fetch(db, _OF_DAYS, days=list(days), at=at) if days and not found else []
    return [Holding(lot, party) for _, lot, party in found]


_OF_LOT = f"SELECT h.id, h.lot, h.party FROM trace.holding h WHERE h.lot = ANY(:lots) AND {HELD}"

_NAMED = f"""
    SELECT h.id, h.lot, h.party FROM trace.alias a JOIN trace.holding h ON h.lot = a.lot
    WHERE a.name = ANY(:names) AND {HELD}"""

#: All eggs of some days.
_OF_DAYS = f"""
    SELECT h.id, h.lot, h.party FROM unnest(CAST(:days AS text[])) d
    JOIN trace.holding h ON h.lot >= d COLLATE "C" AND h.lot < (d || '~') COLLATE "C" WHERE {HELD}"""

_WALK = f"""
    SELECT e.event, e.src, e.dst, e.make, e.quantity, e.unit, e.made, e.made_unit, h.id, h.lot, h.party
    FROM {EDGES_AT} e JOIN trace.holding h ON h.id = e.{{end}} WHERE e.{{start}} = ANY(:nodes)"""
BACK, ON = _WALK.format(start="dst", end="src"), _WALK.format(start="src", end="dst")

_MENTIONS = """
    SELECT DISTINCT m.event FROM trace.mention m JOIN trace.holding h ON h.id = m.holding WHERE h.lot = ANY(:lots)
    AND NOT EXISTS (SELECT FROM trace.edge e WHERE e.event = m.event)"""

_CONFLICTS = f"""
    SELECT mine.event_id, array_agg(DISTINCT mine.key) FROM (
        SELECT r.event_id, r.event, e.key {STANDING_FROM} AND r.event = ANY(:events) AND r.event_id <> '') mine
    WHERE EXISTS (SELECT {STANDING_FROM}
        AND r.event_id <> '' AND r.event_id = mine.event_id AND r.event <> mine.event)
    GROUP BY 1 ORDER BY 1"""
