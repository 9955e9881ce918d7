"""A store on a PostgreSQL of its own, and what the pure engine says of the same feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, text
from trace_events import Maker, as_xml

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.lineage import State, changes_of, dump, state_of
from govinnov.trace.lookup import answer
from govinnov.trace.store import dump as dump_of
from govinnov.trace.store import load, make
from govinnov.trace.store.loading import Loaded
from govinnov.trace.store.schema import has_reader
from govinnov.trace.store.tables import READER

FIRST = datetime(2026, 9, 1, tzinfo=UTC)


class Part(NamedTuple):
    """Some events of a feed, in one file."""

    events: Sequence[dict[str, Any]]
    xml: bool = False
    hour: int = 0

    @property
    def received_at(self) -> datetime:
        return FIRST + timedelta(hours=self.hour)

    @property
    def raw(self) -> bytes:
        events = list(self.events)
        return (as_xml(events) if self.xml else json.dumps(Maker(0).document(events))).encode()


class Store:
    """Loads parts of feeds into an empty store."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        with engine.begin() as db:
            db.execute(text("DROP SCHEMA IF EXISTS trace, trace_private CASCADE"))
            if not has_reader(db):
                db.execute(text(f"CREATE ROLE {READER} NOLOGIN"))
            make(db)

    def load(self, *parts: Part) -> list[Loaded]:
        return [one for part in parts for one in self.load_bytes(part.raw, received_at=part.received_at)]

    def load_bytes(self, *files: bytes, received_at: datetime = FIRST) -> list[Loaded]:
        made = []
        for raw in files:
            path = self.folder / "feed"
            path.write_bytes(raw)
            made += load(self.engine, [path], received_at)
        return made

    def dump(self, at: datetime | None = None) -> list[str]:
        with self.engine.begin() as db:
            return list(dump_of(db, at))

    def overlaps(self) -> int:
        """Rows that say twice at one time that a thing counts."""
        with self.engine.begin() as db:
            return int(sum(db.execute(text(query)).scalar_one() for query in _OVERLAPS))

    def empty(self) -> None:
        """As it was made; quicker than to make it again."""
        with self.engine.begin() as db:
            tables = db.scalars(
                text("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname ~ '^trace'")
            )
            db.execute(text(f"TRUNCATE {', '.join(tables)}"))


_OVERLAPS = [
    f"""SELECT count(*) FROM trace.{table} a JOIN trace.{table} b
        ON ROW({columns.format("a")}) IS NOT DISTINCT FROM ROW({columns.format("b")}) AND a.ctid < b.ctid
        AND tstzrange(a.known_from, a.known_to) && tstzrange(b.known_from, b.known_to)"""
    for table, columns in {
        "edge": "{0}.event, {0}.src, {0}.dst, {0}.make, {0}.packed, {0}.quantity, {0}.unit, {0}.made",
        "containment": "{0}.parent, {0}.child, {0}.since, {0}.until",
    }.items()
]


def pure(parts: Iterable[Part], at: datetime | None = None) -> list[str]:
    """The dump of the engine without a database."""
    return pure_bytes((part.raw for part in parts), at)


def pure_bytes(files: Iterable[bytes], at: datetime | None = None) -> list[str]:
    """The same of documents as they lie in files."""
    state = _state(files, at)
    return list(dump(state, changes_of(state.records)))


def pure_answers(
    parts: Iterable[Part], codes: Iterable[str], on: date, at: datetime | None = None
) -> dict[str, dict[str, Any]]:
    """The answers of the engine without a database, by code."""
    state = state_of_parts(parts, at)
    changes = changes_of(state.records)
    return {code: answer(code, changes, on, at or FIRST, state.conflicts) for code in codes}


def state_of_parts(parts: Iterable[Part], at: datetime | None = None) -> State:
    """What counts of the events of parts."""
    return _state((part.raw for part in parts), at)


def _state(files: Iterable[bytes], at: datetime | None) -> State:
    documents = [read(raw) for raw in files]
    return state_of([one for one in documents if isinstance(one, Document)], at)
