"""Staged rows → the store, set by set: what is new is added, and what no longer counts is closed.

Since when a thing counts follows from since when its reports and their voids are known, whatever the order in which
they were loaded: ``stands`` holds these times for every event that a load touches, as a multirange.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from govinnov.trace.store.errors import CollisionError
from govinnov.trace.store.settling import EDGE, settle
from govinnov.trace.store.standing import standing

#: One writer at a time: what one adds, the next must see.
LOCK = 0x7472616365


def report(db: Connection, known_from: datetime, document: str) -> bool:
    """Take who reported and voided what; whether any of it is new, or known since earlier than before.

    Where nothing is, nothing else of the document is: what its events say is stored with their first report.
    """
    said = {"at": known_from, "document": document}
    return sum([db.execute(text(statement), said).rowcount for statement in _REPORTED]) > 0


def take(db: Connection, known_from: datetime) -> None:
    """Take what else is staged of one document, but for what moves because it is packed.

    Raises:
        CollisionError: An id would stand for two things.
    """
    for statement in (*_ADDED, *_STANDS):
        db.execute(text(statement), {"at": known_from})
    _no_collision(db)
    for statement in _EDGES:
        db.execute(text(statement))
    settle(db, EDGE)


def counts(db: Connection) -> dict[str, int]:
    """Of the staged reports and declarations, how many are not stored yet."""
    return {name: int(db.execute(text(query)).scalar_one()) for name, query in _NEW.items()}


def new_reports(db: Connection) -> set[tuple[int, str]]:
    """The staged reports that are not stored yet: the numbers of their events, and their event ids."""
    return {(event, name) for event, name in db.execute(text(_NEW_REPORTS))}


def conflicts(db: Connection) -> int:
    """How many of the staged event ids stand for more than one content."""
    return int(db.execute(text(_CONFLICTS)).scalar_one())


def _no_collision(db: Connection) -> None:
    for table, query in _COLLISIONS.items():
        found = db.execute(text(query)).first()
        if found:
            raise CollisionError(
                f"{table} 번호 {found[0]}이(가) 두 가지를 가리킵니다. 이 파일은 싣지 않았으니 개발자에게 알리세요.",
                f"The number {found[0]} of {table} stands for two things. Nothing of the file was loaded: report it.",
            )


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


def _known(table: str, columns: str) -> str:
    """What is staged, and since when it is known: since it was received, or recorded where that was later."""
    known_from = "min(greatest(CAST(:at AS timestamptz), recorded)) AS known_from"
    return f"SELECT {columns}, {known_from} FROM stage_{table} GROUP BY {columns}"


#: A report that is known since earlier is not told again.
_REPORTED = (
    f"""INSERT INTO trace.report SELECT *, :document FROM ({_known("report", "event, event_id, hash")}) s
        WHERE NOT EXISTS (SELECT FROM trace.report r
            WHERE (r.event, r.event_id, r.hash) = (s.event, s.event_id, s.hash) AND r.known_from <= s.known_from)""",
    f"""INSERT INTO trace.void SELECT * FROM ({_known("void", "by, name")}) s WHERE NOT EXISTS (
        SELECT FROM trace.void v WHERE (v.by, v.name) = (s.by, s.name) AND v.known_from <= s.known_from)""",
    f"""INSERT INTO trace.corrective SELECT * FROM ({_known("corrective", "event_id")}) s WHERE NOT EXISTS (
        SELECT FROM trace.corrective c WHERE c.event_id = s.event_id AND c.known_from <= s.known_from)""",
    f"""INSERT INTO trace_private.declaration
        SELECT * FROM ({_known("declaration", "event, event_id, mark, hash, key, content, at, declared")}) s
        ON CONFLICT DO NOTHING""",
)

#: What is stored whatever else is known.
_ADDED = (
    "INSERT INTO trace.event SELECT * FROM stage_event ON CONFLICT DO NOTHING",
    "INSERT INTO trace.holding SELECT * FROM stage_holding ON CONFLICT DO NOTHING",
    "INSERT INTO trace.party SELECT DISTINCT party FROM stage_holding WHERE party <> '' ON CONFLICT DO NOTHING",
    "INSERT INTO trace.alias SELECT * FROM stage_alias ON CONFLICT DO NOTHING",
    "INSERT INTO trace.mention SELECT * FROM stage_mention ON CONFLICT DO NOTHING",
    "INSERT INTO trace_private.named SELECT * FROM stage_named ON CONFLICT DO NOTHING",
    "INSERT INTO trace_private.aside SELECT * FROM stage_aside ON CONFLICT DO NOTHING",
    "INSERT INTO trace.packing SELECT * FROM stage_packing ON CONFLICT DO NOTHING",
    """INSERT INTO trace.conflict SELECT event_id, :at FROM trace.report
        WHERE event_id <> '' AND event_id IN (SELECT event_id FROM stage_report)
        GROUP BY event_id HAVING count(DISTINCT event) > 1 ON CONFLICT DO NOTHING""",
)

_COLLISIONS = {
    "event": "SELECT id FROM stage_event s JOIN trace.event e USING (id) WHERE s.key <> e.key",
    "holding": """SELECT id FROM stage_holding s JOIN trace.holding h USING (id)
        WHERE (s.lot, s.party) <> (h.lot, h.party)""",
}

#: When the reports that a load touches stand: from when they are known until one of their voids is.
_STANDS = (
    """CREATE TEMP TABLE touched ON COMMIT DROP AS
        SELECT event FROM stage_report
        UNION SELECT r.event FROM trace.report r JOIN stage_void v ON v.by = 'id' AND r.event_id = v.name
        UNION SELECT r.event FROM trace.report r JOIN stage_void v ON v.by = 'hash' AND r.hash = v.name
        UNION SELECT e.id FROM trace.event e JOIN stage_void v ON v.by = 'content' AND e.key = v.name""",
    "ANALYZE touched",
    f"CREATE TEMP TABLE stands ON COMMIT DROP AS {standing('touched')}",
    "ANALYZE stands",
)

COLUMNS = "event, src, dst, make, packed, quantity, unit, made, made_unit"
_EDGES = (
    f"""CREATE TEMP TABLE want_edge ON COMMIT DROP AS
        SELECT e.*, s.during FROM (
            SELECT {COLUMNS} FROM stage_edge
            UNION SELECT {COLUMNS} FROM trace.edge
            WHERE NOT packed AND event IN (SELECT event FROM touched)) e
        JOIN stands s USING (event)""",
)


def plainly(db: Connection) -> None:
    """For this transaction: no question is compiled, which takes PostgreSQL longer than to answer any of ours."""
    db.execute(text("SET LOCAL jit = off"))


def fetch(db: Connection, query: str, **said: Any) -> list[Any]:
    """All rows of a query."""
    return list(db.execute(text(query), said))
