"""Which jobs are due: by the schedule, by a person's word, by a steward's approval, or left by a dead worker."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, insert, or_, select

from harvesters import cron
from harvesters.errors import RetryLaterError
from harvesters.model import Job
from harvesters.store import jobs
from harvesters.store.tables import JOBS, SOURCES

#: A job that its source's next one must not overtake.
_STANDING = (*jobs.LIVE, "waiting", "held")
#: So many workers may die over one delivery; then it is left to people.
_TAKERS_MAX = 20
#: So long a job that is free waits for the person who freed it and runs it at the command line. Seconds.
_MANNERS_S = 10.0


def ask(db: Connection, source: str, *, dry: bool, now: datetime) -> int:
    """A job that the next free worker takes; the one that waits or runs already, where there is one.

    Raises:
        UsageError: There is no such source.
    """
    jobs.source_row(db, source, lock=True)
    last = jobs.newest(db, source)
    if last is not None and last["state"] in (*jobs.LIVE, "waiting"):
        return int(last["id"])
    if last is not None and last["state"] == "held" and not dry:
        jobs.supersede(db, last["id"], now)
    return _wait(db, source, dry=dry, now=now)


def order_due(db: Connection, now: datetime) -> int:
    """Write down a waiting job for every source whose time has come; a source that another worker looks at is its."""
    timed = select(SOURCES).where(SOURCES.c.schedule.is_not(None), SOURCES.c.paused.is_(False))
    locked = db.execute(timed.order_by(SOURCES.c.name).with_for_update(skip_locked=True)).mappings().all()
    due = [source["name"] for source in locked if _is_due(db, source, now)]
    for name in due:
        _wait(db, name, dry=False, now=now)
    return len(due)


def take_ready(db: Connection, now: datetime, lease_s: float) -> Job | None:
    """Take one job that is ready; None when there is none. Two workers never get the same."""
    ready = _ready(now)
    waiting = select(JOBS.c.id).where(JOBS.c.source == SOURCES.c.name, ready).exists()
    free = select(SOURCES.c.name).where(waiting, _may_run(now)).order_by(SOURCES.c.name).limit(1)
    name = db.scalars(free.with_for_update(skip_locked=True)).first()
    if name is None:
        return None
    row = db.execute(select(JOBS).where(JOBS.c.source == name, ready).limit(1)).mappings().first()
    if row is None:
        return None
    try:
        return jobs.take(db, name, dry=row["dry"], now=now, lease_s=lease_s)
    except RetryLaterError:
        return None


def _ready(now: datetime) -> ColumnElement[bool]:
    """Waiting, approved, or left by a worker that died; a dead dry run is not begun again for nobody."""
    free = JOBS.c.lease_until < now.timestamp() - _MANNERS_S
    left = and_(JOBS.c.state.in_(jobs.LIVE), free, JOBS.c.dry.is_(False))
    return or_(JOBS.c.state == "waiting", and_(left, JOBS.c.token < _TAKERS_MAX))


def _may_run(now: datetime) -> ColumnElement[bool]:
    rested = or_(SOURCES.c.not_before.is_(None), SOURCES.c.not_before <= now)
    asked = select(JOBS.c.id).where(JOBS.c.source == SOURCES.c.name, JOBS.c.state == "waiting").exists()
    return and_(SOURCES.c.paused.is_(False), or_(rested, asked))


def _is_due(db: Connection, source: RowMapping, now: datetime) -> bool:
    """Whether the schedule, or the end of a rest after a failure, asks for a job now."""
    if source["not_before"] and source["not_before"] > now:
        return False
    last = jobs.newest(db, source["name"])
    if last is not None and last["state"] in _STANDING:
        return False
    ran = jobs.newest(db, source["name"], wet=True)
    if ran is not None and ran["state"] == "failed":
        return True
    since = max(source["created_at"], ran["started_at"]) if ran is not None else source["created_at"]
    return bool(cron.latest(source["schedule"], now) > since)


def _wait(db: Connection, source: str, *, dry: bool, now: datetime) -> int:
    row = insert(JOBS).values(source=source, state="waiting", dry=dry, token=0, lease_until=0.0, started_at=now)
    return int(db.scalars(row.returning(JOBS.c.id)).one())
