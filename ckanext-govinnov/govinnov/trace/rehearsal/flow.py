"""A national flow, day by day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from govinnov.trace.recall.official import Inspection
from govinnov.trace.rehearsal import birds, eggs
from govinnov.trace.rehearsal.faults import Planted, planted
from govinnov.trace.rehearsal.marked import EVENT_ID
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.official import EVERY, certificates, inspections

#: Where rehearsals begin unless somebody says otherwise.
FIRST = date(2026, 8, 1)

Event = dict[str, Any]


class Flow:
    """Events of some days, by the day on which they happen.

    Args:
        nation: Who takes part.
        days: Laying and slaughter dates from ``first`` on.
        first: The first of them.
        faults: Whether faults are planted.

    Attributes:
        labels: The planted faults.
        cast: Who plays in the stories of these.
        certificates: The certificates of farms.
    """

    def __init__(self, nation: Nation, days: int, first: date = FIRST, *, faults: bool = True) -> None:
        self.nation, self.first, self.last = nation, first, first + timedelta(days=days - 1)
        told = planted(nation, first, days) if faults else Planted([], [], [], [])
        self.labels, self.cast = told.labels, told.cast
        self.certificates = [*certificates(nation, first), *told.certificates]
        self._by_day: dict[date, list[Event]] = {}
        for event in (*eggs.hens(nation, first), *self._daily(days), *told.events):
            self._by_day.setdefault(_day(event), []).append(event)

    def _daily(self, days: int) -> Iterator[Event]:
        for number in range(days):
            today = self.first + timedelta(days=number)
            yield from eggs.day(self.nation, today, self.first)
            for kind in (birds.BROILERS, birds.DUCKS):
                yield from birds.day(self.nation, kind, today)

    @property
    def before(self) -> list[Event]:
        """How the birds came to their farms, before the first day."""
        early = sorted(day for day in self._by_day if day < self.first)
        return [event for day in early for event in self.on(day)]

    def on(self, day: date) -> list[Event]:
        """The events of one day, in time order, each with its id."""
        events = sorted(self._by_day.get(day, ()), key=_order)
        return [{**event, "eventID": f"{EVENT_ID}{self.nation.seed}/{_name(event)}"} for event in events]

    @property
    def inspected_before(self) -> list[Inspection]:
        """The last inspection of each farm before the first day."""
        early = (self.first - timedelta(days=number) for number in range(EVERY, 0, -1))
        return [one for day in early for one in inspections(self.nation, day)]

    def inspected_on(self, day: date) -> list[Inspection]:
        """The inspections of one day."""
        return list(inspections(self.nation, day))

    @property
    def days(self) -> list[date]:
        """All days from the first to the last; what happens after is not reported yet."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def _day(event: Event) -> date:
    """All times of a rehearsal are written in Korea's."""
    return datetime.fromisoformat(event["eventTime"]).date()


def _order(event: Event) -> tuple[str, str]:
    return event["eventTime"], _name(event)


def _name(event: Event) -> str:
    """What an event is called, by what it says: another day more or less changes no name."""
    return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()[:24]
