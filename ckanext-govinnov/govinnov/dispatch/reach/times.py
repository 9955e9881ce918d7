"""Shortest times from the nearest station: Tᵢ = min over stations s of t_si, in whole milliseconds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, dijkstra

from govinnov.dispatch.reach.roads import Ints, Roads


@dataclass(frozen=True, slots=True)
class Times:
    """What stations reach.

    Attributes:
        ms: Time of each node from its nearest station; −1 where it is over the limit or there is no way.
        source: The node of that station; −1 likewise.
        connected: Whether there is a way at all.
    """

    ms: Ints
    source: Ints
    connected: NDArray[np.bool_]


def network(roads: Roads) -> csr_array:
    """Arcs as a sparse matrix in milliseconds; of parallel arcs the fastest."""
    n = len(roads.ids)
    order = np.lexsort((roads.ms, roads.head, roads.tail))
    tail, head, ms = roads.tail[order], roads.head[order], roads.ms[order]
    first = np.append(True, (np.diff(tail) != 0) | (np.diff(head) != 0))[: len(tail)]
    starts = np.searchsorted(tail[first], np.arange(n + 1))
    return csr_array((ms[first].astype(np.float64), head[first], starts), shape=(n, n))


def times(matrix: csr_array, stations: Ints, limit_ms: int) -> Times:
    """Directed shortest times from stations (nodes) up to a limit, inclusive.

    Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271.
    """
    n = matrix.shape[0]
    if not len(stations):
        none = np.full(n, -1, dtype=np.int64)
        return Times(none, none, np.zeros(n, dtype=bool))
    ms, _, source = dijkstra(
        matrix, indices=np.unique(stations), min_only=True, limit=limit_ms, return_predecessors=True
    )
    within = np.isfinite(ms)
    found = np.where(within, ms, -1).astype(np.int64)
    return Times(found, np.where(within, source, -1).astype(np.int64), _connected(matrix, stations))


def _connected(matrix: csr_array, stations: Ints) -> NDArray[np.bool_]:
    """Nodes with a way from some station: the search starts at one more node, with an arc to each."""
    n, first = matrix.shape[0], np.unique(stations)
    indices = np.append(matrix.indices, first)
    starts = np.append(matrix.indptr, len(indices))
    wider = csr_array((np.ones(len(indices)), indices, starts), shape=(n + 1, n + 1))
    connected = np.zeros(n + 1, dtype=bool)
    connected[breadth_first_order(wider, n, return_predecessors=False)] = True
    return connected[:n]


def components(matrix: csr_array) -> int:
    """How many parts the network has, with no way between them in either direction."""
    return int(connected_components(matrix, directed=True, connection="weak")[0])
