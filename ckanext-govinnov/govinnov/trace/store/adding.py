"""What is stored whatever else is known: rows that are not there yet, copied straight into their tables.

A content is stored whole with its first report, and so is all that it says; a holding with its first event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, text

from govinnov.trace.store.errors import CollisionError
from govinnov.trace.store.staging import Line, Rows, copy, line, stage


def add(db: Connection, rows: Rows, events: Collection[Line]) -> None:
    """Add what new events say by themselves, but for their edges.

    Raises:
        CollisionError: An id would stand for two things.
    """
    holdings, new = new_lines(db, rows, "holding"), {*map(number_of, events)}
    copy(db, "trace.event", events)
    copy(db, "trace.holding", holdings)
    for table in ("trace.mention", "trace.packing", "trace_private.named", "trace_private.aside"):
        copy(db, table, of_events(rows.of[table.partition(".")[2]], new))
    rows.of["party"] = dict.fromkeys(filter(None, (row.rpartition("\t")[2] for row in holdings)))
    _name(db, rows)


def number_of(row: Line) -> str:
    """The number that a line begins with."""
    return row[: row.index("\t")]


def order(row: Line) -> int:
    """By the number that a line begins with: rows in the order of an index are sooner in it."""
    return int(number_of(row))


def of_events(rows: Iterable[Line], events: Collection[str]) -> list[Line]:
    """Those of some lines that are of these events."""
    return [row for row in rows if number_of(row) in events]


def _name(db: Connection, rows: Rows) -> None:
    """Add the parties, and the other names of lots."""
    stage(db, rows, *_NAMES)
    for statement in _NAMES.values():
        db.execute(text(statement))


def new_lines(db: Connection, rows: Rows, table: str) -> list[Line]:
    """The lines of a document that are not stored, in the order of their numbers; of these each has one natural key.

    Raises:
        CollisionError: An id would stand for two things.
    """
    staged, (width, query) = rows.of[table], _KEYS[table]
    numbers = ",".join(map(number_of, staged))
    stored = {str(row[0]): line(*row).split("\t") for row in db.execute(text(query), {"numbers": f"{{{numbers}}}"})}
    keys, new = dict(stored), []
    for row in staged:
        parts = row.split("\t", width)[:width]
        if keys.setdefault(parts[0], parts) != parts:
            raise _collision(table, parts[0])
        if parts[0] not in stored:
            new.append(row)
    return sorted(new, key=order)


def _collision(table: str, number: str) -> CollisionError:
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
    "party": "INSERT INTO trace.party SELECT * FROM stage_party ON CONFLICT DO NOTHING",
}
