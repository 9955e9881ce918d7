"""Outbreaks: which farms may have met a sick one, for stewards; and what of it the public is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ckanext.govinnov.trace_desk import entering, recalls, typed
from ckanext.govinnov.trace_pages.asked import today
from govinnov.trace import store
from govinnov.trace.outbreak import Question, public
from govinnov.trace.recall.steps import State, Step
from govinnov.trace.store import announcing
from govinnov.trace.store.announcing import NEXT, Announced, Notice

#: Days before an outbreak that a form begins with, and the most that may be asked.
USUAL_DAYS, MOST_DAYS = 21, 400
STEPS = (1, 2)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; ``mistakes`` names the fields that can't be read."""

    question: Question
    mistakes: tuple[str, ...]

    @property
    def query(self) -> dict[str, Any]:
        """The same as an address asks for it."""
        one = self.question
        return {"farm": one.farm, "day": one.day.isoformat(), "days": one.days, "steps": one.steps}

    @property
    def subject(self) -> str:
        """What it is about, in one line."""
        return f"{self.question.farm} {self.question.first}–{self.question.day}"


@dataclass(frozen=True, slots=True)
class Outbreak:
    """One of which the public is told, and all steps of it."""

    notice: Notice
    question: Question
    steps: tuple[Announced, ...]

    @property
    def next(self) -> tuple[State, ...]:
        """The steps that it may take."""
        return NEXT[self.notice.state]


def of(said: Mapping[str, str]) -> Asked:
    """Read a form; what is left out is the last three weeks, one step."""
    day, days = typed.day(said.get("day", ""), today()), typed.number(said.get("days", ""), USUAL_DAYS)
    steps, farm = typed.number(said.get("steps", ""), STEPS[0]), typed.farm(said.get("farm", ""))
    wrong = {"day": day is None, "days": days is None or days > MOST_DAYS, "steps": steps not in STEPS}
    if day is None or days is None or steps is None or any(wrong.values()):
        return Asked(Question(farm, today(), USUAL_DAYS), tuple(name for name, is_wrong in wrong.items() if is_wrong))
    return Asked(Question(farm, day, days, steps), ())


def met(question: Question) -> dict[str, Any]:
    """The farms that one may have met, the JSON of ``trace outbreak --json``."""
    with entering.store() as db:
        return store.outbreak(db, question, datetime.now(UTC))


def announced() -> list[Notice]:
    """What the public is told of each outbreak, the newest first."""
    with entering.store() as db:
        return announcing.notices(db)


def one(number: int) -> Outbreak | None:
    """An outbreak with its steps and who took them."""
    with entering.store() as db:
        notice = next((one for one in announcing.notices(db) if one.outbreak == number), None)
        question = announcing.question(db, number)
        return Outbreak(notice, question, tuple(announcing.steps(db, number))) if notice and question else None


def announce(question: Question, said: Mapping[str, str]) -> int:
    """Tell the public the districts, and give the number of the outbreak.

    Raises:
        StepError: Nobody says why.
        ValidationError: The reason must not be read.
    """
    step, told = _step("open", said), public(met(question))
    with entering.store() as db:
        return announcing.announce(db, question, told, step)


def go_on(outbreak: Outbreak, state: State, said: Mapping[str, str]) -> None:
    """Tell the public anew with what is known now, or end it.

    Raises:
        StepError: It has ended, or nobody says why.
        ValidationError: The reason must not be read.
    """
    step = _step(state, said)
    told = public(met(outbreak.question)) if state == "open" else outbreak.notice.told
    with entering.store() as db:
        announcing.go_on(db, outbreak.notice.outbreak, told, step)


def _step(state: State, said: Mapping[str, str]) -> Step:
    why = recalls.reasons(said)
    return Step(state, entering.steward(), why.word, why.word_en, datetime.now(UTC))
