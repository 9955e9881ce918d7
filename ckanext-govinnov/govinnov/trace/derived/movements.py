"""Goods that changed hands, by month, kind, unit, who gave them and the 시군구 where they came from.

A row stands on five givers and on five takers: what many farms give to one packer is that packer's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinnov.trace.derived import parts
from govinnov.trace.derived.book import Book
from govinnov.trace.derived.gathering import Gathered
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import Row
from govinnov.trace.derived.sources import Story

COLUMNS = ("month", "giver", "kind", "unit", "level", "district", "businesses", "moves", "quantity", "known_at")


def rows(month: str, stories: Iterable[Story], parties: Parties, kinds: Kinds, book: Book) -> Iterator[Row]:
    """The rows of one month."""
    gathered = Gathered()
    for story in stories:
        _add(gathered, story, parties, kinds)
    for told in book.month("movements", month, gathered.parts(parties.district)):
        giver, kind, unit = told.about.group
        said = {"month": month, "giver": giver, "kind": kind, "unit": unit or None, **told.said}
        yield from (said | row for row in parts.rows(told.levels(), "moves"))


def _add(gathered: Gathered, story: Story, parties: Parties, kinds: Kinds) -> None:
    for edge in story.moves:
        quantity, unit = parts.measured(edge.quantity, edge.unit, story.record.times)
        ends = edge.source.party, edge.target.party
        group = parties.role(ends[0]), kinds.of(edge.source.lot), unit
        gathered.add(group, ends, f"{story.record.key} {edge.source.lot}", quantity)
