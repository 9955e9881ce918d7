"""What people do at the steward's desk: sources, approvals, proposals, histories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, null, select, update

from harvesters import cron
from harvesters.canonical import same_id
from harvesters.clock import SystemClock
from harvesters.errors import UsageError
from harvesters.model import Diff, JobResult, Problem, Source
from harvesters.ports import Clock
from harvesters.stock import Known
from harvesters.store import jobs, planning, results, rows, schedule
from harvesters.store.tables import ERRORS, JOBS, NOTICES, PROPOSALS, RECORDS, SHARES, SOURCES

#: Settings that decide what a record becomes, and with the address what the list is.
_SHAPING = ("type", "agency", "options")


class Desk:
    """Every method is one transaction; an unknown name or number raises UsageError."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self.engine = engine
        self.clock = clock or SystemClock()

    def add(self, source: Source) -> None:
        """Set up a source, or change its settings; what is known of its records stays.

        Where the change may show in its datasets, the next run looks at every record again.
        """
        values = {
            **asdict(source),
            "schedule": cron.checked(source.schedule),
            "options": dict(source.options),
            "allow_hosts": list(source.allow_hosts),
        }
        with self.engine.begin() as db:
            known = db.execute(select(SOURCES).where(SOURCES.c.name == source.name)).mappings().first()
            if known is None:
                db.execute(insert(SOURCES).values({**values, "created_at": self.clock.now()}))
                return
            db.execute(update(SOURCES).where(SOURCES.c.name == source.name).values(values))
            if any(known[name] != values[name] for name in (*_SHAPING, "url")):
                db.execute(update(SOURCES).where(SOURCES.c.name == source.name).values(bookmark=null()))
            if any(known[name] != values[name] for name in _SHAPING):
                db.execute(update(RECORDS).where(RECORDS.c.source == source.name).values(marker=None))

    def sources(self) -> Sequence[Mapping[str, Any]]:
        """Every source with its settings, its rest after failures, and its last job (or None)."""
        with self.engine.begin() as db:
            found = db.execute(select(SOURCES).order_by(SOURCES.c.name)).mappings().all()
            return [{**row, "last": _last(db, row["name"])} for row in found]

    def types(self) -> frozenset[str]:
        """The types of all sources."""
        with self.engine.begin() as db:
            return frozenset(db.scalars(select(SOURCES.c.type).distinct()))

    def source(self, name: str) -> Mapping[str, Any]:
        """One source as ``sources`` gives it."""
        with self.engine.begin() as db:
            return {**jobs.source_row(db, name), "last": _last(db, name)}

    def pause(self, name: str, *, paused: bool = True) -> None:
        """Pause a source, or let it go on; going on also ends its rest after failures."""
        with self.engine.begin() as db:
            jobs.source_row(db, name)
            chosen = update(SOURCES).where(SOURCES.c.name == name)
            db.execute(chosen.values(paused=paused, failures=0, not_before=None))

    def ask(self, name: str, *, dry: bool = False) -> int:
        """Let the next free worker run a source, or look what a run would do; gives the job's number."""
        with self.engine.begin() as db:
            return schedule.ask(db, name, dry=dry, now=self.clock.now())

    def adopt(self, name: str, known: Sequence[Known]) -> int:
        """Take over records that another site harvested: each keeps its dataset's id; gives how many were new here.

        The next run reads every one of them again.
        """
        with self.engine.begin() as db:
            jobs.source_row(db, name, lock=True)
            here = set(db.scalars(select(RECORDS.c.remote_key).where(RECORDS.c.source == name)))
            rows_new = {same_id(one.remote_id): one for one in known if same_id(one.remote_id) not in here}
            lines = [_adopted(name, key, one, self.clock.now()) for key, one in rows_new.items()]
            if lines:
                db.execute(insert(RECORDS), lines)
            return len(lines)

    def brought(self, name: str) -> Sequence[str]:
        """Ids of the datasets that a source brought."""
        handed = select(RECORDS.c.dataset_id).where(RECORDS.c.source == name, RECORDS.c.delivered_at.is_not(None))
        with self.engine.begin() as db:
            return list(db.scalars(handed.order_by(RECORDS.c.id)))

    def remove(self, name: str) -> None:
        """Forget a source; the caller withdraws what it brought first."""
        with self.engine.begin() as db:
            jobs.source_row(db, name)
            own = select(JOBS.c.id).where(JOBS.c.source == name)
            for table in (NOTICES, ERRORS, SHARES):
                db.execute(delete(table).where(table.c.job.in_(own)))
            for table in (PROPOSALS, RECORDS, JOBS):
                db.execute(delete(table).where(table.c.source == name))
            db.execute(delete(SOURCES).where(SOURCES.c.name == name))

    def history(self, source: str | None = None, limit: int = 100) -> Sequence[Mapping[str, Any]]:
        """The newest jobs first, as rows of ``govinnov_job``."""
        query = select(JOBS).order_by(JOBS.c.id.desc()).limit(limit)
        with self.engine.begin() as db:
            chosen = query.where(JOBS.c.source == source) if source else query
            return [dict(row) for row in db.execute(chosen).mappings()]

    def job(self, job_id: int) -> JobResult:
        """How a job stands, with the first thousand of its records' errors."""
        with self.engine.begin() as db:
            _job_row(db, job_id)
            return results.result(db, job_id)

    def errors(self, job_id: int) -> Sequence[Problem]:
        """Everything that went wrong in a job, however much it is, and whatever later jobs did."""
        with self.engine.begin() as db:
            _job_row(db, job_id)
            return results.result(db, job_id, most=None).errors

    def diff(self, job_id: int) -> Diff:
        """What a held job or a dry run would do."""
        with self.engine.begin() as db:
            row = _job_row(db, job_id)
            return planning.diff(db, row["source"], job_id, row["counts"])

    def job_row(self, job_id: int) -> Mapping[str, Any]:
        """A job as a row of ``govinnov_job``, with how many records it ``listed`` and how many are ``left``."""
        with self.engine.begin() as db:
            row = _job_row(db, job_id)
            listed, left = planning.progress(db, row["source"], job_id)
            return {**row, "listed": listed, "left": left}

    def approve(self, job_id: int, by: str, missing: Sequence[str] | None = None) -> None:
        """Let a held job go on, and with it the source; ``missing`` names the remote ids that may go (None: all).

        Raises:
            UsageError: The job is not held.
        """
        with self.engine.begin() as db:
            row = _job_row(db, job_id, state="held")
            if missing is not None:
                spared = update(RECORDS).where(RECORDS.c.source == row["source"], RECORDS.c.plan == "missing")
                db.execute(spared.where(RECORDS.c.remote_id.not_in(missing)).values(plan=None))
            db.execute(update(SOURCES).where(SOURCES.c.name == row["source"]).values(approved=True))
            facts = {kind: row["counts"].get(kind, 0) for kind in ("unchanged", "held")}
            free = self.clock.now().timestamp()
            values = {"state": "delivering", "approved_by": by, "lease_until": free, "counts": facts, "dry": False}
            db.execute(update(JOBS).where(JOBS.c.id == job_id).values({**values, "finished_at": None, "problems": []}))

    def reject(self, job_id: int, by: str) -> None:
        """Close a held job without doing anything."""
        with self.engine.begin() as db:
            _job_row(db, job_id, state="held")
            db.execute(update(JOBS).where(JOBS.c.id == job_id).values(state="superseded", approved_by=by))

    def proposals(self, state: str = "open") -> Sequence[Mapping[str, Any]]:
        """Renames and merges that wait, with both records' titles and ids."""
        new, old = RECORDS.alias("new"), RECORDS.alias("old")
        query = (
            select(
                PROPOSALS,
                new.c.title.label("title"),
                new.c.remote_id.label("remote_id"),
                old.c.title.label("other_title"),
                old.c.remote_id.label("other_remote_id"),
                old.c.source.label("other_source"),
                old.c.dataset_id.label("dataset_id"),
            )
            .join(new, new.c.id == PROPOSALS.c.record)
            .join(old, old.c.id == PROPOSALS.c.other)
            .where(PROPOSALS.c.state == state)
        )
        with self.engine.begin() as db:
            return [dict(row) for row in db.execute(query.order_by(PROPOSALS.c.id)).mappings()]

    def decide(self, proposal_id: int, by: str, word: Literal["accepted", "rejected"]) -> None:
        """Say whether a proposed pair is one dataset; an accepted rename passes the dataset to the new id."""
        with self.engine.begin() as db:
            chosen = PROPOSALS.c.id == proposal_id
            row = db.execute(select(PROPOSALS).where(chosen)).mappings().one_or_none()
            if row is None or row["state"] != "open":
                raise _no_such("proposal", proposal_id)
            db.execute(update(PROPOSALS).where(chosen).values(state=word, decided_by=by))
            if word == "accepted" and row["kind"] == "rename":
                _rename(db, row)


