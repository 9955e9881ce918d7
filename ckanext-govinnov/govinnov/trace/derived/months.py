"""Which months are told: those that are over, and whose last report is no longer awaited.

A month and no day: on one day few farms of a 시군구 report, and the days of a farm that falls ill would stand beside
those when it was well. No month that is still open, and no stock of today: what it grows by from one day's table to
the next was reported by few.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from govinnov.trace.epcis.times import KOREA, korean_day
from govinnov.trace.lookup.awaited import REPORT_DAYS

#: So many months are told, the newest last; hens that lay are no older.
MONTHS = 24


def told(known_at: datetime) -> list[date]:
    """The first days of the months that are told, the oldest first."""
    day = known_at.astimezone(KOREA).date() - timedelta(days=REPORT_DAYS)
    return list(_before(day))[::-1]


def after(month: date) -> date:
    """The first day of the next month."""
    return (month + timedelta(days=31)).replace(day=1)


def _before(day: date) -> Iterator[date]:
    month = day.replace(day=1)
    for _ in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        yield month


def name(day: date) -> str:
    """``2026-08``."""
    return f"{day:%Y-%m}"


def of(at: datetime) -> str:
    """The month in Korea in which something happened."""
    return name(korean_day(at) or date.min)
