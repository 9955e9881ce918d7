"""Rows that count from one time until another: made to cover just the times in which their events count."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text


class Settled:
    """A table of rows that count from one time until another, and how its rows are told apart: first by the first."""

    def __init__(self, table: str, columns: Mapping[str, str]) -> None:
        listed, values = list(columns), {"table": table, "by": next(iter(columns))}
        values["same"] = " AND ".join(f"t.{name} {how} w.{name}" for name, how in columns.items())
        values |= {"columns": ", ".join(listed), "mine": ", ".join(f"w.{name}" for name in listed)}
        self.statements = [statement.format(**values) for statement in _SETTLING]


#: What is there is asked for once, and joined as a set: an event may have 20,000 edges. Rows that began when the thing
#: did not count are emptied, the others end where it ceased to, or where the next one begins; then what is not yet
#: covered is added.
_SETTLING = (
    """CREATE TEMP TABLE had ON COMMIT DROP AS
        SELECT ctid AS place, {columns}, known_from, known_to FROM trace.{table}
        WHERE {by} IN (SELECT {by} FROM want_{table})""",
    "ANALYZE want_{table}, had",
    """CREATE TEMP TABLE due ON COMMIT DROP AS
        SELECT wish, place, known_from, was, CASE WHEN during @> known_from THEN least(
                (SELECT upper(r) FROM unnest(during) r WHERE r @> known_from),
                CASE WHEN during @> tstzrange(known_from, next, '[]') THEN next END)
            ELSE known_from END AS known_to
        FROM (SELECT w.ctid AS wish, w.during, t.place, t.known_from, t.known_to AS was,
                min(t.known_from) OVER (
                    PARTITION BY w.ctid ORDER BY t.known_from GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS next
            FROM had t JOIN want_{table} w ON {same}) t""",
    """UPDATE trace.{table} t SET known_to = due.known_to FROM due
        WHERE t.ctid = due.place AND due.was IS DISTINCT FROM due.known_to""",
    """INSERT INTO trace.{table} ({columns}, known_from, known_to)
        SELECT {mine}, lower(r), upper(r) FROM want_{table} w LEFT JOIN (
            SELECT wish, range_agg(tstzrange(known_from, known_to)) AS covered FROM due GROUP BY wish) c
            ON c.wish = w.ctid CROSS JOIN LATERAL unnest(w.during - coalesce(c.covered, '{{}}')) r""",
    "DROP TABLE had, due",
)

EDGE = Settled(
    "edge",
    {
        "event": "=",
        "src": "=",
        "dst": "=",
        "make": "=",
        "packed": "=",
        "quantity": "IS NOT DISTINCT FROM",
        "unit": "IS NOT DISTINCT FROM",
        "made": "IS NOT DISTINCT FROM",
        "made_unit": "IS NOT DISTINCT FROM",
    },
)
CONTAINMENT = Settled("containment", {"parent": "=", "child": "=", "since": "=", "until": "="})


def settle(db: Connection, table: Settled) -> None:
    """Let the rows of a table count when its staged wishes say."""
    for statement in table.statements:
        db.execute(text(statement))
