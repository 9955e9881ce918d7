"""An answer as the page shows it: what it says first, and everything else in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from ckanext.govinnov.trace_pages.asked import KOREA, Asked
from ckanext.govinnov.trace_pages.parts import (
    Choice,
    Inspection,
    Mark,
    Note,
    Onward,
    Origin,
    Recall,
    Step,
    Told,
    Totals,
)
from ckanext.govinnov.trace_pages.places import Place, places
from govinnov.trace.codes import Reading, Repair, read_code
from govinnov.trace.lookup.awaited import REPORT_DAYS
from govinnov.trace.lookup.printed import Product, printed, product

#: What an answer says: a recall's state (``doubtful``: none, but the last inspection failed), or why it names no lot.
Verdict = Literal["none", "doubtful", "recalled", "closed", "choose", "unknown", "malformed"]
_UNSURE: dict[str, Verdict] = {"ambiguous": "choose", "unknown": "unknown", "malformed": "malformed"}


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page shows of one look-up."""

    asked: Asked
    told: Told
    verdict: Verdict
    product: Product
    printed: str
    on: date | None
    mark: Mark | None
    repairs: tuple[Repair, ...]
    steps: tuple[Step, ...]
    origins: tuple[Origin, ...]
    dates: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    inspections: tuple[Inspection, ...]
    onward: Onward
    recall: Recall
    notes: tuple[Note, ...]

    @property
    def is_found(self) -> bool:
        """Whether it is about one lot."""
        return self.verdict in ("none", "doubtful", "recalled", "closed")

    @property
    def is_one_recalled(self) -> bool:
        """Whether one of several codes that may be meant is recalled."""
        return not self.is_found and self.told["recall"]["state"] == "recalled"

    @property
    def is_cut(self) -> bool:
        """Whether more happened than an answer holds."""
        return self.told["next"] is not None

    @property
    def totals(self) -> tuple[Totals, ...]:
        """How much there is in all, before and after; told with the first page of several."""
        told = self.told["totals"] or {}
        return tuple(Totals.of(way, kinds) for way, kinds in told.items())

    @property
    def newest(self) -> tuple[Inspection, ...]:
        """The inspections of the last day on which there was one."""
        return _newest(self.inspections)

    @property
    def known_at(self) -> datetime:
        """As of when it holds, in Korea."""
        return datetime.fromisoformat(self.told["known_at"]).astimezone(KOREA)

    @property
    def day_before(self) -> str:
        """The moment a day earlier, as an address asks for it."""
        return (self.known_at - timedelta(days=1)).isoformat(timespec="seconds")

    @property
    def age(self) -> int | None:
        """Days from the code's day to the day of the look-up."""
        return (self.asked.on - self.on).days if self.on else None

    @property
    def places(self) -> tuple[Place, ...]:
        """The districts that its steps tell of."""
        return places(self.steps)

    @property
    def is_awaited(self) -> bool:
        """Whether a movement may still be on its way to us: the law gives it some days."""
        told = [step for step in self.steps if step.state == "reported"]
        return len(told) == len(self.steps) > 0 and (self.asked.on - told[-1].day).days <= REPORT_DAYS


def answer(told: Told, asked: Asked) -> Answer:
    """What to show of a public answer."""
    readings = read_code(told["input"], asked.on).readings
    code = told["code"] or (readings[0].code if readings else "")
    inspections = tuple(sorted(map(Inspection.of, told["inspections"]), key=lambda one: one.place))
    return Answer(
        asked=asked,
        told=told,
        verdict=_verdict(told, _newest(inspections)),
        product=product(code, (step["code"] for step in told["steps"])) if code else "other",
        printed=printed(code) if code else "",
        on=date.fromisoformat(told["on"]) if told["on"] else None,
        mark=_mark(code, readings),
        repairs=_repairs(told, readings),
        steps=tuple(map(Step.of, told["steps"])),
        origins=tuple(map(Origin.of, told["origins"])),
        dates=tuple(_dates(told, asked.on)),
        choices=tuple(_others(told, readings, asked.on)),
        inspections=inspections,
        onward=Onward.of(told["onward"]),
        recall=Recall.of(told["recall"]),
        notes=tuple(map(Note.of, told["unknown"])),
    )


def _newest(inspections: tuple[Inspection, ...]) -> tuple[Inspection, ...]:
    """Of inspections in order, those of the first one's day."""
    return tuple(one for one in inspections if one.on == inspections[0].on)


def _verdict(told: Told, inspections: tuple[Inspection, ...]) -> Verdict:
    if told["match"] in _UNSURE:
        return _UNSURE[told["match"]]
    state: Verdict = told["recall"]["state"]
    return "doubtful" if state == "none" and not all(one.passed for one in inspections) else state


def _mark(code: str, readings: tuple[Reading, ...]) -> Mark | None:
    """The parts of a mark: of the code that was found, else of the first reading that is one."""
    codes = (code, *(one.code for one in readings))
    return next((Mark.of(one) for one in codes if one.startswith("egg10/")), None)


def _repairs(told: Told, readings: tuple[Reading, ...]) -> tuple[Repair, ...]:
    """The signs that were taken for others in what was found."""
    if told["match"] != "repaired":
        return ()
    return next((one.repairs for one in readings if one.family == told["family"] and one.repairs), ())


def _others(told: Told, readings: tuple[Reading, ...], today: date) -> Iterator[Choice]:
    """Other codes that are known: what was typed and is not known is none of them."""
    own = {one.code for one in readings} if told["match"] == "unknown" else set()
    yield from (Choice.of(one["code"], one["on"], today) for one in told["candidates"] if one["code"] not in own)


def _dates(told: Told, today: date) -> Iterator[Choice]:
    """The same mark of other days."""
    for other in told["other_dates"]:
        yield Choice.of(told["code"].replace(told["on"], other, 1), other, today)
