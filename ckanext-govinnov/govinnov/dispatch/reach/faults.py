"""What is wrong with a network as a whole: nodes that no road leads to, or only one way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.reach.roads import Roads


def faults(roads: Roads, matrix: csr_array) -> Iterator[Finding]:
    """``node-off-network``: no link at all; ``one-way-trap``: roads lead to the largest part, but not there and back.

    The largest part is the largest set of nodes with a way from each to each. At the border of a cut traps are where
    one-way roads leave it.

    Args:
        roads: The network.
        matrix: Its arcs, as ``network`` gives them.
    """
    linked = np.zeros(len(roads.ids), dtype=bool)
    linked[roads.tail] = linked[roads.head] = True
    yield from _told("node-off-network", roads, ~linked)
    _, weak = connected_components(matrix, directed=True, connection="weak")
    _, strong = connected_components(matrix, directed=True, connection="strong")
    sizes = np.bincount(strong)
    if len(sizes) and sizes.max() > 1:
        core = strong == sizes.argmax()
        yield from _told("one-way-trap", roads, ~core & (weak == weak[core.argmax()]))


def _told(code: str, roads: Roads, held: NDArray[np.bool_]) -> Iterator[Finding]:
    """By line; where lines are not known, together."""
    if len(roads.lines):
        yield from (Finding(code, roads.file, line) for line in roads.lines[held].tolist())
    elif held.any():
        yield Finding(code, roads.file, 0, int(held.sum()))
