"""The plan of a job: which records are new, changed, missing, or wait for a steward's word. All in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, and_, case, delete, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from harvesters.model import Diff, DiffLine, Job, Plan
from harvesters.store import results, rows
from harvesters.store.tables import PROPOSALS, RECORDS

#: So many lines of each kind stand in a diff; the counts are whole.
DIFF_LINES = 1_000
_R = RECORDS.c


def plan(db: Connection, job: Job, *, partial: bool, unchanged: bool = False) -> dict[str, int]:
    """Write the plan and count it: added, changed, unchanged, missing, held, renamed, known."""
    standing = (_R.source == job.source, _R.delivered_at.is_not(None), _R.state != "missing")
    known = count(db, *standing)
    _clear(db, job)
    if unchanged:
        db.execute(update(RECORDS).where(*standing).values(seen_job=job.id))
    _plan_seen(db, job)
    if not partial:
        _plan_missing(db, job)
        propose(db, job, "rename", _renames(job))
    propose(db, job, "merge", _merges(job))
    return {**_counts(db, job), "known": known}


def progress(db: Connection, source: str, job_id: int) -> tuple[int, int]:
    """How many records a job has listed, and how many still wait to be handed over or marked."""
    listed = count(db, _R.source == source, _R.seen_job == job_id)
    left = count(db, _R.source == source, _R.plan_job == job_id, _R.plan.in_(("add", "change", "missing")))
    return listed, left


def is_anything_open(db: Connection, source: str) -> bool:
    """Whether a record of a source needs more than its list's word "as before": not handed over, failed, unmarked."""
    waits = or_(_R.delivered_at.is_(None), _R.state == "failed", _R.marker.is_(None))
    found = select(_R.id).where(_R.source == source, _R.state != "missing", waits).limit(1)
    return db.scalars(found).first() is not None


def diff(db: Connection, source: str, job_id: int, counts: Mapping[str, int]) -> Diff:
    """The plan's counts and the first lines of each kind; empty lines once another job has planned."""
    return Diff(
        counts=counts,
        added=_lines(db, source, job_id, "add"),
        changed=_lines(db, source, job_id, "change"),
        missing=_lines(db, source, job_id, "missing"),
        held=_lines(db, source, job_id, "held"),
    )


def _clear(db: Connection, job: Job) -> None:
    """Drop what an earlier job planned, and what was listed once, never handed over, and is gone."""
    db.execute(update(RECORDS).where(_R.source == job.source, _R.plan.is_not(None)).values(plan=None))
    gone = or_(_R.seen_job.is_(None), _R.seen_job != job.id)
    db.execute(delete(RECORDS).where(_R.source == job.source, gone, _R.delivered_at.is_(None)))


def _plan_seen(db: Connection, job: Job) -> None:
    """Every listed record: add, change, or nothing when the source's own marker is as before."""
    seen = and_(_R.source == job.source, _R.seen_job == job.id)
    stale = or_(
        _R.state.in_(("missing", "failed")), _R.marker.is_(None), _R.new_marker.is_(None), _R.marker != _R.new_marker
    )
    wanted = case((_R.delivered_at.is_(None), "add"), (stale, "change"), else_=None)
    db.execute(update(RECORDS).where(seen, or_(_R.delivered_at.is_(None), stale)).values(plan=wanted, plan_job=job.id))
    settled = and_(seen, _R.plan.is_(None))
    db.execute(update(RECORDS).where(settled, _R.state.in_(("added", "changed"))).values(state="unchanged"))
    db.execute(update(RECORDS).where(settled).values(entry=None))


def _plan_missing(db: Connection, job: Job) -> None:
    absent = and_(_R.source == job.source, _R.seen_job != job.id, _R.state != "missing")
    db.execute(update(RECORDS).where(absent).values(plan="missing", plan_job=job.id))


def _renames(job: Job) -> Executable:
    """Pairs (new, old) of one source: a record that came and one that went, with one content or one title."""
    new, old = aliased(RECORDS, name="new"), aliased(RECORDS, name="old")
    same_title = and_(new.c.title == old.c.title, new.c.title != "", new.c.agency.is_not_distinct_from(old.c.agency))
    return select(new.c.id, old.c.id).where(
        new.c.source == job.source,
        old.c.source == job.source,
        new.c.plan == "add",
        old.c.plan == "missing",
        or_(new.c.fingerprint == old.c.fingerprint, same_title),
    )


