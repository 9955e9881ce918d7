"""Walks along the edges of a ground, lot by lot, in whoever's hands they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from govinnov.trace.lineage import Edge
from govinnov.trace.recall.ground import Fact, Ground
from govinnov.trace.shares import Makings

#: Lots in one walk, nearest first.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk found.

    Attributes:
        lots: The lots, and those that went into them.
        edges: The edges between them.
        makings: What made them.
        facts: When the events of makings happened, and how often they were reported.
        truncated: There are more lots.
    """

    lots: frozenset[str]
    edges: tuple[Edge, ...]
    makings: Makings
    facts: Mapping[str, Fact]
    truncated: bool


def forward(ground: Ground, starts: Iterable[str], most: int = MOST) -> Walked:
    """What came of lots, with all that went into it."""
    lots, edges, truncated = _walk(starts, ground.onward, _target, most)
    kept = [edge for edge in edges if edge.target.lot in lots]
    return _walked(ground, lots, dict.fromkeys([*ground.made(list(lots)), *kept]), truncated)


def behind(ground: Ground, lots: Iterable[str], most: int = MOST) -> Walked:
    """What lots were made of."""
    return _walked(ground, *_walk(lots, ground.made, _source, most))


def _target(edge: Edge) -> str:
    return edge.target.lot


def _source(edge: Edge) -> str:
    return edge.source.lot


def _walk(
    first: Iterable[str], edges_of: Callable[[Sequence[str]], Iterable[Edge]], end: Callable[[Edge], str], most: int
) -> tuple[dict[str, None], dict[Edge, None], bool]:
    """Lots and edges, nearest first, ties by name; whether there was no room for some."""
    reached, edges, new = dict[str, None](), dict[Edge, None](), sorted(set(first))
    while level := new[: most - len(reached)]:
        reached |= dict.fromkeys(level)
        found = dict.fromkeys(edges_of(level))
        edges |= found
        new = sorted({end(edge) for edge in found} - reached.keys())
    return reached, edges, bool(new)


def _walked(ground: Ground, lots: Iterable[str], edges: Iterable[Edge], truncated: bool) -> Walked:
    makes = [edge for edge in edges if edge.kind == "make"]
    facts = ground.facts({edge.event for edge in makes})
    makings = Makings(makes, {event: fact.times for event, fact in facts.items()})
    return Walked(frozenset((*lots, *(edge.source.lot for edge in makes))), tuple(edges), makings, facts, truncated)
