"""Lots that came into being, were slaughtered or packed, by month, step, kind, unit and 시군구."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinnov.trace.derived import parts
from govinnov.trace.derived.book import Book
from govinnov.trace.derived.gathering import Gathered
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import Row
from govinnov.trace.derived.sources import Story
from govinnov.trace.lineage.about import summed

COLUMNS = ("month", "step", "kind", "unit", "level", "district", "businesses", "lots", "quantity", "known_at")
#: Steps of events → steps of the table.
STEPS = {
    "commissioning": "begun",
    "creating_class_instance": "begun",
    "killing": "slaughtered",
    "packing": "packed",
    "repackaging": "packed",
}


def rows(month: str, stories: Iterable[Story], parties: Parties, kinds: Kinds, book: Book) -> Iterator[Row]:
    """The rows of one month."""
    gathered = Gathered()
    for story in stories:
        _add(gathered, story, kinds)
    for told in book.month("lots", month, gathered.parts(parties.district)):
        step, kind, unit = told.about.group
        said = {"month": month, "step": step, "kind": kind, "unit": unit or None, **told.said}
        yield from (said | row for row in parts.rows(told.levels(), "lots"))


def _add(gathered: Gathered, story: Story, kinds: Kinds) -> None:
    record = story.record
    step = STEPS.get(record.step)
    for item in summed(record.things) if step else ():
        quantity, unit = parts.measured(item.quantity, item.unit, record.times)
        gathered.add((str(step), kinds.of(item.lot), unit), (record.hands[1],), item.lot, quantity)