def _merges(job: Job) -> Executable:
    """Pairs (new, twin) of two sources: same agency and title, or same landing page."""
    new, old = aliased(RECORDS, name="new"), aliased(RECORDS, name="old")
    same_title = and_(new.c.title == old.c.title, new.c.agency == old.c.agency, new.c.title != "")
    twins = [same_title, new.c.url == old.c.url]
    one = [
        select(new.c.id, old.c.id).where(
            new.c.source == job.source,
            new.c.plan == "add",
            old.c.source != job.source,
            old.c.delivered_at.is_not(None),
            old.c.state != "missing",
            twin,
        )
        for twin in twins
    ]
    return one[0].union(one[1])


def propose(db: Connection, job: Job, kind: str, pairs: Executable) -> None:
    """Hold each pair for a steward, unless one said no to it before; each record stands in one pair at most."""
    decided = _decided(db, job.source)
    taken: set[int] = set()
    for new, old in sorted((row[0], row[1]) for row in db.execute(pairs)):
        if decided.get((new, old)) == "rejected" or new in taken or old in taken:
            continue
        taken.add(new)
        held = _R.id == new
        if kind == "rename":
            taken.add(old)
            held = _R.id.in_((new, old))
        if (new, old) not in decided:
            db.execute(insert(PROPOSALS).values(kind=kind, source=job.source, job=job.id, record=new, other=old))
        db.execute(update(RECORDS).where(held).values(plan="held", plan_job=job.id, error=_held(kind)))
        db.execute(update(RECORDS).where(_R.id == new).values(state="held", entry=None))
        results.keep_errors(db, job, {new: _held(kind)})


def _decided(db: Connection, source: str) -> dict[tuple[int, int], str]:
    """What became of the pairs proposed before."""
    query = select(PROPOSALS.c.record, PROPOSALS.c.other, PROPOSALS.c.state).where(PROPOSALS.c.source == source)
    return {(row.record, row.other): row.state for row in db.execute(query)}


def _held(kind: str) -> dict[str, Any]:
    """Why a record waits."""
    sentences = {
        "rename": (
            "식별자만 바뀐 같은 데이터로 보입니다. 사이트의 수집 소스 목록에서 같은 데이터셋인지 정해 주세요.",
            "This looks like a known dataset under a new id; say in the list of sources on the site "
            "whether it is the same.",
        ),
        "merge": (
            "다른 소스가 이미 같은 데이터셋을 제공합니다. 사이트의 수집 소스 목록에서 합칠지 정해 주세요.",
            "Another source already brings this dataset; say in the list of sources on the site whether they are one.",
        ),
    }
    korean, english = sentences[kind]
    return {"code": f"proposed-{kind}", "message_ko": korean, "message_en": english, "record": None, "kind": "note"}


def _counts(db: Connection, job: Job) -> dict[str, int]:
    by_plan = select(_R.plan, func.count()).where(_R.source == job.source).group_by(_R.plan)
    found = {key: number for key, number in db.execute(by_plan).all() if key}
    unchanged = count(db, _R.source == job.source, _R.seen_job == job.id, _R.plan.is_(None))
    return {
        "added": found.get("add", 0),
        "changed": found.get("change", 0),
        "unchanged": unchanged,
        "missing": found.get("missing", 0),
        "held": found.get("held", 0),
        "renamed": count(db, _R.source == job.source, _R.seen_job != job.id, _R.plan == "held"),
    }


def is_pending(job: Job) -> tuple[ColumnElement[bool], ...]:
    """What is true of a record that waits to be fetched and handed over."""
    return (_R.source == job.source, _R.plan.in_(("add", "change")), _R.plan_job == job.id)


def count(db: Connection, *conditions: ColumnElement[bool]) -> int:
    """How many records meet all of some conditions."""
    return int(db.scalars(select(func.count()).select_from(RECORDS).where(*conditions)).one())


def _lines(db: Connection, source: str, job_id: int, planned: Plan) -> tuple[DiffLine, ...]:
    chosen = select(RECORDS).where(_R.source == source, _R.plan == planned, _R.plan_job == job_id)
    chosen = chosen.order_by(_R.id).limit(DIFF_LINES)
    return tuple(rows.diff_line(row) for row in db.execute(chosen).mappings())
