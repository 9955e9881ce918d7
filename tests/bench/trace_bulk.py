"""The made-up flow in the tables of a store, without a load: copied without indexes, which are made at the end."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from sqlalchemy import Connection, text
from trace_clock import Clock
from trace_flow import Flow
from trace_made import EDGE, TEXTS, Made

#: Packers' days that are written at once.
_AT_ONCE = 100
_TABLES = ("edge", "party", *TEXTS)

EDGES, OTHERS = "edges, without indexes", "all other rows, without indexes"


class Index(NamedTuple):
    """An index of the store: how it is taken away, and made again."""

    table: str
    name: str
    drop: str
    make: str


def build(db: Connection, flow: Flow, made: Made, clock: Clock) -> None:
    """Fill empty tables in one transaction, and tell the clock how long it took."""
    indexes = list(_indexes(db))
    for one in indexes:
        db.execute(text(one.drop))
    db.execute(text(f"TRUNCATE {', '.join(f'trace.{table}' for table in _TABLES)}"))
    _fill(db, flow, made, clock)
    for one in indexes:
        with clock.step(f"index {one.name}"):
            db.execute(text(one.make))


def _fill(db: Connection, flow: Flow, made: Made, clock: Clock) -> None:
    parties = set[str]()
    for first in range(0, flow.packer_days, _AT_ONCE):
        with clock.step("rows made"):
            numbers = range(first, min(first + _AT_ONCE, flow.packer_days))
            lines, holders, edges = made.days(flow.place(number) for number in numbers)
            parties |= holders
        with clock.step(EDGES):
            _copy(db, f"trace.edge ({EDGE})", BytesIO(edges), "WITH (FORMAT binary)")
        with clock.step(OTHERS):
            for table, many in lines.items():
                _copy(db, f"trace.{table} ({TEXTS[table]})", StringIO(many))
    _copy(db, "trace.party", StringIO("".join(f"{one}\n" for one in sorted(parties))))


def _copy(db: Connection, table: str, source: Any, how: str = "") -> None:
    cursor: Any = db.connection.cursor()
    cursor.copy_expert(f"COPY {table} FROM STDIN {how}", source)


def _indexes(db: Connection) -> Iterator[Index]:
    for table, name, index, key in db.execute(text(_INDEXES), {"tables": list(_TABLES)}):
        if key:
            change = f"ALTER TABLE trace.{table}"
            yield Index(table, name, f"{change} DROP CONSTRAINT {name}", f"{change} ADD CONSTRAINT {name} {key}")
        else:
            yield Index(table, name, f"DROP INDEX trace.{name}", index)


_INDEXES = """
    SELECT t.relname, c.relname, pg_get_indexdef(c.oid), pg_get_constraintdef(k.oid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.contype = 'p'
    WHERE n.nspname = 'trace' AND t.relname = ANY(:tables) ORDER BY 1, 2"""
