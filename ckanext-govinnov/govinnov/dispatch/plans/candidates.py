"""Where a post may stand: the centres of a lattice within the land, as coarse as gives enough of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.grid import Rings, Spans, inside

Ints = NDArray[np.int64]
#: So many candidates at least: for a 시군구, and for a 시도 whose headquarters decide.
FEWEST, FEWEST_OF_PROVINCE = 600, 2000
#: Sides of the lattice are multiples of this, in metres.
_STEP = 20


def candidates(areas: Mapping[str, Rings], fewest: int = FEWEST) -> tuple[Ints, list[str]]:
    """Candidates and the 읍면동 that each is in.

    Args:
        areas: Code of each 읍면동 → its rings in metres (EPSG:5179).
        fewest: How many there must be at least; fewer only where the land has no room for them 20 m apart.

    Returns:
        Whole metres, shape (n, 2), by area and then from the south and from the west; and the code of each one's area.
    """
    for size in _sizes(areas, fewest):
        spans = {code: inside(rings, size) for code, rings in sorted(areas.items())}
        if sum(one.cells for one in spans.values()) >= fewest or size == _STEP:
            break
    places = np.concatenate([np.empty((0, 2), dtype=np.int64), *(_centres(one, size) for one in spans.values())])
    return places, [code for code, one in spans.items() for _ in range(one.cells)]


def _sizes(areas: Mapping[str, Rings], fewest: int) -> Iterator[int]:
    """From the side that gives about enough down to the least."""
    land = sum(inside(rings, 100).cells for rings in areas.values()) * 10_000
    first = max(1, int((land / fewest) ** 0.5) // _STEP + 1)
    return iter(range(first * _STEP, 0, -_STEP))


def _centres(spans: Spans, size: int) -> Ints:
    row, column = spans.each
    return np.column_stack([column, row]) * size + size // 2
