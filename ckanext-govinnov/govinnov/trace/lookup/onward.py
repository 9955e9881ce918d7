"""How many businesses got goods, by district, so that nobody can be counted who stands among fewer than five.

A number is shown of five different businesses or more. Districts with fewer join what is left of their 시도; where that
has fewer too, it joins what is elsewhere, of which no number is shown. All rows are apart from each other, and the
total is told: so elsewhere could be worked out, and must itself be nothing, or five or more; if it is not, the smallest
row that is shown joins it. Quantities have two significant digits, stand on five businesses too, and elsewhere has
none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple

from govinnov.trace.epcis.numbers import EXACT, plain
from govinnov.trace.epcis.vocabulary import BIZ_STEP
from govinnov.trace.lineage.about import here
from govinnov.trace.lineage.model import Edge, Record
from govinnov.trace.lineage.who import NAMED

#: Fewer different businesses are never counted.
LEAST = 5
#: Whoever does this to goods is named, and their customers are counted.
MAKING = frozenset({"killing", "packing", "repackaging"})


class Sent(NamedTuple):
    """What one business got: who it is, its district (empty where nobody knows), and how much, by unit."""

    party: str
    district: str
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Those of one district, or of the rest of a 시도."""

    name: str
    is_rest: bool
    sent: tuple[Sent, ...]

    @property
    def businesses(self) -> int:
        """How many different ones."""
        return businesses(self.sent)

    @property
    def place(self) -> tuple[int, str, bool]:
        """Its place in a table: the largest first."""
        return -self.businesses, self.name, self.is_rest

    def told(self) -> dict[str, Any]:
        """Its row."""
        return {
            "district": self.name,
            "rest": self.is_rest,
            "businesses": self.businesses,
            "quantities": quantities(self.sent),
        }


def onward(sent: Iterable[Sent]) -> dict[str, Any]:
    """The table of who got goods.

    Args:
        sent: What businesses got, each as often as it got something.

    Returns:
        ``businesses``: all of them, None where they are fewer than five. ``districts``: rows with ``district`` (시도
        and 시군구, or the 시도 alone where ``rest``), ``businesses`` and ``quantities``. ``elsewhere``: whether there
        are more.
    """
    all_sent = tuple(sent)
    whole = businesses(all_sent)
    if whole < LEAST:
        return {"businesses": None, "districts": [], "elsewhere": bool(all_sent)}
    shown, elsewhere = _shown(all_sent)
    while shown and 0 < businesses(elsewhere) < LEAST:
        elsewhere += shown.pop().sent
    return {
        "businesses": whole,
        "districts": [cell.told() for cell in shown],
        "elsewhere": bool(elsewhere),
    }


def businesses(sent: Iterable[Sent]) -> int:
    """How many different businesses got something."""
    return len({one.party for one in sent})


def quantities(sent: Iterable[Sent]) -> list[dict[str, Any]]:
    """Sums by unit to two significant digits; none of a unit where an amount is missing or fewer than five got it."""
    totals = {unit: _total(some) for unit, some in _grouped(sent, lambda one: one.unit or "").items()}
    return [
        {"quantity": two_digits(total), "unit": unit or None}
        for unit, total in sorted(totals.items())
        if total is not None
    ]


def _total(sent: Sequence[Sent]) -> Decimal | None:
    amounts = [one.quantity for one in sent if one.quantity is not None]
    is_told = len(amounts) == len(sent) and businesses(sent) >= LEAST
    return reduce(EXACT.add, amounts, Decimal()) if is_told else None


def two_digits(amount: Decimal) -> str:
    """To two significant digits, half to even."""
    return plain(Decimal(f"{amount:.1e}"))


def _shown(sent: Iterable[Sent]) -> tuple[list[Cell], tuple[Sent, ...]]:
    """Districts and rests of 시도 that are large enough, the largest first; and what is left."""
    by_district: dict[str, tuple[Sent, ...]] = _grouped(sent, lambda one: one.district)
    cells = [Cell(name, False, some) for name, some in by_district.items() if name]
    shown = [cell for cell in cells if cell.businesses >= LEAST]
    small = [one for cell in cells if cell.businesses < LEAST for one in cell.sent]
    rests = [Cell(name, True, some) for name, some in _grouped(small, _province).items()]
    shown += [cell for cell in rests if cell.businesses >= LEAST]
    left = [one for cell in rests if cell.businesses < LEAST for one in cell.sent]
    return sorted(shown, key=lambda cell: cell.place), (*left, *by_district.get("", ()))


def _province(one: Sent) -> str:
    return one.district.partition(" ")[0]


def _grouped(sent: Iterable[Sent], name_of: Callable[[Sent], str]) -> dict[str, tuple[Sent, ...]]:
    found: dict[str, list[Sent]] = {}
    for one in sent:
        found.setdefault(name_of(one), []).append(one)
    return {name: tuple(some) for name, some in found.items()}


def sent_on(moves: Iterable[Edge], records: Iterable[Record]) -> list[Sent]:
    """What packers and slaughterhouses gave to others; what comes back to one of them is none of it.

    Args:
        moves: Edges; those that make something are left out.
        records: What is known of them: who packs or slaughters, and where parties are.
    """
    known, named = _parties(records)
    return [
        Sent(edge.target.party, known.get(edge.target.party, ""), edge.quantity, edge.unit)
        for edge in moves
        if edge.kind == "move" and edge.source.party in named and edge.target.party not in named
    ]


def _parties(records: Iterable[Record]) -> tuple[dict[str, str], set[str]]:
    """Districts of parties, and those who pack or slaughter."""
    districts, named = dict[str, str](), set[str]()
    for record in records:
        for party, who in record.whos.items():
            districts[party] = who.district
            named |= {party} if who.role in NAMED else set()
        named |= set(_makers(record))
    return districts, named


def _makers(record: Record) -> Iterator[str]:
    """Where something was slaughtered or packed."""
    if BIZ_STEP.word(str(record.event.get("bizStep", ""))) in MAKING:
        yield here(record.event)
