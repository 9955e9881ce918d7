"""Recalls that are kept: a predicate, and the steps that stewards took, none of which is ever changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from govinnov.trace.recall import Predicate
from govinnov.trace.recall.official import Certification, Inspection, Official
from govinnov.trace.recall.steps import Kept, State, Step, mistakes
from govinnov.trace.store.errors import StepError
from govinnov.trace.store.kept import CERTIFICATION, INSPECTION, RECALL, RECALL_STEP, STEWARD
from govinnov.trace.store.taking import fetch


def propose(db: Connection, predicate: Predicate, step: Step, inspection: int | None = None) -> int:
    """Keep a new recall as a draft, which nobody but stewards sees.

    Args:
        db: Where `tables.make` has made the tables.
        predicate: What is to be recalled.
        step: Who proposes it, and why.
        inspection: The number of the inspection that it follows.

    Returns:
        The number of the recall.

    Raises:
        StepError: It is no draft, or nobody says who or why.
    """
    _may(step)
    row = {**asdict(predicate), "inspection": inspection}
    number = int(db.execute(insert(RECALL).values(row).returning(RECALL.c.id)).scalar_one())
    _keep(db, number, step)
    return number


def advance(db: Connection, recall: int, step: Step) -> None:
    """Take the next step of a recall.

    Raises:
        StepError: There is no such recall, or it can't take this step.
    """
    if not fetch(db, "SELECT FROM trace.recall WHERE id = :recall FOR UPDATE", recall=recall):
        raise StepError(f"{recall}번 회수가 없습니다.", f"There is no recall {recall}.")
    (before,) = fetch(db, _LAST, recall=recall)
    _may(step, *before)
    _keep(db, recall, step)


def _may(step: Step, before: State | None = None, last: datetime | None = None) -> None:
    wrong = mistakes(before, last, step)
    if wrong:
        raise StepError(*wrong)


def _keep(db: Connection, recall: int, step: Step) -> None:
    named = {"recall": recall, "known_from": step.at}
    reasons = {"state": step.state, "reason_ko": step.reason_ko, "reason_en": step.reason_en}
    db.execute(insert(RECALL_STEP).values({**named, **reasons}))
    db.execute(insert(STEWARD).values({**named, "name": step.steward}))


def steps(db: Connection, recall: int) -> list[Step]:
    """All steps of a recall with their stewards, in order; only the owner of the tables may ask."""
    return [Step(*row) for row in fetch(db, _STEPS, recall=recall)]


def recalls(db: Connection, at: datetime | str) -> list[Kept]:
    """All recalls as they stood at a moment, the newest first."""
    return [_kept(*row) for row in fetch(db, _RECALLS, at=at)]


def _kept(number: int, first: Any, last: Any, farm: str, lot: str, *rest: Any) -> Kept:
    return Kept(number, Predicate(first, last, farm, lot), *rest)


def inspected(db: Connection, found: Inspection, known_from: datetime) -> int:
    """Keep an inspection, and give its number."""
    row = {**asdict(found), "known_from": known_from}
    return int(db.execute(insert(INSPECTION).values(row).returning(INSPECTION.c.id)).scalar_one())


def inspections(db: Connection, at: datetime | str, most: int) -> list[tuple[int, Inspection]]:
    """What was found wrong, as it was known at a moment: numbers and inspections that failed, the newest first."""
    return [(number, Inspection(*row)) for number, *row in fetch(db, _INSPECTIONS, at=at, most=most)]


def certified(db: Connection, certificate: Certification, known_from: datetime) -> None:
    """Keep a certificate."""
    db.execute(insert(CERTIFICATION).values({**asdict(certificate), "known_from": known_from}))


def keep_official(db: Connection, found: Iterable[Official], known_from: datetime) -> list[bool]:
    """Keep what a feed says of inspections and certificates: which of it was not known yet."""
    return [_keep_new(db, one, known_from) for one in found]


def _keep_new(db: Connection, one: Official, known_from: datetime) -> bool:
    table = INSPECTION if isinstance(one, Inspection) else CERTIFICATION
    same = [table.c[name] == value for name, value in asdict(one).items()]  # None becomes IS NULL
    if db.execute(select(table.c.id).where(*same).limit(1)).first():
        return False
    db.execute(insert(table).values({**asdict(one), "known_from": known_from}))
    return True


_LAST = "SELECT state, known_from FROM trace.recall_step WHERE recall = :recall ORDER BY known_from DESC LIMIT 1"

_STEPS = """
    SELECT s.state, w.name, s.reason_ko, s.reason_en, s.known_from
    FROM trace.recall_step s JOIN trace_private.steward w USING (recall, known_from)
    WHERE recall = :recall ORDER BY known_from"""

_INSPECTIONS = """
    SELECT id, "on", item, verdict, value, "limit", unit, farm, lot FROM trace.inspection
    WHERE verdict = 'fail' AND known_from <= :at ORDER BY "on" DESC, id DESC LIMIT :most"""

_RECALLS = """
    SELECT r.id, r.first, r.last, r.farm, r.lot, r.inspection, s.state, s.reason_ko, s.reason_en, s.known_from
    FROM trace.recall r CROSS JOIN LATERAL (
        SELECT * FROM trace.recall_step WHERE recall = r.id AND known_from <= :at
        ORDER BY known_from DESC LIMIT 1) s
    ORDER BY s.known_from DESC, r.id DESC"""
