"""Staged rows → the store, set by set: what is new is added, and what no longer counts is closed.

Since when a thing counts follows from since when its reports and their voids are known, whatever the order in which
they were loaded: ``stands`` holds these times for every event that a load touches, as a multirange.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from govinnov.trace.store.adding import add, new_lines, number_of, of_events, order
from govinnov.trace.store.settling import EDGE, settle
from govinnov.trace.store.staging import NULL, Line, Rows, copy, line, stage
from govinnov.trace.store.standing import standing

#: One writer at a time: what one adds, the next must see.
LOCK = 0x7472616365


def take(db: Connection, rows: Rows, known_from: datetime, document: str) -> bool:
    """Take what a document says, but for what moves because it is packed; whether any of it is new.

    Where no report is, or is known since earlier than before, nothing else is: what an event says is stored with its
    first one.

    Raises:
        CollisionError: An id would stand for two things.
    """
    ((is_told,),) = fetch(db, _TOLD, at=known_from)
    events = [] if is_told else new_lines(db, rows, "event")
    new = {*map(number_of, events)}
    others = set() if is_told else {*map(number_of, rows.reports)} - new
    first = _first(rows, new, known_from, document)
    copy(db, "trace.report", first)
    if not _report(db, others, known_from, document) and not first:
        return False
    add(db, rows, events)
    for statement in (*_CONFLICTING, *_TOUCHED):
        db.execute(text(statement), {"at": known_from})
    since = _since(db, new, known_from)
    copy(db, f"trace.edge ({COLUMNS}, known_from)", _plain(rows, since))
    rows.of["unsettled"] = {event: None for event in map(number_of, rows.reports) if event not in since}
    rows.of["edge"] = {row: None for row in rows.of["edge"] if number_of(row) not in since}
    if rows.of["unsettled"] or rows.of["void"]:
        _settle(db, rows)
    return True


def _report(db: Connection, others: Collection[str], known_from: datetime, document: str) -> int:
    """Take who else reported something, and who voided what; how much is new, or known since earlier than before."""
    said = {"at": known_from, "document": document, "others": f"{{{','.join(others)}}}"}
    return sum([db.execute(text(statement), said).rowcount for statement in _REPORTED])


def _first(rows: Rows, new: Collection[str], known_from: datetime, document: str) -> list[Line]:
    """The reports of new events, which nobody has to look for, as lines of their table in the order of its indexes."""
    since: dict[Line, datetime] = {}
    for row in rows.of["report"] if new else ():
        told, _, recorded = row.rpartition("\t")
        known = known_from if recorded == NULL else max(known_from, datetime.fromisoformat(recorded))
        since[told] = min(known, since.get(told, known))
    end, at = line(document), known_from.isoformat()
    lines = [f"{one}\t{at if known is known_from else known.isoformat()}\t{end}" for one, known in since.items()]
    return sorted(of_events(lines, new), key=order)


def _since(db: Connection, new: Collection[str], known_from: datetime) -> dict[str, str]:
    """Since when the new events are known, as texts; without those of which any report is void."""
    void = {event for (event,) in db.execute(text(_VOIDED))}
    known = db.execute(text(_SINCE), {"at": known_from})
    return {event: since for event, since in known if event in new and event not in void}


def _plain(rows: Rows, since: Mapping[str, str]) -> list[Line]:
    """The edges of events that count from one moment on."""
    known = ((row, since.get(number_of(row))) for row in rows.of["edge"])
    return [f"{row}\t{moment}" for row, moment in known if moment]


def _settle(db: Connection, rows: Rows) -> None:
    """Let the edges of all other events count when their reports and voids say."""
    stage(db, rows, "unsettled", "edge")
    for statement in _STANDS:
        db.execute(text(statement))
    if fetch(db, "SELECT FROM stands LIMIT 1"):
        for statement in _EDGES:
            db.execute(text(statement))
        settle(db, EDGE)


def counts(db: Connection) -> dict[str, int]:
    """Of the staged reports and declarations, how many are not stored yet."""
    return {name: int(db.execute(text(query)).scalar_one()) for name, query in _NEW.items()}


def new_reports(db: Connection) -> set[Line]:
    """The staged reports that are not stored yet: the numbers of their events, and their event ids."""
    return {line(*row) for row in db.execute(text(_NEW_REPORTS))}


def conflicts(db: Connection) -> int:
    """How many of the staged event ids stand for more than one content."""
    return int(db.execute(text(_CONFLICTS)).scalar_one())


_NEW = {
    "reports": """
        SELECT count(DISTINCT (event, event_id, hash)) FROM stage_report s WHERE NOT EXISTS (
            SELECT FROM trace.report r WHERE (r.event, r.event_id, r.hash) = (s.event, s.event_id, s.hash))""",
    "voids": """
        SELECT count(DISTINCT (by, name)) FROM stage_void s WHERE s.by <> 'hash' AND NOT EXISTS (
            SELECT FROM trace.void v WHERE (v.by, v.name) = (s.by, s.name))""",
}

_NEW_REPORTS = """
    SELECT event, event_id FROM stage_report s WHERE NOT EXISTS (
        SELECT FROM trace.report r WHERE (r.event, r.event_id, r.hash) = (s.event, s.event_id, s.hash))"""

_CONFLICTS = """
    SELECT count(*) FROM trace.conflict WHERE event_id IN (SELECT event_id FROM stage_report)"""


def _known(table: str, columns: str, condition: str = "true") -> str:
    """What is staged, and since when it is known: since it was received, or recorded where that was later."""
    known_from = "min(greatest(CAST(:at AS timestamptz), recorded)) AS known_from"
    return f"SELECT {columns}, {known_from} FROM stage_{table} WHERE {condition} GROUP BY {columns}"


#: Whether every staged report is known already, and since no later: so it is where a document comes again.
_TOLD = """
    SELECT NOT EXISTS (SELECT FROM stage_report s WHERE NOT EXISTS (
        SELECT FROM trace.report r WHERE (r.event, r.event_id, r.hash) = (s.event, s.event_id, s.hash)
            AND r.known_from <= greatest(CAST(:at AS timestamptz), s.recorded)))"""
_OTHERS = "event = ANY(CAST(:others AS bigint[]))"
#: A report that is known since earlier is not told again.
_REPORTED = (
    f"""INSERT INTO trace.report SELECT *, :document FROM ({_known("report", "event, event_id, hash", _OTHERS)}) s
        WHERE NOT EXISTS (SELECT FROM trace.report r
            WHERE (r.event, r.event_id, r.hash) = (s.event, s.event_id, s.hash) AND r.known_from <= s.known_from)""",
    f"""INSERT INTO trace.void SELECT * FROM ({_known("void", "by, name")}) s WHERE NOT EXISTS (
        SELECT FROM trace.void v WHERE (v.by, v.name) = (s.by, s.name) AND v.known_from <= s.known_from)""",
    f"""INSERT INTO trace.corrective SELECT * FROM ({_known("corrective", "event_id")}) s WHERE NOT EXISTS (
        SELECT FROM trace.corrective c WHERE c.event_id = s.event_id AND c.known_from <= s.known_from)""",
    f"""INSERT INTO trace_private.declaration
        SELECT * FROM ({_known("declaration", "event, event_id, mark, hash, key, content, at, declared, parties")}) s
        ON CONFLICT DO NOTHING""",
)

_CONFLICTING = (
    """INSERT INTO trace.conflict SELECT event_id, :at FROM trace.report
        WHERE event_id <> '' AND event_id IN (SELECT event_id FROM stage_report)
        GROUP BY event_id HAVING count(DISTINCT event) > 1 ON CONFLICT DO NOTHING""",
)

#: Since when each staged event is known, and those of which a report is void.
_SINCE = """
    SELECT CAST(event AS text), CAST(min(greatest(CAST(:at AS timestamptz), recorded)) AS text)
    FROM stage_report GROUP BY event"""
_VOIDED = """
    SELECT CAST(event AS text) FROM stage_report s JOIN trace.void v ON v.by = 'id' AND v.name = s.event_id
    UNION SELECT CAST(event AS text) FROM stage_report s JOIN trace.void v ON v.by = 'hash' AND v.name = s.hash
    UNION SELECT CAST(e.id AS text) FROM trace.void v JOIN trace.event e ON e.key = v.name
        WHERE v.by = 'content' AND e.id IN (SELECT event FROM stage_report)"""

#: Events of which this load changes when they count; ``touched``: all that it says something of.
_VOID = """SELECT r.event FROM trace.report r JOIN stage_void v ON v.by = 'id' AND r.event_id = v.name
        UNION SELECT r.event FROM trace.report r JOIN stage_void v ON v.by = 'hash' AND r.hash = v.name
        UNION SELECT e.id FROM trace.event e JOIN stage_void v ON v.by = 'content' AND e.key = v.name"""
_TOUCHED = (
    f"CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT event FROM stage_report UNION {_VOID}",
    "ANALYZE touched",
)

#: When reports stand: from when they are known until one of their voids is.
_STANDS = (
    f"CREATE TEMP TABLE unsettled ON COMMIT DROP AS SELECT event FROM stage_unsettled UNION {_VOID}",
    f"CREATE TEMP TABLE stands ON COMMIT DROP AS {standing('unsettled')}",
    "ANALYZE stands",
)

COLUMNS = "event, src, dst, make, packed, quantity, unit, made, made_unit"
_EDGES = (
    f"""CREATE TEMP TABLE want_edge ON COMMIT DROP AS
        SELECT e.*, s.during FROM (
            SELECT {COLUMNS} FROM stage_edge
            UNION SELECT {COLUMNS} FROM trace.edge
            WHERE NOT packed AND event IN (SELECT event FROM unsettled)) e
        JOIN stands s USING (event)""",
)


def plainly(db: Connection) -> None:
    """For this transaction: no question is compiled, which takes PostgreSQL longer than to answer any of ours."""
    db.execute(text("SET LOCAL jit = off"))


def alone(db: Connection, key: int = LOCK) -> None:
    """Nobody else of this key until the transaction ends; one who writes has to be."""
    plainly(db)
    db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def fetch(db: Connection, query: str, **said: Any) -> list[Any]:
    """All rows of a query; which of its words stand for values is worked out once."""
    return list(db.execute(_text(query), {name: _bound(value) for name, value in said.items()}).all())


def _bound(value: Any) -> Any:
    """Numbers as PostgreSQL writes an array: the driver takes as long over each member of a list as over its row."""
    is_numbers = isinstance(value, list) and value and isinstance(value[0], int)
    return f"{{{','.join(map(str, value))}}}" if is_numbers else value


_text = lru_cache(maxsize=200)(text)
