"""One record of a feed → what it says: its events, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from govinnov.trace.codes import Reading, read_code
from govinnov.trace.codes.egg import contradiction
from govinnov.trace.epcis.model import Event
from govinnov.trace.feeds.events import Amount, Place, made, observed
from govinnov.trace.feeds.kinds import Kind
from govinnov.trace.feeds.parties import Private, Pseudonyms, Role, role_of, who
from govinnov.trace.findings import Finding, finding

Row = Mapping[str, str]
_KILOGRAMS = "KGM"


class WrongRecordError(Exception):
    """A record can't be loaded; ``found`` says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.found = found


@dataclass(frozen=True, slots=True)
class Said:
    """What one record says; with findings nothing of it is loaded."""

    row: int
    events: tuple[Event, ...] = ()
    private: tuple[Private, ...] = ()
    findings: tuple[Finding, ...] = ()


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
        sizes = [
            _amount(self.row[f"{names[0]}_{size}"], names[0]) for size in SIZES if f"{names[0]}_{size}" in self.row
        ]
        return sum(sizes, Decimal()) if sizes else None

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


SIZES = ("king", "extra", "large", "medium", "small", "other")


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


def _eggs(told: Told) -> Iterator[Event]:
    """Eggs were laid: they came into being at their farm."""
    laid = told.day("laid_on")
    farm = told.party("farm") or told.reporter
    place = Place("commissioning", laid, farm, told.who(farm, "farm", "farm"), told.report)
    yield observed(place, Amount(told.lot("code", laid, laid), told.number("quantity")), "ADD")


def _packing(told: Told) -> Iterator[Event]:
    """Eggs or meat came from a farm to a packer, and were packed: under a new number, or under their own."""
    day = told.day("packed_on")
    farm, packer = told.party("farm"), told.party("packer") or told.reporter
    whos = (*told.who(farm, "farm", "farm"), *told.who(packer, "packer", "packer"))
    lot, unit = told.lot("code", day, told.maybe_day("laid_on")), told.row.get("unit")
    received, handled = told.number("received"), told.number("handled")
    if farm and farm != packer:
        got = Place("receiving", min(told.maybe_day("received_on") or day, day), packer, whos)
        yield observed(got, Amount(lot, received or handled, unit), giver=farm, taker=packer)
    place = Place("packing", day, packer, whos, told.report)
    if "pack_code" in told.row:
        yield made(place, Amount(lot, handled, unit), Amount(told.lot("pack_code", day), handled, unit))
    else:
        yield observed(place, Amount(lot, handled, unit))


def _moves(told: Told) -> Iterator[Event]:
    """Goods changed hands."""
    day = told.day("moved_on")
    giver, taker = told.party("giver") or told.reporter, told.party("taker")
    roles = [role_of(told.row.get(f"{side}_kind", "")) for side in ("giver", "taker")]
    whos = (*told.who(giver, roles[0], "giver"), *told.who(taker, roles[1], "taker"))
    step = "departing" if roles[0] in ("farm", "hatchery") else "shipping"
    amount = Amount(told.lot("code", day, told.maybe_day("laid_on")), told.number("quantity"), told.row.get("unit"))
    yield observed(Place(step, day, giver, whos, told.report), amount, giver=giver, taker=taker)


def _slaughter(told: Told) -> Iterator[Event]:
    """A flock came from its farm to the slaughterhouse, and became meat with a number."""
    day = told.day("slaughtered_on")
    farm, house = told.party("farm"), told.party("slaughterhouse") or told.reporter
    whos = (*told.who(farm, "farm", "farm"), *told.who(house, "slaughterhouse", "slaughterhouse"))
    flock = told.names.flock(farm, told.row.get("flock") or day.isoformat())
    heads, dead = told.number("heads"), told.number("dead")
    if farm:
        alive = None if heads is None else heads + (dead or 0)
        yield observed(Place("departing", day, farm, whos), Amount(flock, alive), giver=farm, taker=house)
    kilograms = told.number("weight_kg")
    meat = Amount(told.lot("code", day), heads if kilograms is None else kilograms, _KILOGRAMS if kilograms else None)
    yield made(Place("killing", day, house, whos, told.report), Amount(flock, heads), meat)


def _lots(told: Told) -> Iterator[Event]:
    """Chicks hatched, and were placed at a farm."""
    day = told.day("hatched_on")
    hatchery, farm = told.party("hatchery") or told.reporter, told.party("farm")
    whos = (*told.who(hatchery, "hatchery", "hatchery"), *told.who(farm, "farm", "farm"))
    flock = Amount(told.names.flock(farm, told.row.get("flock", "")), told.number("heads"))
    yield observed(Place("commissioning", day, hatchery, whos, told.report), flock, "ADD")
    if farm and farm != hatchery:
        placed = max(told.maybe_day("placed_on") or day, day)
        yield observed(Place("departing", placed, hatchery, whos), flock, giver=hatchery, taker=farm)


def _issue(told: Told) -> Iterator[Event]:
    """Eggs came from a farm to whoever gave them a number."""
    day = told.day("issued_on")
    farm, packer = told.party("farm"), told.reporter
    whos = (*told.who(farm, "farm", "farm"), *told.who(packer, "packer", "reporter"))
    amount = Amount(told.lot("code", day, told.maybe_day("laid_on")), told.number("quantity"))
    yield observed(Place("receiving", day, packer, whos, told.report), amount, giver=farm, taker=packer)


#: The one word for the way of a trade that mtrace's records are known to use: goods went out.
_OUT = "309002"


def _trade(told: Told) -> Iterator[Event]:
    """Goods went from the reporter to somebody."""
    if told.row.get("direction") != _OUT:
        raise WrongRecordError(finding("trade-unknown", "direction", told.row.get("direction", "")))
    day = told.day("moved_on")
    giver, taker = told.reporter, told.party("taker")
    role: Role = "farm" if "reporter_farm_number" in told.row else "trade"
    taking: Role = "farm" if "taker_farm_number" in told.row else "trade"
    whos = (*told.who(giver, role, "reporter"), *told.who(taker, taking, "taker"))
    amount = Amount(told.lot("code", day, told.maybe_day("laid_on")), told.number("quantity"))
    step = "departing" if role == "farm" else "shipping"
    yield observed(Place(step, day, giver, whos, told.report), amount, giver=giver, taker=taker)


_READERS: Mapping[str, Callable[[Told], Iterator[Event]]] = {
    "eggs": _eggs,
    "packing": _packing,
    "moves": _moves,
    "slaughter": _slaughter,
    "lots": _lots,
    "issue": _issue,
    "trade": _trade,
}


def said(kind: Kind, number: int, row: Row, names: Pseudonyms, rest: Mapping[str, str]) -> Said:
    """What one record says.

    Args:
        kind: What it is a record of.
        number: Its row in its file.
        row: Its fields that are not empty, by English name.
        names: How parties are named.
        rest: What stands in columns that the kind does not know, by label.
    """
    told = Told(kind, row, names)
    try:
        events = tuple(_READERS[kind.reads](told))
    except WrongRecordError as wrong:
        return Said(number, findings=(wrong.found,))
    return Said(number, events, tuple(_private(kind, told, rest)))


def _private(kind: Kind, told: Told, rest: Mapping[str, str]) -> Iterator[Private]:
    parties: dict[str, str] = {}
    for one in kind.fields:
        if one.access == "private" and one.name in told.row:
            party = parties.setdefault(one.party, told.party(one.party)) or told.reporter
            yield Private(party, one.name.removeprefix(f"{one.party}_"), told.row[one.name])
    for label, value in rest.items():
        yield Private(told.reporter, label, value)
