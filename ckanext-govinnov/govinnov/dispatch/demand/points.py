"""Places inside an area where its weight may stand: where no grid says it, there are three placements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.demand.areas import Stands, Weighted
from govinnov.dispatch.geometry import Shape, cells
from govinnov.dispatch.geometry.shape import Floats

#: Evenly over the land; half of them at pharmacies and schools, half evenly (the middle value); all at those.
PLACEMENTS = ("even", "half", "anchors")
MIDDLE = PLACEMENTS.index("half")
#: Side of a cell in metres, halved for an area with fewer than ``FEWEST`` cells, down to ``SMALLEST_M``.
EDGE_M, SMALLEST_M, FEWEST = 250.0, 62.5, 40


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


def spread(areas: Sequence[Weighted], anchors: Floats) -> Points:
    """Spread areas' electors over cells and anchors; what stands on a grid stays where it is.

    Args:
        areas: The areas, in the order in which points will stand.
        anchors: Pharmacies and schools on the plane, shape (n, 2), from the west.
    """
    made = [_known(one.cells) if one.cells else _of_area(one.area.shape, one.total, anchors) for one in areas]
    if not made:
        return Points(np.empty((0, 2)), np.empty((0, 3)), np.empty(0, dtype=np.int64))
    sizes = [len(places) for places, _ in made]
    places, weights = (np.concatenate(parts) for parts in zip(*made, strict=True))
    return Points(places, weights, np.repeat(np.arange(len(areas)), sizes))


def _known(cells: Stands) -> tuple[Floats, Floats]:
    """Where it is known, every placement is the same."""
    return cells.places, np.repeat(cells.weights[:, None].astype(np.float64), len(PLACEMENTS), axis=1)


def _of_area(shape: Shape, electors: int, anchors: Floats) -> tuple[Floats, Floats]:
    land, held = _cells(shape), _inside(shape, anchors)
    even = np.concatenate([np.full(len(land), electors / len(land)), np.zeros(len(held))])
    at_anchors = np.concatenate([np.zeros(len(land)), np.full(len(held), electors / max(len(held), 1))])
    at_anchors = at_anchors if len(held) else even
    return np.concatenate([land, held]), np.column_stack([even, (even + at_anchors) / 2, at_anchors])


def _cells(shape: Shape) -> Floats:
    edge = EDGE_M
    while edge > SMALLEST_M and shape.square_metres < FEWEST * edge**2:
        edge /= 2
    found = cells(shape, edge)
    return found if len(found) else shape.edges[:1, :2]


def _inside(shape: Shape, anchors: Floats) -> Floats:
    left, _, right, _ = shape.bounds
    near = anchors[np.searchsorted(anchors[:, 0], left) : np.searchsorted(anchors[:, 0], right, "right")]
    return near[shape.contains(near)]
