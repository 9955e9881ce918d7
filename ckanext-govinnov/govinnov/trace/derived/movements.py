"""Goods that changed hands, by month, kind, unit, who gave them and the 시군구 where they came from.

A row stands on five givers and on five takers: what many farms give to one packer is that packer's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinnov.trace.derived import parts
from govinnov.trace.derived.gathering import Gathered
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import Row
from govinnov.trace.derived.sources import Story

COLUMNS = ("month", "giver", "kind", "unit", "level", "district", "businesses", "moves", "quantity", "known_at")


def rows(month: str, stories: Iterable[Story], parties: Parties, kinds: Kinds) -> Iterator[Row]:
    """The rows of one month."""
    gathered = Gathered()
    for story in stories:
        for edge in story.moves:
            quantity, unit = parts.measured(edge.quantity, edge.unit, story.record.times)
            ends = edge.source.party, edge.target.party
            group = parties.role(ends[0]), kinds.of(edge.source.lot), unit
            gathered.add(group, ends, f"{story.record.key} {edge.source.lot}", quantity)
    for giver, kind, unit in gathered.groups:
        said = {"month": month, "giver": giver, "kind": kind, "unit": unit or None}
        moved = gathered.parts((giver, kind, unit), parties.district)
        yield from (said | row for row in parts.rows(moved, "moves"))
