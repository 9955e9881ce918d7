"""How much there is of each lot of a recall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from govinnov.trace.lineage.about import items, kind
from govinnov.trace.lineage.model import Record, is_inner
from govinnov.trace.recall.reach import Reach
from govinnov.trace.shares.amounts import Amount, added, amount, commonest

_TELLING = ("ObjectEvent", "TransactionEvent")


class Told(NamedTuple):
    """How much of a lot somebody says there is; ``is_new``: it is said to have come into being."""

    lot: str
    amount: Amount
    is_new: bool


def outputs(found: Reach) -> dict[str, Amount]:
    """What the makings of each lot gave; nothing where nothing made it, or no amount is told."""
    lots = (lot for lot in found.shares if not is_inner(lot))
    return {lot: added(making.output for making in found.walked.makings.of(lot)) for lot in lots}


def quantities(found: Reach, made: Mapping[str, Amount], said: Iterable[Record]) -> dict[str, Amount]:
    """How much there is of each lot of a recall.

    What its makings gave; of a lot that nothing made, what is said to have come into being, or else the most that
    anybody says of it at once.

    Args:
        found: What a recall reaches.
        made: What makings gave (`outputs`).
        said: Records that say of the other lots that they are there.
    """
    moved: dict[str, list[Amount]] = {}
    for edge in found.walked.edges:
        if edge.kind == "move":
            moved.setdefault(edge.source.lot, []).append(amount(edge.quantity, edge.unit, 1))
    told: dict[str, list[Told]] = {}
    for one in (one for record in said for one in told_by(record)):
        told.setdefault(one.lot, []).append(one)
    return {lot: one or _said(told.get(lot, ()), moved.get(lot, ())) for lot, one in made.items()}


def told_by(record: Record) -> Iterator[Told]:
    """How much a record says there is of each of its lots."""
    event = record.event
    is_new = kind(event) == "ObjectEvent" and event.get("action") == "ADD"
    for item in items(event, "epcList", "quantityList") if kind(event) in _TELLING else ():
        yield Told(item.lot, amount(item.quantity, item.unit, record.times), is_new)


def _said(told: Sequence[Told], moved: Iterable[Amount]) -> Amount:
    new = added(one.amount for one in told if one.is_new)
    return new or _most([*(one.amount for one in told), *moved])


def _most(amounts: Sequence[Amount]) -> Amount:
    if not any(amounts):
        return {}
    unit = commonest(amounts)
    return {unit: max(one[unit] for one in amounts if unit in one)}
