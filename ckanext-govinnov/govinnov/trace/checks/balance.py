"""Mass balance: what is handed on must have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from govinnov.trace.checks.facts import Facts, Found, came_out, number, own, told, went_in
from govinnov.trace.codes.written import kind_of
from govinnov.trace.epcis.numbers import plain
from govinnov.trace.fields import DEAD, DISCARDED, FIELD, HANDLED, RECEIVED, SIZES
from govinnov.trace.findings import finding
from govinnov.trace.lineage.about import Item, here
from govinnov.trace.lineage.model import Edge, Holding, Record
from govinnov.trace.lookup.steps import code_of
from govinnov.trace.recall.predicate import is_marked
from govinnov.trace.shares.amounts import Amount, added, amount

#: Days after which nothing more of a flock is expected to leave.
_EMPTIED = timedelta(days=6)
_KILLED = ("chicken", "duck")
#: An event, and an amount that it tells.
Told = tuple[str, Decimal | None, str | None]


@dataclass(frozen=True, slots=True)
class Band:
    """Kilograms of carcass that one bird may give."""

    least: Decimal
    most: Decimal


#: Assumed, not measured: carcasses are sold from 0.45 kg (small broilers) up; ducks are about twice as heavy.
BANDS: Mapping[str, Band] = MappingProxyType(
    {
        "chicken": Band(Decimal("0.35"), Decimal("2.6")),
        "duck": Band(Decimal("1.0"), Decimal("4.0")),
    }
)


def eggs(facts: Facts) -> Iterator[Found]:
    """Egg by egg: handled and discarded are what was received, size by size where all sizes are told, else in all."""
    for record in facts.changes.records:
        wrong = _unbalanced(*(own(record, name) for name in (RECEIVED, HANDLED, DISCARDED)))
        lot = min((item.lot for item in went_in(record) or told(record)), default="") if wrong else ""
        if kind_of(lot) == "egg":
            found = finding("eggs-unbalanced", value=code_of(lot), sizes=", ".join(wrong))
            yield Found(found, here(record.event), lot)


def _unbalanced(received: Any, handled: Any, thrown: Any) -> list[str]:
    """The sizes that do not add up, or ``total``."""
    sizes = [_sizes(one) for one in (received, handled, {} if thrown is None else thrown)]
    if all(one is not None for one in sizes):
        came, kept, out = (one or {} for one in sizes)
        return [size for size in SIZES if kept[size] + out[size] != came[size]]
    totals = [_total(received), _total(handled), _total("0" if thrown is None else thrown)]
    if any(one is None for one in totals):
        return []
    came_in, handled_in_all, thrown_in_all = (one or Decimal() for one in totals)
    return [] if handled_in_all + thrown_in_all == came_in else ["total"]


def _total(told_of: Any) -> Decimal | None:
    """All eggs, by size or not; nothing where nothing is told."""
    sizes = _sizes(told_of)
    return number(told_of) if sizes is None else sum(sizes.values(), Decimal())


def _sizes(told_of: Any) -> dict[str, Decimal] | None:
    """Eggs of each size; a size that is not told has none. Nothing where no size is told."""
    if not isinstance(told_of, dict):
        return None
    counts = {size: number(told_of.get(FIELD + size, "0")) for size in SIZES}
    known = {size: count for size, count in counts.items() if count is not None}
    return known if len(known) == len(SIZES) else None


def weights(facts: Facts, bands: Mapping[str, Band] = BANDS) -> Iterator[Found]:
    """Kilograms of meat by bird that was slaughtered alive."""
    for record in facts.makings("killing"):
        heads, meat = _heads(went_in(record)), _kilograms(came_out(record))
        heads -= number(own(record, DEAD)) or Decimal()
        for kind, (lot, weight) in meat.items():
            band = bands.get(kind)
            if band and heads > 0 and not band.least <= weight / heads <= band.most:
                each = plain(round(weight / heads, 2))
                told = finding("weight-unlikely", value=code_of(lot), each=each, least=band.least, most=band.most)
                yield Found(told, here(record.event), lot)


def _heads(taken: Iterable[Item]) -> Decimal:
    return sum((item.quantity or Decimal() for item in taken if item.unit in (None, "EA")), Decimal())


def _kilograms(given: Iterable[Item]) -> dict[str, tuple[str, Decimal]]:
    """The meat of a slaughter by kind: its first lot, and its whole weight where all of it is told in kilograms."""
    found: dict[str, tuple[str, Decimal]] = {}
    for item in given:
        kind = kind_of(item.lot)
        if kind in _KILLED and item.unit == "KGM" and item.quantity is not None:
            lot, weight = found.get(kind, (item.lot, Decimal()))
            found[kind] = min(lot, item.lot), weight + item.quantity
    return found


def holdings(facts: Facts) -> Iterator[Found]:
    """Nobody hands on more than came; of birds for slaughter, none is missing once the last have left."""
    for holding, left in facts.left.items():
        leaving = [edge for edge in left if not is_laying(edge)]
        came, gone = _came(facts, holding), _gone(facts, holding, leaving)
        birds = holding.lot in facts.slaughtered
        for unit in sorted(came.keys() & gone.keys()):
            missing = birds and gone[unit] < came[unit] and _is_emptied(facts, leaving)
            if gone[unit] > came[unit] or missing:
                known = {"came": _plain(came[unit]), "gone": _plain(gone[unit])}
                code = "heads-unbalanced" if birds else "more-out-than-in"
                yield Found(finding(code, value=code_of(holding.lot), **known), holding.party, holding.lot)


def is_laying(edge: Edge) -> bool:
    """Whether hens laid eggs: they stay what they were."""
    return edge.kind == "make" and is_marked(edge.target.lot) and not is_marked(edge.source.lot)


def _plain(quantity: Fraction) -> str:
    return plain(Decimal(quantity.numerator) / Decimal(quantity.denominator))


def _is_emptied(facts: Facts, left: Iterable[Edge]) -> bool:
    return facts.at - max(facts.times[edge.event] for edge in left) > _EMPTIED


def _came(facts: Facts, holding: Holding) -> Amount:
    """All that came to a holding, by unit; nothing where an amount is missing."""
    edges = {_made(edge) for edge in facts.came.get(holding, ())}
    return _sum(facts, [*edges, *_told(facts.begun, holding)])


def _gone(facts: Facts, holding: Holding, left: Iterable[Edge]) -> Amount:
    """All that left a holding or ended there; edges to several outputs tell the same amount again."""
    edges = {(edge.event, edge.quantity, edge.unit) for edge in left}
    return _sum(facts, [*edges, *_told(facts.ended, holding)])


def _made(edge: Edge) -> Told:
    amounts = (edge.made, edge.made_unit) if edge.kind == "make" else (edge.quantity, edge.unit)
    return (edge.event, *amounts)


def _told(objects: Mapping[Holding, list[Record]], holding: Holding) -> Iterator[Told]:
    for record in objects.get(holding, ()):
        yield from ((record.key, *item[1:]) for item in told(record) if item.lot == holding.lot)


def _sum(facts: Facts, parts: Iterable[Told]) -> Amount:
    """All parts, as often as they were reported; in no unit where one of them is not told."""
    amounts = [amount(quantity, unit, facts.reported[event]) for event, quantity, unit in parts]
    return added(amounts) if all(amounts) else {}
