"""From a predicate to everything that came of it, and how much of each is its."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from govinnov.trace.lineage import Edge
from govinnov.trace.lineage.model import is_inner
from govinnov.trace.recall.ground import Fact, Ground
from govinnov.trace.recall.predicate import Predicate
from govinnov.trace.shares import Interval, Makings, Origins, spread
from govinnov.trace.shares.intervals import ALL
from govinnov.trace.shares.makings import making_of

#: Lots in one recall, nearest first.
MOST = 20_000
_ITS = "its"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a predicate means among edges.

    Attributes:
        shares: By lot: how much of it is the predicate's; lots without any are left out.
        before: By lot: how many makings it is from the nearest of the predicate's own, and the lot before it there.
        edges: All that was walked.
        makings: What made these lots.
        facts: When their events happened, and how often they were reported.
        truncated: There are more lots.
    """

    shares: dict[str, Interval]
    before: dict[str, tuple[int, str | None]]
    edges: tuple[Edge, ...]
    makings: Makings
    facts: dict[str, Fact]
    truncated: bool

    def path(self, lot: str) -> list[str]:
        """From the nearest of the predicate's own to a lot."""
        found = [lot]
        while (before := self.before[found[-1]][1]) is not None:
            found.append(before)
        return found[::-1]


def reach(ground: Ground, predicate: Predicate, most: int = MOST) -> Reach:
    """Everything that came of a predicate."""
    lots, edges, truncated = _walk(ground.starts(predicate), ground.onward, _target, most)
    kept = [edge for edge in edges if edge.target.lot in lots]
    makes = {*ground.made(list(lots)), *(edge for edge in kept if edge.kind == "make")}
    return _weighed(ground, predicate, set(lots), [*makes, *(edge for edge in kept if edge.kind == "move")], truncated)


def reaches(ground: Ground, predicate: Predicate, lot: str, most: int = MOST) -> Reach:
    """The same as `reach` says of one lot, from what it was made of."""
    lots, edges, truncated = _walk([lot], ground.made, _source, most)
    return _weighed(ground, predicate, set(lots), list(edges), truncated)


def _target(edge: Edge) -> str:
    return edge.target.lot


def _source(edge: Edge) -> str:
    return edge.source.lot


def _walk(
    first: Iterable[str], edges_of: Callable[[Sequence[str]], Iterable[Edge]], end: Callable[[Edge], str], most: int
) -> tuple[dict[str, None], dict[Edge, None], bool]:
    """Lots and edges, nearest first, ties by name; whether there was no room for some."""
    level = sorted(set(first))
    truncated = len(level) > most
    reached, edges = dict.fromkeys(level[:most]), dict[Edge, None]()
    level = level[:most]
    while level:
        found = dict.fromkeys(edges_of(level))
        edges |= found
        new = sorted({end(edge) for edge in found} - reached.keys())
        level = new[: most - len(reached)]
        truncated = truncated or len(new) > len(level)
        reached |= dict.fromkeys(level)
    return reached, edges, truncated


def _weighed(ground: Ground, predicate: Predicate, lots: set[str], edges: Sequence[Edge], truncated: bool) -> Reach:
    makes = [edge for edge in edges if edge.kind == "make"]
    lots = lots | {edge.source.lot for edge in makes}
    facts = dict(ground.facts({edge.event for edge in makes}))
    makings = Makings(makes, {event: fact.times for event, fact in facts.items()})
    stood = ground.stood(predicate.holder, sorted(lots)) if predicate.holder else set()
    own = {lot for lot in lots if predicate.has_eggs(lot, stood_there=lot in stood)}
    slaughters = [edge for edge in makes if edge.source.lot in stood]
    slaughters = [edge for edge in slaughters if predicate.has_making(edge, facts[edge.event].at)]
    found = spread(
        makings, Origins({lot: {_ITS: ALL} for lot in own}, {_part(edge): {_ITS: ALL} for edge in slaughters})
    )
    shares = {lot: share[_ITS] for lot, share in found.items() if _ITS in share and share[_ITS].hi > 0}
    begun = own | {edge.target.lot for edge in slaughters}
    return Reach(shares, _before(begun & shares.keys(), makings, shares), tuple(edges), makings, facts, truncated)


def _part(edge: Edge) -> tuple[str, str, str]:
    return edge.source.lot, making_of(edge), edge.target.lot


def _before(begun: set[str], makings: Makings, among: Collection[str]) -> dict[str, tuple[int, str | None]]:
    """How near each lot is to what the predicate means, and by which lot; an inner node is half a making."""
    onward: dict[str, list[str]] = {}
    for target in makings:
        for source in makings.sources(target):
            onward.setdefault(source, []).append(target)
    half = -1
    waiting: dict[int, dict[str, str | None]] = {-1: {}, 0: {}, 1: {}}
    for lot in begun:
        waiting[-1 if is_inner(lot) else 0][lot] = None
    before: dict[str, tuple[int, str | None]] = {}
    while waiting:
        for lot, via in waiting.pop(half, {}).items():
            if lot not in before:
                before[lot] = (half + 1) // 2, via
                _offer(waiting, half, lot, via, (one for one in onward.get(lot, ()) if one in among))
        half += 1
    return before


def _offer(
    waiting: dict[int, dict[str, str | None]], half: int, lot: str, via: str | None, targets: Iterable[str]
) -> None:
    """Let targets wait for their turn; of two ways that are equally near, the one by the first lot by name counts."""
    by = via if is_inner(lot) else lot
    for target in targets:
        level = waiting.setdefault(half + (1 if is_inner(lot) or is_inner(target) else 2), {})
        level[target] = min(level.get(target, by) or "", by or "") or None
