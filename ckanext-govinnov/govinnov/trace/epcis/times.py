"""Points in time as EPCIS writes them: date, time and offset."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

#: Korea has had no other time since 1988; the calendar days of the law are its.
KOREA = timezone(timedelta(hours=9))
#: The farthest offset of a place on earth.
_FARTHEST = timedelta(hours=14)
_SHAPE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:[0-5]\d)", re.ASCII)


def instant(text: str) -> datetime | None:
    """The moment that a text names, to the microsecond, in the offset that it gives; None where it names none.

    Of an offset that no place has it is told in UTC: PostgreSQL takes none from 16 hours on.
    """
    return _known(text) if len(text) <= _REMEMBERED else _instant(text)


def _instant(text: str) -> datetime | None:
    if not _SHAPE.fullmatch(text):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is UTC or abs(found.utcoffset() or timedelta()) <= _FARTHEST:
        return found
    return utc(found)


#: Events of one step have the same hour: moments of texts up to this length are remembered.
_REMEMBERED = 40
_known = lru_cache(maxsize=1 << 14)(_instant)


def utc(moment: datetime) -> datetime | None:
    """The moment in UTC; None where that would be before the year 1 or after 9999."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def midnight(day: date) -> datetime:
    """The moment at which a calendar day begins in Korea."""
    return datetime.combine(day, time(), KOREA)


def korean_day(moment: datetime) -> date | None:
    """The calendar day in Korea; None where that would be before the year 1 or after 9999."""
    try:
        return moment.astimezone(KOREA).date()
    except OverflowError:
        return None
