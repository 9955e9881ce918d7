"""Recalls that are kept: stewards draft, open, close and withdraw them, each step by name and with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ckanext.govinnov.publishing import judging, refusal
from ckanext.govinnov.trace_desk import entering
from ckanext.govinnov.trace_desk.wished import Wish, subject
from govinnov import gate
from govinnov.trace.lookup.words import Words
from govinnov.trace.recall.official import Inspection
from govinnov.trace.recall.steps import NEXT, Kept, State, Step
from govinnov.trace.store import stewarding
from govinnov.trace.store.recalling import meant

ALWAYS = "infinity"
#: Inspections that a recall may follow, the newest first.
_MOST_INSPECTIONS = 30
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Recall:
    """One that is kept, as it stands, and all steps of it."""

    kept: Kept
    steps: tuple[Step, ...]

    @property
    def subject(self) -> str:
        """What it is about, in one line."""
        return subject(self.kept.predicate)

    @property
    def next(self) -> tuple[State, ...]:
        """The steps that it may take."""
        return NEXT[self.kept.state]


def listed(state: str = "") -> list[Kept]:
    """All that are kept, the last step first; of one state where one is named."""
    with entering.store() as db:
        return [one for one in stewarding.recalls(db, ALWAYS) if state in ("", one.state)]


def one(number: int) -> Recall | None:
    """A kept recall with its steps and who took them."""
    with entering.store() as db:
        found = next((one for one in stewarding.recalls(db, ALWAYS) if one.id == number), None)
        return Recall(found, tuple(stewarding.steps(db, number))) if found else None


def inspections() -> list[tuple[int, Inspection]]:
    """What was found wrong, the newest first."""
    with entering.store() as db:
        return stewarding.inspections(db, ALWAYS, _MOST_INSPECTIONS)


def draft(wish: Wish, said: Mapping[str, str]) -> int:
    """Keep a recall that nobody but stewards sees, and give its number.

    Raises:
        StepError: Nobody says why.
        ValidationError: The reason must not be read.
    """
    step = _step("draft", said)
    with entering.store() as db:
        known = dict(stewarding.inspections(db, ALWAYS, _MOST_INSPECTIONS))
        follows = wish.inspection if wish.inspection in known else None
        return stewarding.propose(db, meant(db, wish.predicate), step, follows)


def take(number: int, state: State, said: Mapping[str, str]) -> None:
    """Take the next step of a recall.

    Raises:
        StepError: There is no such recall, or it can't take this step.
        ValidationError: The reason must not be read.
    """
    step = _step(state, said)
    with entering.store() as db:
        stewarding.advance(db, number, step)


def reasons(said: Mapping[str, str]) -> Words:
    """Why, in both languages, screened: people will read it.

    Raises:
        ValidationError: It must not be read.
    """
    told = {name: said.get(name, "").strip()[:_LONGEST] for name in ("reason_ko", "reason_en")}
    verdict = judging.words({name: text for name, text in told.items() if text})
    if not isinstance(verdict, gate.AcceptedTexts):
        raise refusal.of_texts(verdict)
    return Words(told["reason_ko"], told["reason_en"])


def _step(state: State, said: Mapping[str, str]) -> Step:
    why = reasons(said)
    return Step(state, entering.steward(), why.word, why.word_en, datetime.now(UTC))
