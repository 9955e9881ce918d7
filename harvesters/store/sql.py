"""The record store in PostgreSQL or SQLite: every write of a job is fenced by its token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, case, delete, func, select, update

from harvesters.canonical import digest, same_id
from harvesters.clock import SystemClock
from harvesters.model import (
    Bookmark,
    Diff,
    Entry,
    Failure,
    Job,
    JobResult,
    JobState,
    Pending,
    Problem,
    Settled,
    Share,
    Source,
)
from harvesters.ports import NO_FAILURE, WHOLE, Clock
from harvesters.store import identity, jobs, planning, results, rows, schedule, shares
from harvesters.store.fence import LIVE, lease_lost
from harvesters.store.tables import JOBS, RECORDS
from harvesters.store.upsert import upsert


class SqlStore:
    """Implements ``ports.RecordStore`` on an engine; each method is one short transaction of its own."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self.engine = engine
        self.clock = clock or SystemClock()

    def source(self, name: str) -> Source:
        """See ``RecordStore.source``; raises UsageError for an unknown name."""
        with self.engine.begin() as db:
            return rows.source(jobs.source_row(db, name))

    def bookmark(self, name: str) -> Bookmark | None:
        """See ``RecordStore.bookmark``; a list is asked for whole while any of its records waits for something."""
        with self.engine.begin() as db:
            kept = rows.bookmark(jobs.source_row(db, name)["bookmark"])
            waits = kept and kept.since is None and planning.is_anything_open(db, name)
            return None if waits else kept

    def spend(self, source: str, day: str) -> int:
        """See ``RecordStore.spend``."""
        with self.engine.begin() as db:
            return jobs.spend(db, source, day)

    def take(self, source: str, *, dry: bool, lease_s: float) -> Job:
        """See ``RecordStore.take``; raises RetryLaterError while another worker holds the source."""
        with self.engine.begin() as db:
            return jobs.take(db, source, dry=dry, now=self.clock.now(), lease_s=lease_s)

    def take_ready(self, lease_s: float) -> Job | None:
        """See ``RecordStore.take_ready``; what the schedules ask for is written down first."""
        now = self.clock.now()
        with self.engine.begin() as db:
            schedule.order_due(db, now)
        with self.engine.begin() as db:
            return schedule.take_ready(db, now, lease_s)

    def beat(self, job: Job, lease_s: float) -> None:
        """See ``RecordStore.beat``."""
        with self._fenced(job) as db:
            until = self.clock.now().timestamp() + lease_s
            db.execute(update(JOBS).where(JOBS.c.id == job.id).values(lease_until=until))

    def stage(self, job: Job, entries: Sequence[Entry]) -> Sequence[Problem]:
        """See ``RecordStore.stage``."""
        source = self.source(job.source)
        with self._fenced(job) as db:
            fresh, problems = self._first_seen(db, job, entries)
            ids = identity.dataset_ids(db, job, fresh)
            upsert(db, RECORDS, [_staged(job, source, key, entry, ids[key]) for key, entry in fresh.items()])
            return problems

    def plan(
        self, job: Job, bookmark: Bookmark | None = None, *, partial: bool = False, unchanged: bool = False
    ) -> Diff:
        """See ``RecordStore.plan``."""
        with self._fenced(job) as db:
            if bookmark:
                jobs.keep_bookmark(db, job, bookmark)
            counts = planning.plan(db, job, partial=partial, unchanged=unchanged)
            db.execute(update(JOBS).where(JOBS.c.id == job.id).values(counts=counts, partial=partial))
            return planning.diff(db, job.source, job.id, counts)

    def begin_delivery(self, job: Job) -> Job:
        """See ``RecordStore.begin_delivery``: counts start from what needs no delivery."""
        with self._fenced(job) as db:
            return jobs.begin_delivery(db, job)

    def pending(self, job: Job, limit: int, share: Share = WHOLE) -> Sequence[Pending]:
        """See ``RecordStore.pending``."""
        waiting = select(RECORDS).where(*planning.is_pending(job), *shares.holds(share))
        with self.engine.begin() as db:
            return [rows.pending(row) for row in db.execute(waiting.order_by(RECORDS.c.id).limit(limit)).mappings()]

    def offer(self, job: Job, of: int) -> None:
        """See ``RecordStore.offer``."""
        with self._fenced(job) as db:
            shares.offer(db, job, of)

    def take_share(self, lease_s: float, *, most: int, job: Job | None = None) -> tuple[Job, Share] | None:
        """See ``RecordStore.take_share``."""
        now = self.clock.now().timestamp()
        with self.engine.begin() as db:
            return shares.take(db, now, now + lease_s, most=most, job=job)

    def keep_share(self, job: Job, share: Share, lease_s: float) -> None:
        """See ``RecordStore.keep_share``."""
        with self.engine.begin() as db:
            shares.keep(db, job.id, share, self.clock.now().timestamp() + lease_s)

    def end_share(self, job: Job, share: Share) -> None:
        """See ``RecordStore.end_share``."""
        with self.engine.begin() as db:
            shares.end(db, job, share)

    def are_shares_left(self, job: Job) -> bool:
        """See ``RecordStore.are_shares_left``."""
        with self.engine.begin() as db:
            return shares.are_left(db, job)

    def waiting(self, job: Job) -> int:
        """See ``RecordStore.waiting``."""
        with self.engine.begin() as db:
            return planning.count(db, *planning.is_pending(job))

    def settle(self, job: Job, lines: Sequence[Settled]) -> None:
        """See ``RecordStore.settle``."""
        with self._fenced(job) as db:
            open_lines = _still_open(db, job, lines)
            for kept in (True, False):
                chosen = [_settled(line, self.clock.now()) for line in open_lines if (line.hash is not None) is kept]
                if chosen:
                    db.execute(_SETTLE_KEPT if kept else _SETTLE_FAILED, chosen)
            results.keep_errors(db, job, _troubles(open_lines))
            jobs.count(db, job, Counter(line.state for line in open_lines))

    def missing(self, job: Job, limit: int) -> Sequence[str]:
        """See ``RecordStore.missing``."""
        planned = select(RECORDS.c.dataset_id).where(RECORDS.c.source == job.source, RECORDS.c.plan == "missing")
        with self.engine.begin() as db:
            return list(db.scalars(planned.order_by(RECORDS.c.id).limit(limit)))

    def mark_missing(self, job: Job, dataset_ids: Sequence[str]) -> None:
        """See ``RecordStore.mark_missing``."""
        chosen = update(RECORDS).where(RECORDS.c.source == job.source, RECORDS.c.dataset_id.in_(dataset_ids))
        with self._fenced(job) as db:
            db.execute(chosen.values(state="missing", plan=None, missing_since=self.clock.now()))
            jobs.count(db, job, Counter(missing=len(dataset_ids)))

    def overdue(self, job: Job, before: datetime, limit: int) -> Sequence[str]:
        """See ``RecordStore.overdue``."""
        late = select(RECORDS.c.dataset_id).where(
            RECORDS.c.source == job.source, RECORDS.c.state == "missing", RECORDS.c.missing_since < before
        )
        with self.engine.begin() as db:
            return list(db.scalars(late.order_by(RECORDS.c.id).limit(limit)))

    def forget(self, job: Job, dataset_ids: Sequence[str]) -> None:
        """See ``RecordStore.forget``."""
        with self._fenced(job) as db:
            db.execute(delete(RECORDS).where(RECORDS.c.source == job.source, RECORDS.c.dataset_id.in_(dataset_ids)))

    def finish(
        self, job: Job, state: JobState, problems: Sequence[Problem], failure: Failure = NO_FAILURE
    ) -> JobResult:
        """See ``RecordStore.finish``."""
        with self._fenced(job) as db:
            jobs.finish(db, job, state, problems, self.clock.now())
            if state == "failed":
                jobs.rest(db, job.source, self.clock.now(), failure)
            return results.result(db, job.id)

    @contextmanager
    def _fenced(self, job: Job) -> Iterator[Connection]:
        """A transaction that holds the job's row, and only when the token is still the newest."""
        with self.engine.begin() as db:
            held = update(JOBS).where(JOBS.c.id == job.id, JOBS.c.token == job.token, JOBS.c.state.in_(LIVE))
            if db.execute(held.values(token=job.token)).rowcount != 1:
                raise lease_lost(job)
            yield db

    def _first_seen(
        self, db: Connection, job: Job, entries: Sequence[Entry]
    ) -> tuple[Mapping[str, Entry], Sequence[Problem]]:
        """The entries whose id this job has not seen, by key, and a problem for each of the others."""
        keys = [same_id(entry.remote_id) for entry in entries]
        known = select(RECORDS.c.remote_key).where(
            RECORDS.c.source == job.source, RECORDS.c.seen_job == job.id, RECORDS.c.remote_key.in_(set(keys))
        )
        seen = set(db.scalars(known))
        fresh: dict[str, Entry] = {}
        problems = []
        for key, entry in zip(keys, entries, strict=True):
            if key in seen or key in fresh:
                problems.append(duplicate(entry))
            else:
                fresh[key] = entry
        return fresh, problems


