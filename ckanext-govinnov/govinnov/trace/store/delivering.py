"""What came through the EPCIS interface → the store: events with whose they are, and what became of each delivery."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from govinnov.trace.epcis.interface.jobs import Job
from govinnov.trace.lineage.records import Reported
from govinnov.trace.store.captured import CAPTURED, JOB
from govinnov.trace.store.ids import id_of
from govinnov.trace.store.loading import File, take_events


def take(db: Connection, events: Sequence[Reported], file: File, owner: str, received_at: datetime) -> None:
    """Store events, and that an owner captured them: first, where nobody had reported them."""
    if events:
        names = [(id_of(one.key), one.id or "") for one in events]
        told = {tuple(row) for row in db.execute(text(_REPORTED), {"events": [event for event, _ in names]})}
        take_events(db, events, file, received_at)
        rows = [{"owner": owner, "event": one[0], "event_id": one[1], "first": one not in told} for one in names]
        db.execute(upsert(CAPTURED).on_conflict_do_nothing(), rows)


def is_known(db: Connection, event: Reported) -> bool:
    """Whether an event was reported before: its event id, or without one its content."""
    return db.execute(text(_KNOWN), {"id": event.id or "", "event": id_of(event.key)}).first() is not None


def of_others(db: Connection, events: Sequence[Reported], owner: str) -> Iterator[int]:
    """The places of declarations that would void what others reported first: by its id, its content or its hash."""
    for place, one in enumerate(events):
        if one.declared:
            said = {"id": one.id or "", "event": id_of(one.key), "hash": one.hash, "owner": owner}
            if db.execute(text(_OF_OTHERS), said).first() is not None:
                yield place


def keep_job(db: Connection, job: Job, owner: str, document: str) -> None:
    """Keep what became of a delivery."""
    db.execute(
        insert(JOB).values(
            id=job.id,
            owner=owner,
            behaviour=job.behaviour,
            success=job.success,
            errors=json.dumps(job.errors),
            document=document,
            known_from=job.created,
            finished=job.finished,
        )
    )


def job(db: Connection, name: str, owner: str | None) -> Job | None:
    """A delivery by its name; with an owner, only his."""
    return next(iter(_jobs(db, JOB.c.id == name, owner, 1)), None)


def jobs(db: Connection, owner: str | None, known_at: datetime, before: tuple[str, str] | None, most: int) -> list[Job]:
    """Deliveries, the newest first; ``before`` is moment and name of the last one of the page before."""
    condition = JOB.c.known_from <= known_at
    if before:
        condition &= text("(known_from, id) < (CAST(:moment AS timestamptz), :name)").bindparams(
            moment=before[0], name=before[1]
        )
    return _jobs(db, condition, owner, most)


def _jobs(db: Connection, condition: object, owner: str | None, most: int) -> list[Job]:
    query = select(JOB).where(condition).order_by(JOB.c.known_from.desc(), JOB.c.id.desc()).limit(most)  # type: ignore[arg-type]
    rows = db.execute(query if owner is None else query.where(JOB.c.owner == owner))
    return [
        Job(row.id, row.behaviour, row.success, row.known_from, row.finished, tuple(json.loads(row.errors)))
        for row in rows
    ]


_KNOWN = """
    SELECT FROM trace.report WHERE (:id <> '' AND event_id = :id) OR (:id = '' AND event = :event)"""
_REPORTED = "SELECT event, event_id FROM trace.report WHERE event = ANY(:events)"
#: Events of one hash need not have one content: a document says itself what its hashes leave out.
_OF_OTHERS = """
    SELECT FROM trace.report r WHERE ((:id <> '' AND r.event_id = :id)
        OR (:id = '' AND (r.event = :event OR r.hash = :hash)))
    AND NOT EXISTS (SELECT FROM trace_private.captured c
        WHERE c.owner = :owner AND c.event = r.event AND c.event_id = r.event_id AND c.first)"""
