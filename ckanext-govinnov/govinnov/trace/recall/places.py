"""Where the lots of a recall came into being."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from govinnov.trace.lineage import Edge
from govinnov.trace.lineage.model import Record
from govinnov.trace.lookup.steps import PLACED
from govinnov.trace.recall.ground import Ground
from govinnov.trace.recall.reach import Reach


class Maker(NamedTuple):
    """Who made a lot, and when; the first counts."""

    at: datetime
    party: str


def districts(ground: Ground, found: Reach, lots: Collection[str], said: Iterable[Record]) -> dict[str, str]:
    """The 시군구 of who made each lot, where an event tells it; of one that nobody made, of who had it first.

    Args:
        ground: What is known.
        found: What a recall reaches.
        lots: Its lots.
        said: Records that say that those are there which nothing made.
    """
    said = list(said)
    made = [edge for edge in found.walked.edges if edge.kind == "make" and edge.target.lot in lots]
    makers = _first((edge.target.lot, _maker(edge, found)) for edge in made)
    makers = _first((item.lot, Maker(one.at, one.hands[1])) for one in said for item in one.things) | makers
    begun = list(_begun(found.walked.edges, lots - makers.keys()))
    events = {*_telling(made, found), *(edge.event for edge in begun)}
    told = _told([*ground.records(events).values(), *said]) if events else _told(said)
    holders = {edge.source.lot: edge.source.party for edge in sorted(begun, key=_source)}
    parties = holders | {lot: maker.party for lot, maker in makers.items()}
    return {lot: told[party] for lot, party in parties.items() if lot in lots and party in told}


def _maker(edge: Edge, found: Reach) -> Maker:
    return Maker(found.walked.facts[edge.event].at, edge.target.party)


def _first(found: Iterable[tuple[str, Maker]]) -> dict[str, Maker]:
    """The first of each."""
    first: dict[str, Maker] = {}
    for name, maker in found:
        first[name] = min(maker, first.get(name, maker))
    return first


def _begun(edges: Iterable[Edge], lots: Collection[str]) -> Iterator[Edge]:
    """Moves of lots from those who got them from nobody."""
    moves = [edge for edge in edges if edge.kind == "move" and edge.source.lot in lots]
    got = {edge.target for edge in moves}
    return (edge for edge in moves if edge.source not in got)


def _telling(made: Iterable[Edge], found: Reach) -> Iterator[str]:
    """The first makings of each party: one is enough to know where it is, and the database reads no others."""
    makers = [(edge.event, _maker(edge, found)) for edge in made]
    first = _first((maker.party, maker) for _, maker in makers)
    return (event for event, maker in makers if first[maker.party] == maker)


def _told(records: Iterable[Record]) -> Mapping[str, str]:
    """The district of each party, by the first record that tells it."""
    told = [
        (record.at, who.district, party)
        for record in records
        for party, who in record.whos.items()
        if who.district and who.role in PLACED
    ]
    return {party: district for _, district, party in sorted(told, reverse=True)}


def _source(edge: Edge) -> tuple[str, str]:
    return edge.source
