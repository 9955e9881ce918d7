"""Holdings of one lot that no move joins: somebody had it, and nobody reported how it came there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govinnov.trace.lineage.model import Beyond, Edge, Holding


class _Lot(NamedTuple):
    """Nodes of a lot: where it was made, and where it was without having come there; and whether anything made it."""

    made: list[int]
    unexplained: list[int]
    is_made: bool


class Gaps:
    """Where a lot was made, and where it was without having come there.

    A lot that nothing is known to have made began in one of the places where it was, and nobody knows in which.

    Args:
        holdings: The nodes, those of a lot beside each other.
        edges: What is known to join them.
        targets: The node that each edge leads to.
        beyond: What is known beyond these edges.
    """

    def __init__(
        self, holdings: Sequence[Holding], edges: Sequence[Edge], targets: Iterable[int], beyond: Beyond
    ) -> None:
        self._holdings, self._beyond = holdings, beyond
        self._made = bytearray(map(beyond.made.__contains__, holdings))
        self._got = bytearray(map(beyond.got.__contains__, holdings))
        self._lots: dict[str, _Lot] = {}
        for edge, target in zip(edges, targets, strict=True):
            self._got[target] = 1
            self._made[target] |= edge.kind == "make"

    def before(self, node: int) -> Sequence[int]:
        """Where a lot may have come from that is there without having come."""
        if self._got[node]:
            return ()
        lot = self._lot(node)
        return lot.made if lot.is_made else lot.unexplained

    def after(self, node: int) -> Sequence[int]:
        """Where a lot may have gone to from where it began."""
        if self._got[node] and not self._made[node]:
            return ()
        lot = self._lot(node)
        return lot.unexplained if self._made[node] or not lot.is_made else ()

    def _lot(self, node: int) -> _Lot:
        name = self._holdings[node].lot
        found = self._lots.get(name)
        if found is None:
            there = nodes_of(self._holdings, name)
            made = [one for one in there if self._made[one]]
            unexplained = [one for one in there if not self._got[one]]
            found = self._lots[name] = _Lot(made, unexplained, bool(made) or name in self._beyond.lots)
        return found


def nodes_of(holdings: Sequence[Holding], lot: str) -> range:
    """The places of a lot's holdings among all, which are sorted."""
    first = last = bisect_left(holdings, (lot, ""))
    while last < len(holdings) and holdings[last].lot == lot:
        last += 1
    return range(first, last)
