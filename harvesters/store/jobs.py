"""Jobs: taken by one worker at a time, taken over when its lease ran out, closed with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, insert, select, update

from harvesters.errors import RetryLaterError, UsageError
from harvesters.model import Bookmark, Failure, Job, JobState, Problem
from harvesters.store import notices, rows
from harvesters.store.fence import LIVE
from harvesters.store.tables import JOBS, QUOTAS, SOURCES
from harvesters.store.upsert import upsert

#: A source that failed so often in a row rests longer and longer, at most a day.
_REST = timedelta(minutes=5)
_REST_MAX = timedelta(days=1)


def source_row(db: Connection, name: str, *, lock: bool = False) -> RowMapping:
    """A source's row.

    Raises:
        UsageError: There is no such source.
    """
    query = select(SOURCES).where(SOURCES.c.name == name)
    row = db.execute(query.with_for_update() if lock else query).mappings().one_or_none()
    if row is None:
        raise UsageError(
            "unknown-source",
            f"'{name}' 소스가 없습니다. 'harvest source list'로 이름을 확인하세요.",
            f"There is no source '{name}'; 'harvest source list' shows the names.",
        )
    return row


def take(db: Connection, source: str, *, dry: bool, now: datetime, lease_s: float) -> Job:
    """A new job of the source, or its unfinished delivery.

    Raises:
        RetryLaterError: Another worker's lease still holds.
    """
    source_row(db, source, lock=True)
    until = now.timestamp() + lease_s
    last = newest(db, source)
    if last and last["state"] == "waiting":
        return _begin(db, last, dry=dry, now=now, until=until)
    if last and last["state"] in LIVE:
        _refuse_live(last, now)
        if last["state"] == "delivering":
            return _take_over(db, last, until)
        _close(db, last["id"], "failed", now, [_worker_gone()])
        rest(db, source, now, Failure())
    elif last and last["state"] == "held":
        supersede(db, last["id"], now)
    new = insert(JOBS).values(source=source, state="gathering", dry=dry, lease_until=until, started_at=now, token=1)
    return Job(db.scalars(new.returning(JOBS.c.id)).one(), source, "gathering", 1, dry)


def newest(db: Connection, source: str, *, wet: bool = False) -> RowMapping | None:
    """The last job of a source; with ``wet`` the last that was no dry run."""
    query = select(JOBS).where(JOBS.c.source == source).order_by(JOBS.c.id.desc()).limit(1)
    return db.execute(query.where(JOBS.c.dry.is_(False)) if wet else query).mappings().first()


def supersede(db: Connection, job_id: int, now: datetime) -> None:
    """Close a held job because a newer one begins."""
    _close(db, job_id, "superseded", now, [])


def spend(db: Connection, source: str, day: str) -> int:
    """Add one to a source's requests of a day; two workers at once are counted as two."""
    upsert(db, QUOTAS, [{"source": source, "day": day, "used": 1}], used=QUOTAS.c.used + 1)
    used = select(QUOTAS.c.used).where(QUOTAS.c.source == source, QUOTAS.c.day == day)
    return int(db.scalars(used).one())


def begin_delivery(db: Connection, job: Job) -> Job:
    """The job in its second half; of the plan's counts only the unchanged and the held are facts yet."""
    counts = db.scalars(select(JOBS.c.counts).where(JOBS.c.id == job.id)).one()
    facts = {kind: counts.get(kind, 0) for kind in ("unchanged", "held", "duplicates")}
    db.execute(update(JOBS).where(JOBS.c.id == job.id).values(state="delivering", counts=facts))
    return replace(job, state="delivering")


def count(db: Connection, job: Job, more: Counter[str]) -> None:
    """Add to the job's counts; its row is held by this transaction."""
    counts = db.scalars(select(JOBS.c.counts).where(JOBS.c.id == job.id)).one()
    total = {**counts, **{kind: counts.get(kind, 0) + number for kind, number in more.items()}}
    db.execute(update(JOBS).where(JOBS.c.id == job.id).values(counts=total))


def finish(db: Connection, job: Job, state: JobState, problems: Sequence[Problem], now: datetime) -> None:
    """Close the job; a done one gives its bookmark to the source; what a steward must hear of is noted."""
    _close(db, job.id, state, now, problems)
    if state == "done" and not job.dry:
        kept = db.scalars(select(JOBS.c.bookmark).where(JOBS.c.id == job.id)).one()
        values = {"failures": 0, "not_before": None, **({"bookmark": kept} if kept else {})}
        db.execute(update(SOURCES).where(SOURCES.c.name == job.source).values(values))
    if not job.dry:
        notices.note(db, job, state, now)


def keep_bookmark(db: Connection, job: Job, bookmark: Bookmark) -> None:
    """Remember with the job how far it read; the source gets it when the job is done."""
    db.execute(update(JOBS).where(JOBS.c.id == job.id).values(bookmark=asdict(bookmark)))


def _refuse_live(last: RowMapping, now: datetime) -> None:
    left = last["lease_until"] - now.timestamp()
    if left > 0:
        raise RetryLaterError(
            "job-running",
            f"이 소스의 작업 {last['id']}이(가) 이미 실행 중입니다. 끝난 뒤 다시 시도하세요.",
            f"Job {last['id']} of this source is running; try again when it has ended.",
            seconds=left,
        )


def _begin(db: Connection, waiting: RowMapping, *, dry: bool, now: datetime, until: float) -> Job:
    """Begin a job that waited for a worker."""
    begun = {"state": "gathering", "dry": dry, "token": waiting["token"] + 1, "lease_until": until, "started_at": now}
    db.execute(update(JOBS).where(JOBS.c.id == waiting["id"]).values(begun))
    return Job(waiting["id"], waiting["source"], "gathering", waiting["token"] + 1, dry)


def _take_over(db: Connection, last: RowMapping, until: float) -> Job:
    """The same job under the next token: whoever held it before writes nothing more.

    A transaction that holds the job's fence is waited for: it began while its lease stood.
    """
    db.execute(select(JOBS.c.id).where(JOBS.c.id == last["id"]).with_for_update())
    token = last["token"] + 1
    db.execute(update(JOBS).where(JOBS.c.id == last["id"]).values(token=token, lease_until=until))
    return replace(rows.job(last), token=token)


def _close(db: Connection, job_id: int, state: str, now: datetime, problems: Sequence[Problem]) -> None:
    known = db.scalars(select(JOBS.c.problems).where(JOBS.c.id == job_id)).one() or []
    noted = [*known, *rows.problems_json(problems)][: rows.PROBLEMS_MAX]
    closed = {"state": state, "finished_at": now, "lease_until": 0.0, "problems": noted}
    db.execute(update(JOBS).where(JOBS.c.id == job_id).values(closed))


def rest(db: Connection, source: str, now: datetime, failure: Failure) -> None:
    """The circuit breaker: each failure in a row doubles the rest; the other side's own word may make it longer."""
    failures = source_row(db, source)["failures"] + 1
    pause = min(_REST * 2 ** min(failures - 1, 12), _REST_MAX)
    pause = max(pause, min(timedelta(seconds=failure.retry_s), _REST_MAX))
    values = {"failures": failures, "not_before": now + pause, **({"paused": True} if failure.stops else {})}
    db.execute(update(SOURCES).where(SOURCES.c.name == source).values(values))


def _worker_gone() -> Problem:
    return Problem(
        "worker-gone",
        "작업자가 목록을 읽는 도중에 멈췄습니다. 아무것도 바뀌지 않았으며 새 작업이 처음부터 다시 읽습니다.",
        "The worker died while reading the list; nothing was changed, and a new job reads it again.",
    )