def duplicate(entry: Entry) -> Problem:
    """An id that a list names twice."""
    return Problem(
        "duplicate-id",
        "같은 식별자가 목록에 두 번 나왔습니다(대소문자·정규화 차이 포함). 첫 항목만 사용했습니다.",
        "The list names this id twice (case and normal form make no difference); only the first was used.",
        entry.remote_id,
    )


def _still_open(db: Connection, job: Job, lines: Sequence[Settled]) -> Sequence[Settled]:
    """Those that nobody has settled: two workers may have had a share, one whose lease ran out among them."""
    ids = [line.record_id for line in lines]
    found = set(db.scalars(select(RECORDS.c.id).where(RECORDS.c.id.in_(ids), *planning.is_pending(job))))
    return [line for line in lines if line.record_id in found]


def _staged(job: Job, source: Source, key: str, entry: Entry, dataset_id: str) -> dict[str, Any]:
    """An entry as a row of records."""
    return {
        "source": job.source,
        "remote_id": entry.remote_id,
        "remote_key": key,
        "dataset_id": dataset_id,
        "title": entry.title,
        "agency": source.agency or entry.agency,
        "url": entry.url,
        "new_marker": entry.marker,
        "entry": dict(entry.payload),
        "fingerprint": _fingerprint(entry),
        "seen_job": job.id,
    }


