"""From a predicate to everything that came of it, and how much of each is its."""

from __future__ import annotations

from dataclasses import dataclass

from govinnov.trace.lineage import Edge
from govinnov.trace.recall.ground import Ground
from govinnov.trace.recall.nearest import Before, nearest
from govinnov.trace.recall.predicate import Predicate
from govinnov.trace.recall.walk import MOST, Walked, forward
from govinnov.trace.shares import Interval, Origins, spread
from govinnov.trace.shares.intervals import ALL
from govinnov.trace.shares.makings import making_of

_ITS = "its"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a predicate means among what was walked.

    Attributes:
        walked: The lots and edges.
        shares: By lot: how much of it is the predicate's; lots without any are left out.
        before: How near each of these is to the predicate's own lots.
    """

    walked: Walked
    shares: dict[str, Interval]
    before: Before

    def path(self, lot: str) -> list[str]:
        """From the nearest of the predicate's own to a lot."""
        found = [lot]
        while (before := self.before[found[-1]][1]) is not None:
            found.append(before)
        return found[::-1]


def reach(ground: Ground, predicate: Predicate, most: int = MOST) -> Reach:
    """Everything that came of a predicate."""
    return weigh(ground, predicate, forward(ground, ground.starts(predicate), most))


def weigh(ground: Ground, predicate: Predicate, walked: Walked) -> Reach:
    """How much a predicate has of the lots of a walk: forward from it, or back from a lot, which must say the same."""
    stood = ground.stood(predicate.holder, sorted(walked.lots)) if predicate.holder else set()
    own = {lot for lot in walked.lots if predicate.has_eggs(lot, stood_there=lot in stood)}
    slaughters = [edge for edge in walked.edges if edge.source.lot in stood and _slaughtered(predicate, edge, walked)]
    parts = {_part(edge): {_ITS: ALL} for edge in slaughters}
    found = spread(walked.makings, Origins({lot: {_ITS: ALL} for lot in own}, parts))
    shares = {lot: share[_ITS] for lot, share in found.items() if _ITS in share and share[_ITS].hi > 0}
    begun = own | {edge.target.lot for edge in slaughters}
    return Reach(walked, shares, nearest(begun & shares.keys(), walked.makings, shares))


def _slaughtered(predicate: Predicate, edge: Edge, walked: Walked) -> bool:
    return edge.kind == "make" and predicate.has_making(edge, walked.facts[edge.event].at)


def _part(edge: Edge) -> tuple[str, str, str]:
    return edge.source.lot, making_of(edge), edge.target.lot
