"""What tables for everybody told, kept group by group: no later table differs from it by what few parties did."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert

from govinnov.trace.derived.parts import Part
from govinnov.trace.derived.telling import About, Entry, Label, Telling
from govinnov.trace.store.kept import TELLING
from govinnov.trace.store.taking import fetch


def of(db: Connection, table: str, month: str, at: datetime) -> Iterator[Telling]:
    """What a table told of a month, or of a state (an empty month), until a moment: each group in its order."""
    for group, number, known_at, since, entries in fetch(db, _TOLD, table=table, month=month, at=at):
        about = About(table, month, tuple(json.loads(group)))
        yield Telling(about, number, known_at, since, tuple(_entry(*one) for one in json.loads(entries)))


def keep(db: Connection, tellings: Sequence[Telling]) -> None:
    """Keep what is told for the first time."""
    if tellings:
        db.execute(insert(TELLING), [_row(one) for one in tellings])


def _row(one: Telling) -> dict[str, Any]:
    about = {"table": one.about.table, "month": one.about.month, "group": _text(one.about.group)}
    told = {"number": one.number, "known_from": one.known_at, "since": one.month}
    return {**about, **told, "entries": _text([_written(entry) for entry in one.entries])}


def _written(entry: Entry) -> list[Any]:
    part = entry.part
    amount = None if part.quantity is None else str(part.quantity)
    return [*entry.label, part.district, part.count, amount, *part.parties]


def _entry(level: str, name: str, district: str, count: int, amount: str | None, *parties: str) -> Entry:
    quantity = None if amount is None else Decimal(amount)
    return Entry(Label(level, name), Part(parties, district, count, quantity))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_TOLD = """
    SELECT "group", number, known_from, since, entries FROM trace.telling
    WHERE "table" = :table AND month = :month AND known_from <= :at ORDER BY "group", number"""
