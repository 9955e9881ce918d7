"""The year of a mark that has none."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

#: Laying dates stand on shells since 23 February 2019; what is older can't be meant.
FIRST_YEAR = 2019


def latest(month: int, day: int, on: date) -> date | None:
    """The latest date with this month and day that is not after the day after ``on``; for 29 February of a leap year.

    On 2 January 1231 is last year's, 0103 is tomorrow's and 0104 last year's. ``on`` is the record's own laying,
    report or event date, or the day of a look-up; never the day on which a record arrived.
    """
    return next(_back(month, day, on), None)


def laying_days(month: int, day: int, on: date, first_year: int = FIRST_YEAR) -> tuple[date, ...]:
    """All such dates back to the first year in which marks had one, newest first."""
    return tuple(takewhile(lambda one: one.year >= first_year, _back(month, day, on)))


def is_day(month: int, day: int) -> bool:
    """Whether some year has this day."""
    return 1 <= month <= 12 and 1 <= day <= _length(month)


def _length(month: int) -> int:
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def _back(month: int, day: int, on: date) -> Iterator[date]:
    if not is_day(month, day):
        return
    bound = on + timedelta(days=1) if on < date.max else on
    for year in range(bound.year, 0, -1):
        if (month, day) != (2, 29) or isleap(year):
            made = date(year, month, day)
            if made <= bound:
                yield made
