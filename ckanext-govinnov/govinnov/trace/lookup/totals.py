"""How much there is around a lot of which an answer tells only the nearest: lots by kind, each way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from govinnov.trace.lineage import Graph
from govinnov.trace.lineage.model import is_inner
from govinnov.trace.lookup.printed import product
from govinnov.trace.lookup.steps import code_of

#: Nodes that are counted, each way; where there are more, no number is told.
COUNTED = 50_000


def totals(graph: Graph, lot: str) -> dict[str, Any]:
    """The totals of a lot in a graph.

    Returns:
        ``back`` and ``onward``, each a list of ``{"kind", "lots"}`` by kind, or None where there is too much to count.
    """
    seeds = graph.of_lot(lot)
    walks = {"back": graph.back(seeds, COUNTED), "onward": graph.forward(seeds, COUNTED)}
    found = {way: None if walk.more else {graph.holdings[one].lot for one in walk.nodes} for way, walk in walks.items()}
    return {way: None if lots is None else by_kind(counted(lots)) for way, lots in found.items()}


def counted(lots: Iterable[str]) -> Mapping[str, int]:
    """How many of some lots there are of each kind; the inner nodes of makings are none."""
    return Counter(product(code_of(lot)) for lot in lots if not is_inner(lot))


def by_kind(numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """Numbers as an answer has them."""
    return [{"kind": kind, "lots": number} for kind, number in sorted(numbers.items())]
