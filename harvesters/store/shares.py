"""Shares of a job's records, which every worker that has nothing else to do may take under a lease of its own."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, insert, not_, select, update

from harvesters.model import Job, Share
from harvesters.store.tables import JOBS, SHARES

_S = SHARES.c


def offer(db: Connection, job: Job, of: int) -> None:
    """Cut a job's records into so many shares; those of an earlier worker of the job are forgotten."""
    db.execute(delete(SHARES).where(_S.job == job.id))
    if of:
        db.execute(insert(SHARES), [{"job": job.id, "part": part, "of": of} for part in range(of)])


def take(db: Connection, now: float, until: float, *, most: int, job: Job | None = None) -> tuple[Job, Share] | None:
    """Take a free share until a time (seconds since 1970); one whose worker died is free again.

    Args:
        most: So many workers may be at one job; its own worker is not counted out.
        job: Look at the shares of this job alone, as its own worker does.
    """
    row = db.execute(_free(now, most, job).limit(1).with_for_update(skip_locked=True, of=SHARES)).first()
    if row is None:
        return None
    taken = Share(row.part, row.of)
    keep(db, row.job, taken, until)
    return Job(row.job, row.source, "delivering", row.token), taken


def keep(db: Connection, job_id: int, share: Share, until: float) -> None:
    """Go on with a share until another time."""
    db.execute(update(SHARES).where(_S.job == job_id, _S.part == share.part).values(lease_until=until))


def end(db: Connection, job: Job, share: Share) -> None:
    """A share is handed over."""
    db.execute(delete(SHARES).where(_S.job == job.id, _S.part == share.part))


def are_left(db: Connection, job: Job) -> bool:
    """Whether any share of a job is not handed over yet."""
    return bool(db.scalar(select(exists().where(_S.job == job.id))))


def _free(now: float, most: int, job: Job | None) -> Select[tuple[int, int, int, str, int]]:
    chosen = select(_S.job, _S.part, _S.of, JOBS.c.source, JOBS.c.token).join(JOBS, JOBS.c.id == _S.job)
    return chosen.where(_S.lease_until <= now, *_whose(now, most, job)).order_by(_S.job, _S.part)


def _whose(now: float, most: int, job: Job | None) -> tuple[ColumnElement[bool], ...]:
    """The job's own worker may always; others while it lives and the job has room for them."""
    if job is not None:
        return (_S.job == job.id,)
    other = SHARES.alias()
    busy = select(func.count()).where(other.c.job == _S.job, other.c.lease_until > now).scalar_subquery()
    return (JOBS.c.state == "delivering", JOBS.c.lease_until > now, not_(busy >= most))