def _adopted(source: str, key: str, one: Known, now: datetime) -> dict[str, Any]:
    """A record as if it had been handed over, with no hash that anything equals."""
    given = {"remote_id": one.remote_id, "remote_key": key, "dataset_id": one.dataset_id, "title": one.title}
    return {"source": source, **given, "state": "unchanged", "seen_job": 0, "hash": "adopted", "delivered_at": now}


def _rename(db: Connection, row: RowMapping) -> None:
    """The new record takes over the dataset and history of the old one, whose row goes."""
    old = db.execute(select(RECORDS).where(RECORDS.c.id == row["other"])).mappings().one()
    taken = {key: old[key] for key in ("dataset_id", "marker", "hash", "delivered_at")}
    values = {**taken, "state": "changed", "plan": None, "error": None, "marker": None}
    db.execute(update(RECORDS).where(RECORDS.c.id == row["record"]).values(values))
    db.execute(delete(RECORDS).where(RECORDS.c.id == row["other"]))


def _last(db: Connection, source: str) -> JobResult | None:
    newest = select(JOBS.c.id).where(JOBS.c.source == source).order_by(JOBS.c.id.desc()).limit(1)
    found = db.scalars(newest).first()
    row = db.execute(select(JOBS).where(JOBS.c.id == found)).mappings().first()
    return rows.result(row) if row else None


def _job_row(db: Connection, job_id: int, state: str | None = None) -> RowMapping:
    row = db.execute(select(JOBS).where(JOBS.c.id == job_id)).mappings().one_or_none()
    if row is None or (state and row["state"] != state):
        raise _no_such("job", job_id)
    return row


def _no_such(what: str, number: int) -> UsageError:
    korean = {"job": "작업", "proposal": "제안"}[what]
    return UsageError(
        f"no-such-{what}",
        f"처리를 기다리는 {korean} {number}이(가) 없습니다. 목록에서 번호를 확인하세요.",
        f"There is no {what} {number} that waits; see the list for the numbers.",
    )
