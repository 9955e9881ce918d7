"""What moves because it is packed: worked out anew for the parents that a load touches, by the pure engine.

Which parents these are is found by who was ever packed in whom; an answer for each moment at which one of
their events began or ceased to count, from the load's own on, makes the times of the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from govinnov.trace.lineage.changes import carried
from govinnov.trace.lineage.dump import moment
from govinnov.trace.lineage.model import Record, by_time
from govinnov.trace.lineage.packing import Packing
from govinnov.trace.lineage.records import record_of
from govinnov.trace.store.ids import id_of
from govinnov.trace.store.settling import CONTAINMENT, EDGE, settle
from govinnov.trace.store.staging import Rows, line, stage
from govinnov.trace.store.standing import standing
from govinnov.trace.store.taking import COLUMNS, fetch
from govinnov.trace.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class _Known:
    """A record, from when until when it counts."""

    record: Record
    known_from: datetime
    known_to: datetime | None

    def at(self, when: datetime) -> bool:
        """Whether it counts at a moment."""
        return self.known_from <= when and (self.known_to is None or when < self.known_to)


def take_packed(db: Connection, known_from: datetime) -> None:
    """Settle containments, and the edges of what was packed in what moved."""
    for statement in _INVOLVED:
        db.execute(text(statement))
    if not fetch(db, "SELECT FROM inside LIMIT 1"):
        return
    with uncollected():
        rows = _rows(fetch(db, _RECORDS), known_from)
    stage(db, rows, "packed", "contained", "holding", "alias")
    for statement in _WANTED:
        db.execute(text(statement), {"at": known_from})
    settle(db, CONTAINMENT)
    settle(db, EDGE)


def _rows(found: Iterable[Any], known_from: datetime) -> Rows:
    """What records of packings and moves, with their times, say from a moment on."""
    known, rows = [one for one in (_known(*row) for row in found) if one], Rows()
    for since, until in _stretches(known, known_from):
        _stretch(rows, [one.record for one in known if one.at(since)], since, until)
    return rows


def _known(key: str, content: str, known_from: datetime, known_to: datetime | None) -> _Known | None:
    record = record_of(key, json.loads(content))
    return _Known(record, known_from, known_to) if record else None


def _stretches(known: Iterable[_Known], first: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    """From the load on, the times in which nothing changes."""
    changes = {time for one in known for time in (one.known_from, one.known_to) if time is not None and time > first}
    times = [first, *sorted(changes)]
    yield from zip(times, [*times[1:], None], strict=True)


def _stretch(rows: Rows, records: Sequence[Record], since: datetime, until: datetime | None) -> None:
    ordered = sorted(records, key=by_time)
    packing = Packing(ordered)
    times = since.isoformat(), until.isoformat() if until else None
    for one in packing.containments:
        rows.add("contained", one.parent, one.child, moment(one.since), moment(one.until), *times)
    for record in ordered:
        for edge in carried(record, packing):
            rows.of["packed"][f"{rows.edge(edge, str(id_of(edge.event)), packed=True)}\t{line(*times)}"] = None


#: ``inside``: parents that are touched, all that was ever around them, and all that was ever in these.
#: ``moving``: what moved one of them. ``OFFSET 0`` makes PostgreSQL ask by an index at each step: a chain of 100,000
#: packings has as many, and at each it read all packings.
_INVOLVED = (
    "DROP TABLE IF EXISTS inside, moving, want_edge, want_containment",
    """CREATE TEMP TABLE inside ON COMMIT DROP AS
        WITH RECURSIVE around(item) AS (
            SELECT parent FROM trace.packing JOIN touched USING (event)
            UNION SELECT p.parent FROM around a CROSS JOIN LATERAL (
                SELECT parent FROM trace.packing WHERE child = a.item OFFSET 0) p),
        within(item) AS (
            SELECT item FROM around
            UNION SELECT h.lot FROM trace.edge e JOIN touched USING (event) JOIN trace.holding h ON h.id = e.src
                WHERE NOT e.packed AND NOT e.make AND EXISTS (SELECT FROM trace.packing p WHERE p.parent = h.lot)
            UNION SELECT p.child FROM within w CROSS JOIN LATERAL (
                SELECT child FROM trace.packing WHERE parent = w.item OFFSET 0) p)
        SELECT item FROM within""",
    """CREATE TEMP TABLE moving ON COMMIT DROP AS
        SELECT DISTINCT e.event FROM trace.edge e JOIN trace.holding h ON h.id = e.src JOIN inside i ON i.item = h.lot
        WHERE NOT e.packed AND NOT e.make AND EXISTS (SELECT FROM trace.packing p WHERE p.parent = h.lot)""",
    "ANALYZE inside, moving",
)

#: Statements of packing and moves, with the times in which they count: an event's own edges count when it does.
_STATEMENTS = """(SELECT event FROM moving
    UNION SELECT p.event FROM trace.packing p JOIN inside i ON i.item = p.parent) involved"""
_RECORDS = f"""
    SELECT e.key, e.content, lower(r), upper(r) FROM ({standing(_STATEMENTS)}) s
    JOIN trace.event e ON e.id = s.event CROSS JOIN LATERAL unnest(s.during) r"""

#: What counted before the load's own time still did then.
_WANTED = (
    "INSERT INTO trace.holding SELECT * FROM stage_holding ON CONFLICT DO NOTHING",
    "INSERT INTO trace.party SELECT DISTINCT party FROM stage_holding WHERE party <> '' ON CONFLICT DO NOTHING",
    "INSERT INTO trace.alias SELECT * FROM stage_alias ON CONFLICT DO NOTHING",
    f"""CREATE TEMP TABLE want_edge ON COMMIT DROP AS
        SELECT {COLUMNS}, range_agg(during) AS during FROM (
            SELECT {COLUMNS}, tstzrange(known_from, known_to) AS during FROM stage_packed
            UNION ALL SELECT {COLUMNS}, tstzrange(known_from, known_to) * tstzrange(NULL, :at)
            FROM trace.edge WHERE packed AND event IN (SELECT event FROM moving)) e GROUP BY {COLUMNS}""",
    """CREATE TEMP TABLE want_containment ON COMMIT DROP AS
        SELECT parent, child, since, until, range_agg(during) AS during FROM (
            SELECT parent, child, since, until, tstzrange(known_from, known_to) AS during FROM stage_contained
            UNION ALL SELECT parent, child, since, until, tstzrange(known_from, known_to) * tstzrange(NULL, :at)
            FROM trace.containment WHERE parent IN (SELECT item FROM inside)) c GROUP BY parent, child, since, until""",
)
