"""Places inside an area where its weight may stand: where no grid says it, there are three placements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.demand.areas import Stands, Weighted
from govinnov.dispatch.demand.places import Places, places_of
from govinnov.dispatch.geometry.shape import Floats

#: Evenly over the land; half of them at pharmacies and schools, half evenly (the middle value); all at those.
PLACEMENTS = ("even", "half", "anchors")
MIDDLE = PLACEMENTS.index("half")


@dataclass(frozen=True, slots=True)
class Points:
    """Where weight stands.

    Attributes:
        places: On the plane, shape (n, 2).
        weights: Electors at each place by each placement, shape (n, 3).
        area: Place in the list of areas of each point, shape (n,).
    """

    places: Floats
    weights: Floats
    area: np.ndarray[tuple[int], np.dtype[np.int64]]


def stands(area: Weighted, anchors: Floats) -> Places | Stands:
    """Where an area's weight is known to stand, else where it may.

    Args:
        area: The area.
        anchors: Pharmacies and schools on the plane, shape (n, 2), from the west.
    """
    return area.cells or places_of(area.area.shape, anchors)


def points_of(areas: Iterable[tuple[Places | Stands, int]]) -> Points:
    """Points of areas of which is known where their weight stands, or may, in their order."""
    made = [_weighted(held, total) for held, total in areas]
    if not made:
        return Points(np.empty((0, 2)), np.empty((0, 3)), np.empty(0, dtype=np.int64))
    sizes = [len(where) for where, _ in made]
    where, weights = (np.concatenate(parts) for parts in zip(*made, strict=True))
    return Points(where, weights, np.repeat(np.arange(len(made)), sizes))


def _weighted(held: Places | Stands, total: int) -> tuple[Floats, Floats]:
    """Where it is known, every placement is the same."""
    if isinstance(held, Places):
        return held.weighted(total)
    return held.places, np.repeat(held.weights[:, None].astype(np.float64), len(PLACEMENTS), axis=1)
