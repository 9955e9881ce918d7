"""One record of a feed, and how its readers ask it: for days, amounts, lots and parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from govinnov.trace import fields
from govinnov.trace.codes import Reading, egg, read_code
from govinnov.trace.codes.model import own
from govinnov.trace.codes.years import FIRST_YEAR
from govinnov.trace.epcis.rules.values import FIRST_YEAR as FIRST_LIKELY
from govinnov.trace.epcis.rules.values import LAST_YEAR as LAST_LIKELY
from govinnov.trace.feeds.kinds import Kind
from govinnov.trace.feeds.parties import Pseudonyms, Role, who
from govinnov.trace.findings import Finding, finding

Row = Mapping[str, str]
#: What tables call the six sizes of eggs, and what events call them (`fields.SIZES`), largest first.
SIZES = dict(zip(("king", *fields.SIZES[1:]), fields.SIZES, strict=True))

_DIGITS = 15
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_DENSE_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MARK = re.compile(r"\d{4}[A-Z0-9]{5}[1-4]", re.ASCII)


class WrongRecordError(Exception):
    """A record can't be loaded; ``found`` says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.found = found


@dataclass(slots=True)
class Told:
    """A record with the names of those in it.

    ``row`` has the fields that are not empty, by their English names.
    """

    kind: Kind
    row: Row
    names: Pseudonyms
    reporter: str = field(init=False)
    _parties: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.reporter = self.party("reporter")

    def party(self, prefix: str) -> str:
        """Who the columns of a prefix are about."""
        found = self._parties.get(prefix)
        if found is None:
            found = self._parties[prefix] = self.names.party(self.row, prefix)
        return found

    def who(self, party: str, role: Role, prefix: str) -> tuple[dict[str, str], ...]:
        """What everybody may know of a party."""
        return (who(party, role, self.row, prefix),) if party else ()

    @property
    def report(self) -> str:
        """Its event id: the reporter's own serial, of mtrace else the number that the record gives.

        Without one, the same content is the same record.
        """
        serial = self.row.get("serial", "") or (self.row.get("code", "") if self.kind.service else "")
        return self.names.report(self.reporter, self.kind.reads, serial) if serial else ""

    def text(self, name: str) -> str:
        """A field that no record may leave out."""
        if name not in self.row:
            raise WrongRecordError(finding("record-field-missing", name, field=name))
        return self.row[name]

    def aside(self, step: str) -> str:
        """The event id of another step that the record tells: two records of like steps are two."""
        return f"{self.report}/{step}" if self.report else ""

    def day(self, name: str) -> date:
        """A day of the record."""
        found = self.maybe_day(name)
        if found is None:
            raise WrongRecordError(finding("record-day-missing", name, field=name))
        return found

    def maybe_day(self, name: str) -> date | None:
        """A day that a record may leave out, of a year in which it can have happened."""
        day = self.until(name)
        if day and not FIRST_LIKELY <= day.year <= LAST_LIKELY:
            raise WrongRecordError(finding("record-day-unlikely", name, field=name))
        return day

    def until(self, name: str) -> date | None:
        """A day up to which something holds: it may be far away, or left out."""
        text = self.row.get(name, "")
        day = _day(text) if text else None
        if text and day is None:
            raise WrongRecordError(finding("record-day-missing", name, field=name))
        return day

    def number(self, *names: str) -> Decimal | None:
        """The first of some amounts that is told; of sizes, their sum."""
        for name in names:
            if name in self.row:
                return _amount(self.row[name], name)
        sizes = self.sizes(names[0])
        return sum(sizes.values(), Decimal()) if sizes else None

    def sizes(self, name: str) -> dict[str, Decimal]:
        """Eggs by size, of the sizes that are told."""
        columns = {size: f"{name}_{column}" for column, size in SIZES.items()}
        return {size: _amount(self.row[column], column) for size, column in columns.items() if column in self.row}

    def facts(self, *names: str) -> dict[str, Any]:
        """Fields of our own: by size where sizes are told, else in all."""
        told = {name: self.sizes(name) or self.number(name) for name in names}
        return {name: value for name, value in told.items() if value is not None}

    def lot(self, name: str, day: date, laid: date | None = None) -> str:
        """The lot that a code names on a record's day; a mark's year comes from its laying day, where that is told."""
        written = _written(self.row.get(name, ""), day, laid) if laid else None
        if written:
            return written
        exact = self._reading(name, day)
        if exact.family != "egg10" or laid is None:
            return exact.uri
        wrong = egg.contradiction(exact, laid)
        if wrong:
            raise WrongRecordError(wrong)
        return self._reading(name, laid).uri

    def _reading(self, name: str, on: date) -> Reading:
        """A code as it is written: what would have to be repaired is wrong here."""
        found = _exact(self.row.get(name, ""), on)
        if isinstance(found, Reading):
            return found
        raise WrongRecordError(found or finding("record-code-wrong", name, field=name))


@lru_cache(maxsize=1 << 10)
def _day(text: str) -> date | None:
    """A day as YYYYMMDD, or as the gate takes it: with hyphens, and perhaps without zeros before."""
    found = _DAY.fullmatch(text) or _DENSE_DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


@lru_cache(maxsize=1 << 16)
def _exact(text: str, on: date) -> Reading | Finding | None:
    """The reading of a code that needs no repair, or what is wrong with it; nothing else reads a whole mark exactly."""
    mark = next(egg.read(text, on), None) if _MARK.fullmatch(text) else None
    return mark if isinstance(mark, Reading) and not mark.needs else _among_all(text, on)


@lru_cache(maxsize=1 << 14)
def _written(mark: str, day: date, laid: date) -> str | None:
    """The lot of a whole mark that says its record's laying day; None where it has to be read."""
    days = laid.isoformat()
    if not _MARK.fullmatch(mark) or mark[:4] != days[5:7] + days[8:] or not date(FIRST_YEAR, 1, 1) <= laid <= day:
        return None
    return own("egg10", days, mark[4:9], mark[9])[1]


def _among_all(text: str, on: date) -> Reading | Finding | None:
    answer = read_code(text, on)
    exact = next((one for one in answer.readings if not one.repairs and not one.needs), None)
    return exact or next(_errors(answer.findings), None)


def _errors(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    return (one for one in findings if one.severity == "error" or one.code == "not-poultry")


def _amount(text: str, name: str) -> Decimal:
    number = _number(text)
    if number is None:
        raise WrongRecordError(finding("record-amount-wrong", name, field=name))
    return number


@lru_cache(maxsize=1 << 12)
def _number(text: str) -> Decimal | None:
    """An amount of at most fifteen digits before and after the point, not below nothing."""
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 and _is_short(number) else None


def _is_short(number: Decimal) -> bool:
    _, digits, exponent = number.as_tuple()
    return len(digits) <= _DIGITS and -_DIGITS <= int(exponent) <= _DIGITS - len(digits)
