"""What went wrong in each job, kept with the job: a later job of the same source takes nothing of it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from harvesters.model import Job, JobResult, Problem
from harvesters.store import rows
from harvesters.store.tables import ERRORS, JOBS, RECORDS

#: So many errors of records stand in a job's result; ``errors`` gives all.
SHOWN = 1_000

_KEEP = insert(ERRORS).values(
    job=bindparam("of_job"),
    remote_id=select(RECORDS.c.remote_id).where(RECORDS.c.id == bindparam("record_id")).scalar_subquery(),
    problem=bindparam("told", type_=ERRORS.c.problem.type),
)


def keep_errors(db: Connection, job: Job, told: Mapping[int, Mapping[str, Any]]) -> None:
    """Write down with the job what went wrong with its records: problems as JSON, by the number of the record's row."""
    if told:
        db.execute(_KEEP, [{"of_job": job.id, "record_id": record, "told": item} for record, item in told.items()])


def errors(db: Connection, job_id: int, most: int | None = None) -> Sequence[Problem]:
    """Problems of a job's records in the order in which they came up; each names its record."""
    kept = select(ERRORS.c.remote_id, ERRORS.c.problem).where(ERRORS.c.job == job_id)
    found = db.execute(kept.order_by(ERRORS.c.id).limit(most)).all()
    problems = [(remote_id, Problem(**told)) for remote_id, told in found]
    return [replace(item, record=item.record or remote_id) for remote_id, item in problems]


def result(db: Connection, job_id: int, most: int | None = SHOWN) -> JobResult:
    """A job's result: what is wrong with the whole first, then its records' problems, at most so many (None: all)."""
    row = db.execute(select(JOBS).where(JOBS.c.id == job_id)).mappings().one()
    return rows.result(row, errors(db, job_id, most))
