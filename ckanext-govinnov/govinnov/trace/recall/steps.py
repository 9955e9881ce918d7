"""The life of a recall that is kept: who took which step, when, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from govinnov.trace.recall.predicate import Predicate

State = Literal["draft", "open", "closed", "withdrawn"]

#: Which steps may follow a state; ``None`` is before the first one.
Following = Mapping[State | None, tuple[State, ...]]
NEXT: Following = {
    None: ("draft",),
    "draft": ("open", "withdrawn"),
    "open": ("closed", "withdrawn"),
    "closed": (),
    "withdrawn": (),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a recall was brought into.

    Attributes:
        state: The state from then on.
        steward: Who took the step; never public.
        reason_ko: Why, in Korean; public.
        reason_en: Why, in English.
        at: Since when it is known.
    """

    state: State
    steward: str
    reason_ko: str
    reason_en: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A recall as it stood at a moment; ``since`` is when it came into its state."""

    id: int
    predicate: Predicate
    inspection: int | None
    state: State
    reason_ko: str
    reason_en: str
    since: datetime


def mistakes(
    before: State | None, last: datetime | None, step: Step, following: Following = NEXT
) -> tuple[str, str] | None:
    """What is wrong with a step, in both languages; nothing where it may be taken."""
    if not all(text.strip() for text in (step.steward, step.reason_ko, step.reason_en)):
        return "누가, 왜 하는지를 두 언어로 적으세요.", "Say who takes the step, and why, in both languages."
    if step.state not in following[before]:
        allowed = ", ".join(following[before])
        return (
            f"'{before}' 다음에 올 수 있는 단계: {allowed or '없음'}. '{step.state}'은(는) 올 수 없습니다.",
            f"After '{before}' may come {allowed or 'nothing'}, not '{step.state}'.",
        )
    if last is not None and step.at <= last:
        return (
            f"앞 단계({last.isoformat()})보다 늦은 시각을 적으세요.",
            f"Give a time after the step before ({last.isoformat()}).",
        )
    return None
