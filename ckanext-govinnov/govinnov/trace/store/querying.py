"""The interface's questions in SQL: reports and declarations as they were sent, of which somebody may see a part.

A query is made of our own fragments; everything that somebody said is bound.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from govinnov.trace.epcis.interface.queries import Match, Query
from govinnov.trace.lineage.dump import moment
from govinnov.trace.store.bodies import BODY, comparable
from govinnov.trace.store.taking import plainly

#: Milliseconds until a question is ended.
_LONGEST_MS = 5000


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: his captures are his, and what names one of his GLNs; a steward sees all."""

    owner: str
    parties: frozenset[str] = frozenset()
    sees_all: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One report or declaration: the event in its canonical form with what it adds, and its place in the order."""

    event: dict[str, Any]
    place: tuple[str | int, ...]


def unhurried(db: Connection) -> None:
    """For this transaction: nothing is changed, and a question has its time."""
    db.execute(text("SET TRANSACTION READ ONLY"))
    db.execute(text(f"SET LOCAL statement_timeout = {_LONGEST_MS}"))
    plainly(db)


def events(
    db: Connection, query: Query, viewer: Viewer, known_at: datetime, after: tuple[str | int, ...] | None
) -> list[Row]:
    """A page of events, and one more where there are more.

    Args:
        db: The store; `unhurried` was said to it.
        query: What is wanted.
        viewer: Who asks.
        known_at: Only what was known then.
        after: The place of the last row before, where it is not the first page.
    """
    said: dict[str, Any] = {"known_at": known_at, "limit": query.per_page + 1}
    conditions = [*_conditions(query, said), _seen(viewer, said)]
    order = _ORDERS[query.by_record_time]
    direction = "DESC" if query.descending else "ASC"
    if after:
        conditions.append(_beyond(order, after, said, descending=query.descending))
    parts = [part for part in _PARTS if part.is_declaration or not query.declared]
    sorting = ", ".join(f"{column} {direction}" for column in order)
    selects = " UNION ALL ".join(f"({part.select(conditions)} ORDER BY {sorting} LIMIT :limit)" for part in parts)
    found = db.execute(text(f"SELECT * FROM ({selects}) i ORDER BY {sorting} LIMIT :limit"), said)
    return [_row(one, order) for one in found.mappings()]


@dataclass(frozen=True, slots=True)
class _Part:
    """Where reports, or declarations, stand.

    ``columns`` are what conditions are about; ``named`` tells whether one names a party of the viewer, and ``near``
    leads to those that he may see, among which the others are then left out.
    """

    source: str
    columns: dict[str, str]
    named: str
    near: str
    is_declaration: bool

    def select(self, conditions: list[str]) -> str:
        """All columns of the rows that meet the conditions."""
        listed = ", ".join(f"{column} AS {name}" for name, column in self.columns.items())
        where = " AND ".join(
            condition.format(**self.columns, named=self.named, near=self.near) for condition in conditions
        )
        return f"SELECT {listed} {self.source} AND {where}"


_NAMED = "SELECT event FROM trace_private.named WHERE party = ANY(CAST(:parties AS text[]))"
#: Of a content under one event id, the report that was known first.
_PARTS = (
    _Part(
        """FROM trace.report r JOIN trace.event e ON e.id = r.event
        WHERE r.known_from <= :known_at AND NOT EXISTS (SELECT FROM trace.report b
            WHERE (b.event, b.event_id) = (r.event, r.event_id) AND (b.known_from, b.hash) < (r.known_from, r.hash))""",
        {
            "event": "r.event",
            "event_id": "r.event_id",
            "mark": "CAST('' AS text)",
            "hash": "r.hash",
            "key": "e.key",
            "content": "e.content",
            "at": "e.at",
            "declared": "CAST('' AS text)",
            "known_from": "r.known_from",
        },
        f"r.event IN ({_NAMED})",
        f"r.event IN ({_NAMED} UNION SELECT event FROM trace_private.captured WHERE owner = :owner)",
        is_declaration=False,
    ),
    _Part(
        "FROM trace_private.declaration d WHERE d.known_from <= :known_at",
        {
            name: f"d.{name}"
            for name in ("event", "event_id", "mark", "hash", "key", "content", "at", "declared", "known_from")
        },
        "string_to_array(d.parties, ' ') && CAST(:parties AS text[])",
        "TRUE",
        is_declaration=True,
    ),
)
_ORDERS = {False: ("at", "event", "event_id", "mark"), True: ("known_from", "event", "event_id", "mark")}
_TYPES = {"at": "text", "known_from": "timestamptz", "event": "bigint", "event_id": "text", "mark": "text"}


def _conditions(query: Query, said: dict[str, Any]) -> Iterator[str]:
    yield from _times(query, said)
    if query.event_ids is not None:
        said["ids"] = [comparable(one) for one in query.event_ids]
        said["hashes"], said["keys"] = said["ids"], [one.removeprefix(CONTENT) for one in said["ids"]]
        yield "({event_id} = ANY(:ids) OR {event_id} = '' AND ({hash} = ANY(:hashes) OR {key} = ANY(:keys)))"
    for number, match in enumerate(query.matches):
        yield from _matched(number, match, said)


def _times(query: Query, said: dict[str, Any]) -> Iterator[str]:
    happened, recorded = query.happened, query.recorded
    bounds = (
        ("happened_from", happened[0], "{at} >= :happened_from"),
        ("happened_until", happened[1], "{at} < :happened_until"),
        ("recorded_from", recorded[0], "{known_from} >= :recorded_from"),
        ("recorded_until", recorded[1], "{known_from} < :recorded_until"),
    )
    for name, value, condition in bounds:
        if value is not None:
            said[name] = moment(value) if name.startswith("happened") else value
            yield condition


def _matched(number: int, match: Match, said: dict[str, Any]) -> Iterator[str]:
    """One of the values stands in one of the fields; of lots, the events near them are looked through alone."""
    values = [comparable(one) for one in match.values]
    said[f"wanted_{number}"] = json.dumps({"wanted": values})
    tests = (
        f"jsonb_path_exists({BODY}, '{path} ? (@ == $wanted[*])', CAST(:wanted_{number} AS jsonb))"
        for path in match.paths
    )
    if match.lots:
        said[f"lots_{number}"] = list(match.values)
        yield f"{{event}} IN ({_NEAR.format(lots=f':lots_{number}')})"
    yield f"({' OR '.join(tests)})"


def _seen(viewer: Viewer, said: dict[str, Any]) -> str:
    if viewer.sees_all:
        return "TRUE"
    said["owner"], said["parties"] = viewer.owner, sorted(viewer.parties)
    return """{near} AND ({named} OR EXISTS (SELECT FROM trace_private.captured c
        WHERE c.owner = :owner AND c.event = {event} AND c.event_id = {event_id}))"""


def _beyond(order: tuple[str, ...], after: tuple[str | int, ...], said: dict[str, Any], *, descending: bool) -> str:
    bound = []
    for column, value in zip(order, after, strict=True):
        said[f"after_{column}"] = value
        bound.append(f"CAST(:after_{column} AS {_TYPES[column]})")
    columns = ", ".join(f"{{{column}}}" for column in order)
    return f"({columns}) {'<' if descending else '>'} ({', '.join(bound)})"


#: What names an event without an id of its own, and without a hash.
CONTENT = "urn:x-govinnov:content/"


def _row(found: Any, order: tuple[str, ...]) -> Row:
    name = found["event_id"] or found["hash"] or CONTENT + found["key"]
    said = {"eventID": name, "recordTime": found["known_from"].isoformat()}
    declared = {"errorDeclaration": json.loads(found["declared"])} if found["declared"] else {}
    place = tuple(one.isoformat() if isinstance(one, datetime) else one for one in (found[name] for name in order))
    return Row({**json.loads(found["content"]), **said, **declared}, place)


#: Events that may name one of some lots: those that move or make it, mention or pack it; and those that never counted,
#: because what voids them was known before; declarations have the numbers of the contents that they void.
_HOLDINGS = "(SELECT id FROM trace.holding WHERE lot = ANY({lots}))"
_NEAR = f"""
    SELECT event FROM trace.edge WHERE known_to IS NULL AND src IN {_HOLDINGS}
    UNION ALL SELECT event FROM trace.edge WHERE known_to IS NOT NULL AND src IN {_HOLDINGS}
    UNION ALL SELECT event FROM trace.edge WHERE known_to IS NULL AND dst IN {_HOLDINGS}
    UNION ALL SELECT event FROM trace.edge WHERE known_to IS NOT NULL AND dst IN {_HOLDINGS}
    UNION ALL SELECT event FROM trace.mention WHERE holding IN {_HOLDINGS}
    UNION ALL SELECT event FROM trace.packing WHERE parent = ANY({{lots}}) OR child = ANY({{lots}})
    UNION ALL SELECT event FROM trace_private.aside WHERE lot = ANY({{lots}})
    UNION ALL SELECT v.event FROM trace.report v JOIN trace.void o ON o.by = 'id' AND o.name = v.event_id
    UNION ALL SELECT v.event FROM trace.report v JOIN trace.void o ON o.by = 'hash' AND o.name = v.hash
    UNION ALL SELECT event FROM trace_private.declaration"""
