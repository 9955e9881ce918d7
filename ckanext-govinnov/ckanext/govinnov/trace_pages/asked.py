"""What somebody asks of the trace, from an address or from a body."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ckanext.govinnov.trace_pages.refusals import MOST_BYTES, MOST_CODES, REFUSALS, Refusal
from govinnov.trace.epcis.times import instant

#: Marks and days are Korea's.
KOREA = ZoneInfo("Asia/Seoul")
#: No shell has a date from before; nobody asks about a day that is farther off than a year.
_FIRST, _AHEAD = date(2019, 1, 1), timedelta(days=366)
_CENTURY = 2000, 2100
#: What may stand beside the codes of a body.
_BESIDE = ("on", "at", "next")


@dataclass(frozen=True, slots=True)
class Asked:
    """Codes as they were typed, the day that gives marks their year, as of when (None: now), and which page.

    ``token`` is the ``next`` of the page before; it goes with one code.
    """

    codes: tuple[str, ...]
    on: date
    at: datetime | None = None
    token: str = ""


def of(codes: Sequence[str], on: str, at: str, token: str = "") -> Asked | Refusal:
    """Check what was asked; empty texts are left out.

    A plus sign that an address turned into a blank is put back.
    """
    if not codes:
        return REFUSALS["code-missing"]
    if len(codes) > MOST_CODES:
        return REFUSALS["too-many-codes"]
    day = _day(on.strip()) if on.strip() else today()
    if day is None:
        return REFUSALS["on-wrong"]
    moment = moment_of(at.strip()) if at.strip() else None
    if at.strip() and moment is None:
        return REFUSALS["at-wrong"]
    if token and len(codes) > 1:
        return REFUSALS["next-alone"]
    return Asked(tuple(codes), day, moment, token)


def of_body(raw: bytes) -> Asked | Refusal:
    """The same from ``{"codes": [...], "on": ..., "at": ..., "next": ...}``."""
    if len(raw) > MOST_BYTES:
        return REFUSALS["body-too-large"]
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return REFUSALS["body-wrong"]
    if not _is_form(said):
        return REFUSALS["body-wrong"]
    return of(said["codes"], *(said.get(name) or "" for name in _BESIDE))


def today() -> date:
    """The day in Korea."""
    return datetime.now(KOREA).date()


def _is_form(said: Any) -> bool:
    """Whether a body has the form that it should have."""
    if not isinstance(said, dict) or not isinstance(said.get("codes"), list):
        return False
    texts = [*said["codes"], *(said.get(name) or "" for name in _BESIDE)]
    return all(isinstance(one, str) for one in texts) and set(said) <= {"codes", *_BESIDE}


def moment_of(text: str) -> datetime | None:
    """A time of this century."""
    moment = instant(text.replace(" ", "+"))
    return moment if moment and _CENTURY[0] <= moment.year < _CENTURY[1] else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _FIRST <= day <= today() + _AHEAD else None
