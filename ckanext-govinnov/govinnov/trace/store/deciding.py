"""Event ids with more than one content: a steward decides which is right, and the others are void from then on.

A decision is kept with its name and reason, and voids contents as a sender's declaration of an error does: rows get a
``known_to``, none is changed or deleted, and what was known before the decision can still be asked for. It is for good.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from govinnov.trace.store.errors import StepError
from govinnov.trace.store.kept import DECISION
from govinnov.trace.store.loading import take_rows
from govinnov.trace.store.staging import REPORTED, Rows, stage
from govinnov.trace.store.standing import STANDING_FROM
from govinnov.trace.store.taking import alone, fetch


class Conflict(NamedTuple):
    """An event id, since when it has more than one content, and how many of these still count."""

    event_id: str
    since: datetime
    standing: int


class Content(NamedTuple):
    """What is reported under an event id: by which files, since when, whether it counts, and under which other ids."""

    key: str
    event: dict[str, Any]
    since: datetime
    sources: tuple[str, ...]
    counts: bool
    others: tuple[str, ...]


class Decision(NamedTuple):
    """Which content is right, who said so, when and why."""

    at: datetime
    kept: str
    steward: str
    reason: str


def conflicts(db: Connection, most: int, skip: int = 0, *, undecided: bool = True) -> list[Conflict]:
    """Event ids with more than one content, the newest first; those of which only one counts are left out if wanted."""
    return [Conflict(*row) for row in fetch(db, _CONFLICTS, at="infinity", most=most, skip=skip, least=1 + undecided)]


def contents(db: Connection, event_id: str) -> list[Content]:
    """What is reported under an event id, the first report first."""
    counting = {key for (key,) in fetch(db, _COUNTING, at="infinity", event_id=event_id)}
    return [
        Content(key, json.loads(event), since, tuple(sources), key in counting, tuple(others))
        for key, event, since, sources, others in fetch(db, _CONTENTS, event_id=event_id)
    ]


def decisions(db: Connection, event_id: str) -> list[Decision]:
    """What stewards decided about an event id, in order."""
    return [Decision(*row) for row in fetch(db, _DECISIONS, event_id=event_id)]


def decide(db: Connection, event_id: str, kept: str, said: Decision) -> None:
    """Keep one content of an event id, and void the others.

    Args:
        db: Where `tables.make` has made the tables.
        event_id: The id in conflict.
        kept: The key of the content that is right.
        said: Who decides, why and when.

    Raises:
        StepError: It is not in conflict any more, has no such content, or nobody says who and why.
    """
    alone(db)
    standing = [one.key for one in contents(db, event_id) if one.counts]
    if not said.steward.strip() or not said.reason.strip():
        raise StepError("누가, 왜 그렇게 판단하는지 적으세요.", "Say who decides, and why.")
    if len(standing) < 2:
        raise StepError("이 이벤트 번호에는 이제 충돌이 없습니다.", "This event id is not in conflict any more.")
    if kept not in standing:
        raise StepError("이 이벤트 번호에 그런 내용이 없습니다.", "This event id has no such content.")
    row = {"event_id": event_id, "known_from": said.at, "kept": kept, "steward": said.steward, "reason": said.reason}
    db.execute(insert(DECISION).values(row))
    rows = Rows()
    for key in standing:
        if key != kept:
            rows.add("void", "content", key, None)
    stage(db, rows, *REPORTED)
    take_rows(db, rows, "", said.at)


_COUNT = f"SELECT count(DISTINCT r.event) {STANDING_FROM} AND r.event_id = c.event_id"
_CONFLICTS = f"""
    SELECT event_id, known_from, standing FROM (
        SELECT c.event_id, c.known_from, ({_COUNT}) AS standing FROM trace.conflict c) c
    WHERE standing >= :least ORDER BY known_from DESC, event_id LIMIT :most OFFSET :skip"""

_COUNTING = f"SELECT DISTINCT e.key {STANDING_FROM} AND r.event_id = :event_id"
_CONTENTS = """
    SELECT e.key, e.content, min(r.known_from), array_agg(DISTINCT coalesce(o.source, d.source, '')),
        coalesce((SELECT array_agg(DISTINCT t.event_id ORDER BY t.event_id) FROM trace.report t
            WHERE t.event = e.id AND t.event_id NOT IN ('', :event_id)), '{}')
    FROM trace.report r JOIN trace.event e ON e.id = r.event
    LEFT JOIN trace.document d ON d.sha256 = r.document
    LEFT JOIN trace_private.origin o ON o.sha256 = r.document
    WHERE r.event_id = :event_id GROUP BY e.id, e.key, e.content ORDER BY 3, 1"""

_DECISIONS = """
    SELECT known_from, kept, steward, reason FROM trace_private.decision
    WHERE event_id = :event_id ORDER BY known_from"""
