"""The fencing token inside somebody else's transaction: what an expired lease left behind can't commit there."""

from __future__ import annotations

from sqlalchemy import Connection, select

from harvesters.errors import LeaseLostError
from harvesters.model import Job
from harvesters.store.tables import JOBS

#: States in which a job may write.
LIVE = ("gathering", "delivering")


def fence(db: Connection, job: Job) -> None:
    """Hold the job's row to the end of this transaction, unless another worker has taken the job over.

    The lock stands beside those of other workers of the same job and of its heartbeats; a worker that takes the job
    over waits for it (``jobs.take``). SQLite has no such locks: there a transaction holds the whole database.

    Raises:
        LeaseLostError: The token is no longer the newest.
    """
    newest = select(JOBS.c.id).where(JOBS.c.id == job.id, JOBS.c.token == job.token, JOBS.c.state.in_(LIVE))
    if db.execute(newest.with_for_update(read=True, key_share=True)).first() is None:
        raise lease_lost(job)


def lease_lost(job: Job) -> LeaseLostError:
    """Why this worker stops."""
    return LeaseLostError(
        "lease-lost",
        "다른 작업자가 이 작업을 이어받았습니다. 이 작업자는 멈춥니다.",
        f"Another worker took job {job.id} over; this one stops.",
    )
