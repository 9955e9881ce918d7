"""One record of a feed, and how its readers ask it: for days, amounts, lots and parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from govinnov.trace import fields
from govinnov.trace.codes import Reading, read_code
from govinnov.trace.codes.egg import contradiction
from govinnov.trace.feeds.kinds import Kind
from govinnov.trace.feeds.parties import Pseudonyms, Role, who
from govinnov.trace.findings import Finding, finding

Row = Mapping[str, str]
#: What tables call the six sizes of eggs, and what events call them (`fields.SIZES`), largest first.
SIZES = dict(zip(("king", *fields.SIZES[1:]), fields.SIZES, strict=True))


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

    def __post_init__(self) -> None:
        self.reporter = self.names.party(self.row, "reporter")

    def party(self, prefix: str) -> str:
        """Who the columns of a prefix are about."""
        return self.names.party(self.row, prefix)

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
        """A day that a record may leave out."""
        text = self.row.get(name, "").replace("-", "")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise WrongRecordError(finding("record-day-missing", name, field=name)) from None

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
        exact = self._reading(name, day)
        if exact.family != "egg10" or laid is None:
            return exact.uri
        wrong = contradiction(exact, laid)
        if wrong:
            raise WrongRecordError(wrong)
        return self._reading(name, laid).uri

    def _reading(self, name: str, on: date) -> Reading:
        """A code as it is written: what would have to be repaired is wrong here."""
        found = _exact(self.row.get(name, ""), on)
        if isinstance(found, Reading):
            return found
        raise WrongRecordError(found or finding("record-code-wrong", name, field=name))


@lru_cache(maxsize=1 << 16)
def _exact(text: str, on: date) -> Reading | Finding | None:
    """The reading of a code that needs no repair, or what is wrong with it."""
    answer = read_code(text, on)
    exact = next((one for one in answer.readings if not one.repairs and not one.needs), None)
    return exact or next(_errors(answer.findings), None)


def _errors(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    return (one for one in findings if one.severity == "error" or one.code == "not-poultry")


def _amount(text: str, name: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or len(number.as_tuple().digits) > 15:
        raise WrongRecordError(finding("record-amount-wrong", name, field=name))
    return number
