"""Outbreaks of which the public is told: districts, and when a farm of them may first have met a sick one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ckanext.govinnov.trace_pages import answers
from ckanext.govinnov.trace_pages.asked import KOREA
from ckanext.govinnov.trace_pages.judged import hide
from ckanext.govinnov.trace_pages.refusals import Refusal
from govinnov.trace.lookup.words import Words
from govinnov.trace.outbreak.words import KINDS
from govinnov.trace.store.announcing import Notice

Told = dict[str, Any]
_REASONS = ("reason_ko", "reason_en")


@dataclass(frozen=True, slots=True)
class District:
    """A district, how a farm of it was reached, and on which day first."""

    name: str
    kind: Words
    step: int
    first_day: date

    @classmethod
    def of(cls, told: Told) -> District:
        """A district of a notice."""
        return cls(told["district"], KINDS[told["kind"]], told["step"], date.fromisoformat(told["first_day"]))


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as the page shows it."""

    reason: Words
    since: datetime
    known_at: datetime
    first: date
    last: date
    districts: tuple[District, ...]
    elsewhere: bool

    @classmethod
    def of(cls, told: Told) -> Shown:
        """A notice of the JSON."""
        since, known_at = (datetime.fromisoformat(told[name]).astimezone(KOREA) for name in ("since", "known_at"))
        first, last = (date.fromisoformat(told[name]) for name in ("from", "to"))
        districts = tuple(map(District.of, told["districts"]))
        reason = Words(told["reason_ko"], told["reason_en"])
        return cls(reason, since, known_at, first, last, districts, told["elsewhere"])


def told() -> list[Told] | Refusal:
    """Every outbreak that has not ended, the newest first; what somebody wrote meets the gate's screen."""
    found = answers.notices()
    if isinstance(found, Refusal):
        return found
    rows = [_row(one) for one in found]
    hide({f"{place}.{key}": (row, key) for place, row in enumerate(rows) for key in _REASONS})
    return rows


def _row(one: Notice) -> Told:
    since = one.since.isoformat(timespec="seconds")
    return {"since": since, "reason_ko": one.reason_ko, "reason_en": one.reason_en, **one.told}
