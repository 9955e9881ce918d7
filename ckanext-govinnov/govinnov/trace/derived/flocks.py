"""Live birds at farms: what came, less what left, was slaughtered or died."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govinnov.trace.codes.written import kind_of
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import PIECES, measured
from govinnov.trace.derived.sources import Story
from govinnov.trace.epcis.numbers import plus
from govinnov.trace.lineage.about import Item, here, items, kind, summed

#: Hens that lay stay: what an event of this step takes in is not used up.
_LAYING = "commissioning"
Change = tuple[str, str, Decimal | None]


class Flocks:
    """Learnt record by record; only lots whose codes are no goods' are birds."""

    def __init__(self) -> None:
        self._lots: dict[str, set[str]] = {}
        self._heads: dict[str, Decimal | None] = {}

    def learn(self, story: Story, parties: Parties) -> None:
        """Learn from a record; of farms alone anything is kept."""
        for party, lot, heads in _changes(story):
            if parties.role(party) == "farm" and kind_of(lot) is None:
                self._lots.setdefault(party, set()).add(lot)
                self._heads[party] = plus(self._heads.get(party, Decimal()), heads)

    def standing(self, kinds: Kinds) -> Iterator[tuple[str, str, Decimal]]:
        """Farms, what they keep, and how many: those whose birds are of one kind and whose amounts are all known.

        More gone than came, or nothing left, tells nothing of what stands there.
        """
        for party in sorted(self._heads):
            found, heads = {kinds.maybe(lot) for lot in self._lots[party]} - {None}, self._heads[party]
            if heads is not None and heads > 0 and found in ({"chicken"}, {"duck"}):
                yield party, str(next(iter(found))), heads


def _changes(story: Story) -> Iterator[Change]:
    """Who has how many more or fewer birds of which lot after a record; None where it does not say."""
    event, times = story.record.event, story.record.times
    for edge in story.moves:
        heads, _ = _pieces(Item(edge.source.lot, edge.quantity, edge.unit), times)
        yield edge.source.party, edge.source.lot, None if heads is None else -heads
        yield edge.target.party, edge.source.lot, heads
    if kind(event) == "TransformationEvent":
        yield from _made(story)
    elif kind(event) == "ObjectEvent" and event.get("action") in ("ADD", "DELETE"):
        for item in summed(items(event, "epcList", "quantityList")):
            heads, _ = _pieces(item, times)
            yield here(event), item.lot, heads if event["action"] == "ADD" or heads is None else -heads


def _made(story: Story) -> Iterator[Change]:
    event, times = story.record.event, story.record.times
    if story.record.step != _LAYING:
        for item in summed(items(event, "inputEPCList", "inputQuantityList")):
            heads, _ = _pieces(item, times)
            yield here(event), item.lot, None if heads is None else -heads
    for item in summed(items(event, "outputEPCList", "outputQuantityList")):
        yield here(event), item.lot, _pieces(item, times)[0]


def _pieces(item: Item, times: int) -> tuple[Decimal | None, str]:
    quantity, unit = measured(item.quantity, item.unit, times)
    return (quantity, unit) if unit == PIECES else (None, unit)
