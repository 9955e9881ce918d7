"""The dump of the store: the same lines as the pure engine's, sorted by the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection, text

from govinnov.trace.lineage.dump import circle, line, missing_corrective
from govinnov.trace.store.circles import circles
from govinnov.trace.store.standing import ALWAYS, COUNTS_AT, STANDING_AT
from govinnov.trace.store.taking import LOCK, plainly


def dump(db: Connection, at: datetime | None = None) -> Iterator[str]:
    """All that is known now, or was at a moment, as sorted lines of JSON; nobody loads meanwhile."""
    said = {"at": at or ALWAYS}
    plainly(db)
    db.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": LOCK})
    for statement in _PREPARED:
        db.execute(text(statement), said)
    for kind, query in _QUERIES.items():
        found = db.execute(text(query), said, execution_options={"yield_per": 10_000})
        yield from (line(kind, row) for row in found)
    findings = [missing_corrective(name) for (name,) in db.execute(text(_MISSING), said)]
    rows = {(one.code, str(one.value)) for one in (*findings, *map(circle, circles(db)))}
    yield from (line("finding", row) for row in sorted(rows))
    db.execute(text("DROP TABLE standing, edge_now, held_now"))


def sha256_of(lines: Iterable[str]) -> str:
    """The sha256 of a dump as it is printed: each line ends with a line feed."""
    whole = hashlib.sha256()
    for one in lines:
        whole.update(one.encode() + b"\n")
    return whole.hexdigest()


_PREPARED = (
    "DROP TABLE IF EXISTS pg_temp.standing, pg_temp.edge_now, pg_temp.held_now",
    f"""CREATE TEMP TABLE standing AS
        SELECT event, greatest(1, count(DISTINCT event_id) FILTER (WHERE event_id <> '')) AS times
        FROM ({STANDING_AT}) s GROUP BY event""",
    f"""CREATE TEMP TABLE edge_now AS
        SELECT DISTINCT event, src, dst, make, quantity, unit, made, made_unit FROM trace.edge WHERE {COUNTS_AT}""",
    """CREATE TEMP TABLE held_now AS
        SELECT lot, party FROM trace.holding WHERE id IN (SELECT src FROM edge_now UNION SELECT dst FROM edge_now
            UNION SELECT holding FROM trace.mention JOIN standing USING (event) WHERE seen)""",
)

_LOTS = f"""SELECT DISTINCT lot COLLATE "C" AS lot FROM (SELECT lot FROM held_now
    UNION SELECT parent FROM trace.containment WHERE {COUNTS_AT}
    UNION SELECT child FROM trace.containment WHERE {COUNTS_AT}) lots ORDER BY 1"""

_EDGES = """
    SELECT s.lot, s.party, d.lot, d.party, CASE WHEN e.make THEN 'make' ELSE 'move' END COLLATE "C", v.key,
        coalesce(trim_scale(e.quantity)::text, '') COLLATE "C", coalesce(e.unit, '') COLLATE "C",
        coalesce(trim_scale(e.made)::text, '') COLLATE "C", coalesce(e.made_unit, '') COLLATE "C",
        n.times::text COLLATE "C"
    FROM edge_now e JOIN trace.holding s ON s.id = e.src JOIN trace.holding d ON d.id = e.dst
    JOIN trace.event v ON v.id = e.event JOIN standing n ON n.event = e.event
    ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"""

_QUERIES = {
    "lot": _LOTS,
    "holding": "SELECT lot, party FROM held_now ORDER BY 1, 2",
    "edge": _EDGES,
    "containment": f"""SELECT DISTINCT parent, child, since, until FROM trace.containment
        WHERE {COUNTS_AT} ORDER BY 1, 2, 3, 4""",
    "void": "SELECT DISTINCT by, name FROM trace.void WHERE by <> 'hash' AND known_from <= :at ORDER BY 1, 2",
    "conflict": f"""SELECT event_id FROM ({STANDING_AT}) s WHERE event_id <> ''
        GROUP BY event_id HAVING count(DISTINCT event) > 1 ORDER BY 1""",
}

_MISSING = """
    SELECT DISTINCT event_id FROM trace.corrective c WHERE known_from <= :at AND NOT EXISTS (
        SELECT FROM trace.report r WHERE r.event_id = c.event_id AND r.known_from <= :at)"""
