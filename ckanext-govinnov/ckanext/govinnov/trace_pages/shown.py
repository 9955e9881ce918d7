"""An answer as the page shows it: what it says first, and everything else in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from ckanext.govinnov.trace_pages.asked import KOREA, Asked
from govinnov.trace.codes import Reading, Repair, read_code
from govinnov.trace.findings import CODES
from govinnov.trace.lookup.printed import Product, printed, product
from govinnov.trace.lookup.public import is_exact
from govinnov.trace.lookup.words import HOUSINGS, OTHER_STEP, STEPS, Words, amount, step_words

#: What an answer says: a recall's state (``doubtful``: none, but the last inspection failed), or why it names no lot.
Verdict = Literal["none", "doubtful", "recalled", "closed", "choose", "unknown", "malformed"]
#: Days within which the law wants a movement reported.
REPORT_DAYS = 5
_LINE = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened. ``state`` is ``reported``, ``awaited`` or ``overdue``; ``party`` got what was sent.

    An amount that is not exact is a sum to two digits.
    """

    words: Words
    day: date
    days: int
    code: str
    amount: Words | None
    party: str | None
    district: str | None
    state: str
    is_sent: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """A farm and the least and most that it has in the goods, in percent."""

    farm: str | None
    district: str | None
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Choice:
    """Another code: what to ask for, how it stands on the goods, its day and how many days ago that was."""

    code: str
    printed: str
    on: date | None
    age: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """The parts of a mark on a shell."""

    laid: str
    farm: str
    housing: str
    words: Words


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an authority found; ``value`` and ``limit`` with their unit, empty where they are not told."""

    on: date
    item: str
    value: str
    limit: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Recall:
    """Why and since when goods are recalled, and through which codes that reaches these."""

    reason: Words
    since: datetime | None
    path: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is not known or wrong, and what to do about it."""

    told: Words
    todo: Words


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page shows of one look-up."""

    asked: Asked
    told: dict[str, Any]
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
    recall: Recall
    notes: tuple[Note, ...]

    @property
    def newest(self) -> tuple[Inspection, ...]:
        """The inspections of the last day on which there was one."""
        return _newest(self.inspections)

    @property
    def is_one_recalled(self) -> bool:
        """Whether one of several codes that may be meant is recalled."""
        return not self.is_found and self.told["recall"]["state"] == "recalled"

    @property
    def is_found(self) -> bool:
        """Whether it is about one lot."""
        return self.verdict in ("none", "doubtful", "recalled", "closed")

    @property
    def typed(self) -> str:
        """What was typed, as far as a line holds it."""
        text: str = self.told["input"]
        return text if len(text) <= _LINE else text[: _LINE - 1] + "…"

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
    def is_awaited(self) -> bool:
        """Whether a movement may still be on its way to us: the law gives it some days."""
        return bool(self.steps) and (self.asked.on - self.steps[-1].day).days <= REPORT_DAYS


def answer(told: dict[str, Any], asked: Asked) -> Answer:
    """What to show of a public answer."""
    readings = read_code(told["input"], asked.on).readings
    code = told["code"] or (readings[0].code if readings else "")
    on = _day(told["on"])
    inspections = tuple(sorted(map(_inspection, told["inspections"]), key=_newest_failed_first))
    return Answer(
        asked=asked,
        told=told,
        verdict=_verdict(told, _newest(inspections)),
        product=product(code) if code else "other",
        printed=printed(code) if code else "",
        on=on,
        mark=_mark(code, readings),
        repairs=_repairs(told, readings),
        steps=tuple(_step(one) for one in told["steps"]),
        origins=tuple(_origin(one) for one in told["origins"]),
        dates=tuple(_dates(told, asked.on)),
        choices=tuple(_choice(one, asked.on) for one in _others(told, readings)),
        inspections=inspections,
        recall=_recall(told["recall"], asked.on),
        notes=tuple(_note(one) for one in told["unknown"]),
    )


def _newest(inspections: tuple[Inspection, ...]) -> tuple[Inspection, ...]:
    return tuple(one for one in inspections if one.on == inspections[0].on)


def _newest_failed_first(one: Inspection) -> tuple[int, bool, str]:
    return -one.on.toordinal(), one.passed, one.item


def _verdict(told: dict[str, Any], inspections: tuple[Inspection, ...]) -> Verdict:
    if told["match"] in ("exact", "repaired"):
        state: Verdict = told["recall"]["state"]
        return "doubtful" if state == "none" and not all(one.passed for one in inspections) else state
    return {"ambiguous": "choose", "unknown": "unknown"}.get(told["match"], "malformed")  # type: ignore[return-value]


def _mark(code: str, readings: tuple[Reading, ...]) -> Mark | None:
    """The parts of a mark: of the code that was found, else of the first reading that is one."""
    codes = (code, *(one.code for one in readings))
    mark = next((one for one in codes if one.startswith("egg10/")), None)
    if mark is None:
        return None
    laid, farm, housing = printed(mark).split()
    return Mark(laid, farm, housing, HOUSINGS[housing])


def _repairs(told: dict[str, Any], readings: tuple[Reading, ...]) -> tuple[Repair, ...]:
    """The signs that were taken for others in what was found."""
    if told["match"] != "repaired":
        return ()
    return next((one.repairs for one in readings if one.family == told["family"] and one.repairs), ())


def _step(step: dict[str, Any]) -> Step:
    code = step["code"] or ""
    words = step_words(step["step"], code) if code else STEPS.get(step["step"], OTHER_STEP)
    return Step(
        words=words,
        day=date.fromisoformat(step["date"]),
        days=step["days"],
        code=printed(code) if code else "",
        amount=amount(step["quantity"], step["unit"]),
        party=step["party"],
        district=step["district"],
        state=step["state"],
        is_sent=step["step"] == "shipping",
        is_exact=is_exact(step),
    )


def _origin(origin: dict[str, Any]) -> Origin:
    least, most = (round(100 * float(share), 1) for share in origin["share"])
    return Origin(origin["farm"], origin["district"], least, most)


def _others(told: dict[str, Any], readings: tuple[Reading, ...]) -> list[dict[str, Any]]:
    """Other codes that are known: what was typed and is not known is none of them."""
    own = {one.code for one in readings} if told["match"] == "unknown" else set()
    return [one for one in told["candidates"] if one["code"] not in own]


def _dates(told: dict[str, Any], today: date) -> Iterator[Choice]:
    """The same mark of other days."""
    for other in told["other_dates"]:
        code = told["code"].replace(told["on"], other, 1)
        yield _choice({"code": code, "on": other}, today)


def _choice(candidate: dict[str, Any], today: date) -> Choice:
    code, on = candidate["code"], _day(candidate["on"])
    age = (today - on).days if on else None
    return Choice(code, printed(code), on, age)


def _inspection(told: dict[str, Any]) -> Inspection:
    value, limit = (" ".join(filter(None, (told[name], told["unit"]))) if told[name] else "" for name in _MEASURED)
    return Inspection(date.fromisoformat(told["on"]), told["item"], value, limit, told["verdict"] == "pass")


_MEASURED = ("value", "limit")


def _recall(recall: dict[str, Any], today: date) -> Recall:
    ko = recall["reason_ko"] or ""
    since = datetime.fromisoformat(recall["since"]).astimezone(KOREA) if recall["since"] else None
    path = (_choice({"code": code, "on": None}, today) for code in recall["path"])
    return Recall(Words(ko, recall["reason_en"] or ko), since, tuple(path))


def _note(finding: dict[str, Any]) -> Note:
    kind = CODES[finding["code"]]
    return Note(Words(finding["message_ko"], finding["message_en"]), Words(kind.todo_ko, kind.todo_en))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
