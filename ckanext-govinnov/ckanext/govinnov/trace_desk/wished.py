"""What a steward wants to have recalled, from an address or a form: a farm or one lot, and days in Korea."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ckanext.govinnov.trace_desk import typed
from ckanext.govinnov.trace_pages.asked import moment_of, today
from govinnov.trace.codes.model import URN
from govinnov.trace.lookup.printed import printed
from govinnov.trace.lookup.steps import code_of, lot_of
from govinnov.trace.recall import Predicate

#: Days of a predicate: more than any flock lives; and those that a form begins with.
MOST_DAYS, USUAL_DAYS = 1_000, 30


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed, as far as it can be read; ``mistakes`` names the fields that can't.

    Attributes:
        farm: A mark's five signs, or who the farm is in events.
        code: The canonical code of one lot, instead of a farm.
        first: The first laying or slaughter date.
        days: How many days, the first among them.
        inspection: The number of the inspection that it follows.
        at: As of when; now where left out.
        mistakes: Names of fields.
    """

    farm: str
    code: str
    first: date
    days: int
    inspection: int | None
    at: datetime | None
    mistakes: tuple[str, ...]

    @property
    def is_asked(self) -> bool:
        """Whether somebody named a farm or a lot."""
        return bool(self.farm or self.code)

    @property
    def last(self) -> date:
        """The last day, which is in it too."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def predicate(self) -> Predicate:
        """The rule that it stands for; a lot is meant whatever its date."""
        return Predicate(self.first, self.last, "" if self.code else self.farm, lot_of(self.code) if self.code else "")

    @property
    def subject(self) -> str:
        """What it is about, in one line."""
        return subject(self.predicate)

    @property
    def query(self) -> dict[str, Any]:
        """The same as an address asks for it."""
        named = {"code": self.code} if self.code else {"farm": self.farm}
        more = {"inspection": self.inspection} if self.inspection else {}
        return named | {"first": self.first.isoformat(), "days": self.days} | more


def of(said: Mapping[str, str]) -> Wish:
    """Read a form; what is left out is the last thirty days."""
    usual = first_before(today())
    first, days = typed.day(said.get("first", ""), usual), typed.number(said.get("days", ""), USUAL_DAYS)
    moment = said.get("at", "")
    at = moment_of(moment) if moment else None
    wrong = {
        "first": first is None,
        "days": days is None or not 1 <= days <= MOST_DAYS,
        "at": bool(moment) and at is None,
    }
    return Wish(
        farm=typed.farm(said.get("farm", "")),
        code=typed.text(said.get("code", "")),
        first=first or usual,
        days=USUAL_DAYS if wrong["days"] or days is None else days,
        inspection=typed.number(said.get("inspection", "")),
        at=at,
        mistakes=tuple(name for name, is_wrong in wrong.items() if is_wrong),
    )


def kept(predicate: Predicate, inspection: int | None = None) -> Wish:
    """A predicate that is kept, as if it had been typed."""
    days = (predicate.last - predicate.first).days + 1
    code = code_of(predicate.lot) if predicate.lot else ""
    return Wish(predicate.farm, code, predicate.first, days, inspection, None, ())


def subject(predicate: Predicate) -> str:
    """What a predicate is about, in one line."""
    if predicate.lot:
        return printed(code_of(predicate.lot))
    return f"{predicate.farm.removeprefix(URN)} {predicate.first}–{predicate.last}"


def first_before(day: date) -> date:
    """The first of the usual days that end with a day."""
    return day - timedelta(days=USUAL_DAYS - 1)
