"""What is stored whatever else is known: rows that are not there yet, copied straight into their tables.

A content is stored whole with its first report, and so is all that it says; a holding with its first event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, text

from govinnov.trace.store.errors import CollisionError
from govinnov.trace.store.staging import Row, Rows, Value, copy, stage


def add(db: Connection, rows: Rows) -> set[Value]:
    """Add what a document's events say by themselves, but for their edges.

    Returns:
        The numbers of the events that are new.

    Raises:
        CollisionError: An id would stand for two things.
    """
    events, holdings = _new(db, rows, "event"), _new(db, rows, "holding")
    copy(db, "trace.event", events)
    copy(db, "trace.holding", holdings)
    new = {number for number, *_ in events}
    for table in ("trace.mention", "trace.packing", "trace_private.named", "trace_private.aside"):
        copy(db, table, of_events(rows.of[table.partition(".")[2]], new))
    _name(db, rows, {str(party) for _, _, party in holdings})
    return new


def of_events(rows: Iterable[Row], events: Collection[Value]) -> list[Row]:
    """Those of some rows that are of these events."""
    return [row for row in rows if row[0] in events]


def _name(db: Connection, rows: Rows, parties: set[str]) -> None:
    """Add the parties, the other names of lots, and by which names events are found that have no edge of them."""
    stage(db, rows, *_NAMES)
    for statement in _NAMES.values():
        db.execute(text(statement))
    db.execute(text(_PARTIES), {"parties": sorted(parties - {""})})


def _new(db: Connection, rows: Rows, table: str) -> list[Row]:
    """The rows of a document that are not stored; a number has one natural key, wherever it stands."""
    staged, (width, query) = rows.of[table], _KEYS[table]
    numbers = ",".join(str(number) for number, *_ in staged)
    stored = {row[0]: tuple(row) for row in db.execute(text(query), {"numbers": f"{{{numbers}}}"})}
    keys = dict(stored)
    for row in staged:
        if keys.setdefault(row[0], row[:width]) != row[:width]:
            raise _collision(table, row[0])
    return [row for row in staged if row[0] not in stored]


def _collision(table: str, number: Value) -> CollisionError:
    return CollisionError(
        f"{table} 번호 {number}이(가) 두 가지를 가리킵니다. 이 파일은 싣지 않았으니 개발자에게 알리세요.",
        f"The number {number} of {table} stands for two things. Nothing of the file was loaded: report it.",
    )


#: By table: how many columns its natural key has with its number, and a question for them.
_KEYS = {
    "event": (2, "SELECT id, key FROM trace.event WHERE id = ANY(CAST(:numbers AS bigint[]))"),
    "holding": (3, "SELECT id, lot, party FROM trace.holding WHERE id = ANY(CAST(:numbers AS bigint[]))"),
}
_NAMES = {
    "alias": "INSERT INTO trace.alias SELECT * FROM stage_alias ON CONFLICT DO NOTHING",
    "named": "INSERT INTO trace_private.named SELECT * FROM stage_named ON CONFLICT DO NOTHING",
    "aside": "INSERT INTO trace_private.aside SELECT * FROM stage_aside ON CONFLICT DO NOTHING",
}
_PARTIES = "INSERT INTO trace.party SELECT unnest(CAST(:parties AS text[])) ON CONFLICT DO NOTHING"
