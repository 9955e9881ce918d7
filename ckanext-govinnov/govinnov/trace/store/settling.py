"""Rows that count from one time until another: made to cover just the times in which their events count."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text


class Settled:
    """A table of rows that count from one time until another, and how its rows are told apart."""

    def __init__(self, table: str, columns: Mapping[str, str]) -> None:
        same = " AND ".join(f"{{0}}.{name} {how} {{1}}.{name}" for name, how in columns.items())
        listed = ", ".join(columns)
        values = {"table": table, "columns": listed, "mine": ", ".join(f"w.{name}" for name in columns)}
        values |= {"same": same.format("w", "t"), "next": same.format("n", "t")}
        self.statements = [f"ANALYZE want_{table}", *(statement.format(**values) for statement in _SETTLING)]


#: Rows that began when the thing did not count are emptied, the others end where it ceased to; then what is not yet
#: covered is added.
_SETTLING = (
    """UPDATE trace.{table} t SET known_to = e.known_to FROM (
        SELECT t.ctid AS place, CASE WHEN w.during @> t.known_from THEN least(
            (SELECT upper(r) FROM unnest(w.during) r WHERE r @> t.known_from),
            (SELECT min(n.known_from) FROM trace.{table} n WHERE {next} AND n.known_from > t.known_from
                AND w.during @> tstzrange(t.known_from, n.known_from, '[]')))
            ELSE t.known_from END AS known_to
        FROM trace.{table} t JOIN want_{table} w ON {same}) e
        WHERE t.ctid = e.place AND t.known_to IS DISTINCT FROM e.known_to""",
    """INSERT INTO trace.{table} ({columns}, known_from, known_to)
        SELECT {mine}, lower(r), upper(r) FROM want_{table} w CROSS JOIN LATERAL unnest(
            w.during - coalesce((SELECT range_agg(tstzrange(t.known_from, t.known_to))
                FROM trace.{table} t WHERE {same}), '{{}}')) r""",
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
