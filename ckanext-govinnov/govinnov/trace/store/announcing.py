"""Outbreaks of which the public is told: each step by a named steward, and none of them is ever changed.

What is told is kept as it was computed: a page shows it as of then, and whoever asks can't look on from another farm.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from govinnov.trace.outbreak import Question
from govinnov.trace.recall.steps import Following, State, Step, mistakes
from govinnov.trace.store.errors import StepError
from govinnov.trace.store.kept import NOTICE, NOTICE_STEWARD, OUTBREAK
from govinnov.trace.store.taking import fetch

#: A notice is told, told anew when more is known, and ended.
NEXT: Following = {None: ("open",), "open": ("open", "closed"), "closed": ()}


class Notice(NamedTuple):
    """What the public reads of an outbreak since a moment; ``told`` is ``outbreak.public`` of the answer then."""

    outbreak: int
    state: State
    since: datetime
    reason_ko: str
    reason_en: str
    told: dict[str, Any]


class Announced(NamedTuple):
    """One step of a notice, and who took it."""

    state: State
    at: datetime
    steward: str
    reason_ko: str
    reason_en: str


def announce(db: Connection, asked: Question, told: dict[str, Any], step: Step) -> int:
    """Tell the public of an outbreak, and give its number.

    Args:
        db: Where `tables.make` has made the tables.
        asked: The farm and its window, for stewards.
        told: What the public may know.
        step: Who tells it, and why.

    Raises:
        StepError: It does not begin here, or nobody says who or why.
    """
    _may(step)
    row = {"farm": asked.farm, "day": asked.day, "days": asked.days, "steps": asked.steps}
    number = int(db.execute(insert(OUTBREAK).values(row).returning(OUTBREAK.c.id)).scalar_one())
    _keep(db, number, told, step)
    return number


def go_on(db: Connection, number: int, told: dict[str, Any], step: Step) -> None:
    """Tell the public anew, or end it.

    Raises:
        StepError: There is no such outbreak, or it has ended.
    """
    found = fetch(db, _LAST, number=number)
    if not found:
        raise StepError(f"{number}번 발생이 없습니다.", f"There is no outbreak {number}.")
    _may(step, *found[0])
    _keep(db, number, told, step)


def question(db: Connection, number: int) -> Question | None:
    """What was asked of an outbreak; only the owner of the tables may ask."""
    found = fetch(db, "SELECT farm, day, days, steps FROM trace_private.outbreak WHERE id = :number", number=number)
    return Question(*found[0]) if found else None


def notices(db: Connection) -> list[Notice]:
    """What the public is told of each outbreak, the newest first."""
    return [Notice._make([*row[:5], json.loads(row[5])]) for row in fetch(db, _NOTICES)]


def steps(db: Connection, number: int) -> list[Announced]:
    """All steps of an outbreak with their stewards, in order; only the owner of the tables may ask."""
    return [Announced(*row) for row in fetch(db, _STEPS, number=number)]


def _may(step: Step, before: State | None = None, last: datetime | None = None) -> None:
    wrong = mistakes(before, last, step, NEXT)
    if wrong:
        raise StepError(*wrong)


def _keep(db: Connection, number: int, told: dict[str, Any], step: Step) -> None:
    named = {"outbreak": number, "known_from": step.at}
    shown = {"reason_ko": step.reason_ko, "reason_en": step.reason_en, "told": json.dumps(told, ensure_ascii=False)}
    db.execute(insert(NOTICE).values({**named, "state": step.state, **shown}))
    db.execute(insert(NOTICE_STEWARD).values({**named, "name": step.steward}))


_LAST = """
    SELECT state, known_from FROM trace.notice WHERE outbreak = :number
    ORDER BY known_from DESC LIMIT 1"""

_NOTICES = """
    SELECT DISTINCT ON (outbreak) outbreak, state, known_from, reason_ko, reason_en, told FROM trace.notice
    ORDER BY outbreak DESC, known_from DESC"""

_STEPS = """
    SELECT n.state, n.known_from, w.name, n.reason_ko, n.reason_en
    FROM trace.notice n JOIN trace_private.notice_steward w USING (outbreak, known_from)
    WHERE outbreak = :number ORDER BY known_from"""
