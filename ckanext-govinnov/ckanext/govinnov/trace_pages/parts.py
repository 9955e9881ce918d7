"""The parts of an answer, each made from its part of the JSON: words instead of codes, days instead of texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ckanext.govinnov.trace_pages.asked import KOREA
from govinnov.trace.findings import CODES
from govinnov.trace.lineage.who import is_masked
from govinnov.trace.lookup.printed import printed
from govinnov.trace.lookup.public import is_exact
from govinnov.trace.lookup.words import HOUSINGS, OTHER_STEP, STEPS, Words, amount, step_words

Told = dict[str, Any]
#: Steps that are told of who got the goods.
_SENT = frozenset({"shipping", "departing"})


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

    @property
    def is_number(self) -> bool:
        """Whether who it was by is told by a number."""
        return (self.party or "").isdigit()

    @property
    def is_masked(self) -> bool:
        """Whether who it was by is a person, of whose name one sign is told."""
        return is_masked(self.party or "")

    @classmethod
    def of(cls, told: Told) -> Step:
        """A step of an answer."""
        code = told["code"] or ""
        return cls(
            words=step_words(told["step"], code) if code else STEPS.get(told["step"], OTHER_STEP),
            day=date.fromisoformat(told["date"]),
            days=told["days"],
            code=printed(code) if code else "",
            amount=amount(told["quantity"], told["unit"]),
            party=told["party"],
            district=told["district"],
            state=told["state"],
            is_sent=told["step"] in _SENT,
            is_exact=is_exact(told),
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """A farm and the least and most that it has in the goods, in percent."""

    farm: str | None
    district: str | None
    least: float
    most: float

    @classmethod
    def of(cls, told: Told) -> Origin:
        """An origin of an answer."""
        least, most = (round(100 * float(share), 1) for share in told["share"])
        return cls(told["farm"], told["district"], least, most)


@dataclass(frozen=True, slots=True)
class Choice:
    """Another code: what to ask for, how it stands on the goods, its day and how many days ago that was."""

    code: str
    printed: str
    on: date | None = None
    age: int | None = None

    @classmethod
    def of(cls, code: str, on: str | None, today: date) -> Choice:
        """A code with its day, as an answer has them."""
        day = date.fromisoformat(on) if on else None
        return cls(code, printed(code), day, (today - day).days if day else None)


@dataclass(frozen=True, slots=True)
class Mark:
    """The parts of a mark on a shell."""

    laid: str
    farm: str
    housing: str
    words: Words

    @classmethod
    def of(cls, code: str) -> Mark:
        """The parts of a canonical code."""
        laid, farm, housing = printed(code).split()
        return cls(laid, farm, housing, HOUSINGS[housing])


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an authority found; ``value`` and ``limit`` with their unit, empty where they are not told."""

    on: date
    item: str
    value: str
    limit: str
    passed: bool

    @classmethod
    def of(cls, told: Told) -> Inspection:
        """An inspection of an answer."""
        value, limit = (f"{told[name]} {told['unit'] or ''}".rstrip() if told[name] else "" for name in _MEASURED)
        return cls(date.fromisoformat(told["on"]), told["item"], value, limit, told["verdict"] == "pass")

    @property
    def place(self) -> tuple[int, bool, str]:
        """Its place in a list: the newest first, and of one day what failed."""
        return -self.on.toordinal(), self.passed, self.item


_MEASURED = ("value", "limit")


@dataclass(frozen=True, slots=True)
class Recall:
    """Why and since when goods are recalled, and through which codes that reaches these."""

    reason: Words
    since: datetime | None
    path: tuple[Choice, ...]

    @classmethod
    def of(cls, told: Told) -> Recall:
        """The recall of an answer; without a reason where there is none."""
        ko = told["reason_ko"] or ""
        since = datetime.fromisoformat(told["since"]).astimezone(KOREA) if told["since"] else None
        path = tuple(Choice(code, printed(code)) for code in told["path"])
        return cls(Words(ko, told["reason_en"] or ko), since, path)


@dataclass(frozen=True, slots=True)
class Row:
    """Businesses of a district, or of all others of a province, and about how much they got."""

    district: str
    is_rest: bool
    businesses: int
    amounts: tuple[Words, ...]

    @classmethod
    def of(cls, told: Told) -> Row:
        """A row of an answer."""
        amounts = (amount(one["quantity"], one["unit"]) for one in told["quantities"])
        return cls(told["district"], told["rest"], told["businesses"], tuple(one for one in amounts if one))


@dataclass(frozen=True, slots=True)
class Province:
    """The rows of one province, the largest first."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Onward:
    """How many businesses got the goods; ``elsewhere``: there are more, which are not counted."""

    businesses: int
    provinces: tuple[Province, ...]
    elsewhere: bool

    @property
    def is_told(self) -> bool:
        """Whether there is a number to tell."""
        return self.businesses > 0

    @classmethod
    def of(cls, told: Told) -> Onward:
        """The customers of an answer, by province."""
        rows = [Row.of(one) for one in told["districts"]]
        names = dict.fromkeys(row.district.partition(" ")[0] for row in rows)
        found = (Province(name, tuple(row for row in rows if row.district.partition(" ")[0] == name)) for name in names)
        return cls(told["businesses"] or 0, tuple(found), told["elsewhere"])


@dataclass(frozen=True, slots=True)
class Totals:
    """How many lots of each kind lie before or after the goods; nothing where they are too many to count."""

    is_back: bool
    kinds: tuple[tuple[str, int], ...] | None

    @classmethod
    def of(cls, way: str, told: list[Told] | None) -> Totals:
        """The totals of one way."""
        return cls(way == "back", None if told is None else tuple((one["kind"], one["lots"]) for one in told))


@dataclass(frozen=True, slots=True)
class Note:
    """What is not known or wrong, and what to do about it."""

    told: Words
    todo: Words

    @classmethod
    def of(cls, finding: Told) -> Note:
        """A finding of an answer."""
        kind = CODES[finding["code"]]
        return cls(Words(finding["message_ko"], finding["message_en"]), Words(kind.todo_ko, kind.todo_en))