def _fingerprint(entry: Entry) -> str:
    """Hash of what an entry says but its id: the same content under a new id has the same."""
    words = {key: value for key, value in entry.payload.items() if value not in (entry.remote_id, entry.url)}
    return digest([entry.title, words or entry.marker])


def _troubles(lines: Sequence[Settled]) -> dict[int, dict[str, Any]]:
    """Why records failed or are held, as JSON by the number of their rows."""
    bad = [line for line in lines if line.state in ("failed", "held")]
    return {line.record_id: asdict(line.problem) for line in bad if line.problem}


def _settled(line: Settled, now: datetime) -> dict[str, Any]:
    """Parameters of the two statements below."""
    return {
        "record_id": line.record_id,
        "to_state": line.state,
        "to_hash": line.hash,
        "to_dataset": line.dataset_id,
        "to_error": asdict(line.problem) if line.problem else None,
        "at": now,
    }


_ENDED = {
    "state": bindparam("to_state"),
    "plan": None,
    "entry": None,
    "error": bindparam("to_error", type_=RECORDS.c.error.type),
}
_SETTLE_KEPT = (
    update(RECORDS)
    .where(RECORDS.c.id == bindparam("record_id"))
    .values(
        **_ENDED,
        hash=bindparam("to_hash"),
        dataset_id=func.coalesce(bindparam("to_dataset"), RECORDS.c.dataset_id),
        marker=RECORDS.c.new_marker,
        attempts=0,
        missing_since=None,
        delivered_at=case((bindparam("to_state") == "unchanged", RECORDS.c.delivered_at), else_=bindparam("at")),
    )
)
_SETTLE_FAILED = (
    update(RECORDS).where(RECORDS.c.id == bindparam("record_id")).values(**_ENDED, attempts=RECORDS.c.attempts + 1)
)
