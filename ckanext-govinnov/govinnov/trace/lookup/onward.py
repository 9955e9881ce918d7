"""How many businesses got goods, by district, so that nobody can be counted who stands among fewer than five.

Which districts are rows of their own, `govinnov.trace.crowds` says; a district's customers are its parties. Quantities
have two significant digits, stand on five businesses too, and elsewhere has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple

from govinnov.trace.crowds import LEAST, Cell, apart, grouped, two_digits
from govinnov.trace.epcis.numbers import EXACT
from govinnov.trace.lineage.about import here
from govinnov.trace.lineage.model import Edge, Record
from govinnov.trace.lineage.who import NAMED

#: Whoever does this to goods is named, and their customers are counted.
MAKING = frozenset({"killing", "packing", "repackaging"})


class Sent(NamedTuple):
    """What one business got: who it is, its district (empty where nobody knows), and how much, by unit."""

    party: str
    district: str
    quantity: Decimal | None = None
    unit: str | None = None


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
    shown = apart(all_sent, businesses)
    if shown is None:
        return {"businesses": None, "districts": [], "elsewhere": bool(all_sent)}
    return {
        "businesses": businesses(all_sent),
        "districts": [_row(cell) for cell in shown.cells],
        "elsewhere": bool(shown.elsewhere),
    }


def _row(cell: Cell[Sent]) -> dict[str, Any]:
    return {
        "district": cell.name,
        "rest": cell.is_rest,
        "businesses": businesses(cell.parts),
        "quantities": quantities(cell.parts),
    }


def businesses(sent: Iterable[Sent]) -> int:
    """How many different businesses got something."""
    return len({one.party for one in sent})


def quantities(sent: Iterable[Sent]) -> list[dict[str, Any]]:
    """Sums by unit to two significant digits; none of a unit where an amount is missing or fewer than five got it."""
    totals = {unit: _total(some) for unit, some in grouped(sent, lambda one: one.unit or "").items()}
    return [
        {"quantity": two_digits(total), "unit": unit or None}
        for unit, total in sorted(totals.items())
        if total is not None
    ]


def _total(sent: Sequence[Sent]) -> Decimal | None:
    amounts = [one.quantity for one in sent if one.quantity is not None]
    is_told = len(amounts) == len(sent) and businesses(sent) >= LEAST
    return reduce(EXACT.add, amounts, Decimal()) if is_told else None


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
            if who.role in NAMED:
                named.add(party)
        if record.step in MAKING:
            named.add(here(record.event))
    return districts, named
