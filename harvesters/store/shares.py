"""Shares of a job's records, which every worker that has nothing else to do may take under a lease of its own."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, insert, not_, select, update

from harvesters.model import Job, Share
from harvesters.store import planning
from harvesters.store.tables import JOBS, RECORDS, SHARES

_S = SHARES.c


def offer(db: Connection, job: Job, of: int) -> None:
    """Cut a job's records into so many shares; those of an earlier worker of the job are forgotten."""
    db.execute(delete(SHARES).where(_S.job == job.id))
    firsts = _firsts(db, job, of) if of else []
    if firsts:
        until = [*firsts[1:], None]
        db.execute(
            insert(SHARES), [{"job": job.id, "first": at, "until": end} for at, end in zip(firsts, until, strict=True)]
        )


def _firsts(db: Connection, job: Job, of: int) -> list[int]:
    """The numbers of the records with which each of so many shares of equal size begins."""
    cut = func.ntile(of).over(order_by=RECORDS.c.id).label("part")
    parts = select(RECORDS.c.id, cut).where(*planning.is_pending(job)).subquery()
    return list(db.scalars(select(func.min(parts.c.id)).group_by(parts.c.part).order_by(func.min(parts.c.id))))


def holds(share: Share) -> tuple[ColumnElement[bool], ...]:
    """What is true of a record of a share."""
    until = () if share.until is None else (RECORDS.c.id < share.until,)
    return (RECORDS.c.id >= share.first, *until)


def take(db: Connection, now: float, until: float, *, most: int, job: Job | None = None) -> tuple[Job, Share] | None:
    """Take a free share until a time (seconds since 1970); one whose worker died is free again.

    Args:
        most: So many workers may be at one job; its own worker is not counted out.
        job: Look at the shares of this job alone, as its own worker does.
    """
    row = db.execute(_free(now, most, job).limit(1).with_for_update(skip_locked=True, of=SHARES)).first()
    if row is None:
        return None
    taken = Share(row.first, row.until)
    keep(db, row.job, taken, until)
    return Job(row.job, row.source, "delivering", row.token), taken


def keep(db: Connection, job_id: int, share: Share, until: float) -> None:
    """Go on with a share until another time."""
    db.execute(update(SHARES).where(_S.job == job_id, _S.first == share.first).values(lease_until=until))


def end(db: Connection, job: Job, share: Share) -> None:
    """A share is handed over."""
    db.execute(delete(SHARES).where(_S.job == job.id, _S.first == share.first))


def are_left(db: Connection, job: Job) -> bool:
    """Whether any share of a job is not handed over yet."""
    return bool(db.scalar(select(exists().where(_S.job == job.id))))


def _free(now: float, most: int, job: Job | None) -> Select[tuple[int, int, int | None, str, int]]:
    chosen = select(_S.job, _S.first, _S.until, JOBS.c.source, JOBS.c.token).join(JOBS, JOBS.c.id == _S.job)
    return chosen.where(_S.lease_until <= now, *_whose(now, most, job)).order_by(_S.job, _S.first)


def _whose(now: float, most: int, job: Job | None) -> tuple[ColumnElement[bool], ...]:
    """The job's own worker may always; others while it lives and the job has room for them."""
    if job is not None:
        return (_S.job == job.id,)
    other = SHARES.alias()
    busy = select(func.count()).where(other.c.job == _S.job, other.c.lease_until > now).scalar_subquery()
    return (JOBS.c.state == "delivering", JOBS.c.lease_until > now, not_(busy >= most))
