"""What a steward must hear of: jobs that were held or failed, each told once, however often the same comes again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from harvesters.model import Job, JobState
from harvesters.store.tables import JOBS, NOTICES, SOURCES

_TOLD = ("held", "failed")
_RETRY = timedelta(minutes=5)
_ATTEMPTS = 20


def note(db: Connection, job: Job, state: JobState, now: datetime) -> None:
    """Write down that a closed job must be told, unless the one before it ended in the same way."""
    if state in _TOLD and _cause(db, job.source, job.id) != _cause(db, job.source):
        db.execute(insert(NOTICES).values(job=job.id, not_before=now))


def next_due(db: Connection, now: datetime) -> Mapping[str, Any] | None:
    """The oldest notice that is to be sent, with its job and source; no other worker gets it in this transaction."""
    due = select(NOTICES.c.job).where(NOTICES.c.sent_at.is_(None), NOTICES.c.not_before <= now)
    chosen = due.where(NOTICES.c.attempts < _ATTEMPTS).order_by(NOTICES.c.job).limit(1)
    job_id = db.scalars(chosen.with_for_update(skip_locked=True)).first()
    if job_id is None:
        return None
    query = select(JOBS, SOURCES.c.agency, SOURCES.c.paused).join(SOURCES, SOURCES.c.name == JOBS.c.source)
    return dict(db.execute(query.where(JOBS.c.id == job_id)).mappings().one())


def sent(db: Connection, job_id: int, now: datetime) -> None:
    """The steward was told."""
    db.execute(update(NOTICES).where(NOTICES.c.job == job_id).values(sent_at=now))


def failed(db: Connection, job_id: int, now: datetime) -> None:
    """It could not be sent; again later."""
    later = {"attempts": NOTICES.c.attempts + 1, "not_before": now + _RETRY}
    db.execute(update(NOTICES).where(NOTICES.c.job == job_id).values(later))


def _cause(db: Connection, source: str, before: int | None = None) -> tuple[str, str] | None:
    """State and first code of a source's last job that was no dry run, or of the last one before another."""
    query = select(JOBS.c.state, JOBS.c.problems).where(JOBS.c.source == source, JOBS.c.dry.is_(False))
    older = query.where(JOBS.c.id < before) if before is not None else query
    row = db.execute(older.order_by(JOBS.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    state = "held" if row.state == "superseded" else row.state
    return state, row.problems[0]["code"] if row.problems else ""
