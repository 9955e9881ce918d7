"""Places inside an area where its electors may stand: cells of its land, and pharmacies and schools."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.geometry import Shape, centres
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.grid import Spans, inside

#: Side of a cell in metres, halved for an area with fewer than ``FEWEST`` cells, down to ``SMALLEST_M``.
EDGE_M, SMALLEST_M, FEWEST = 250.0, 62.5, 40


@dataclass(frozen=True, slots=True)
class Places:
    """Where electors of an area may stand.

    Attributes:
        edge_m: Side of a cell in metres.
        spans: Cells of its land.
        anchors: Pharmacies and schools on the plane, shape (n, 2).
    """

    edge_m: float
    spans: Spans
    anchors: Floats

    @property
    def land(self) -> Floats:
        """Centres of the cells, shape (n, 2)."""
        return centres(self.spans, self.edge_m)

    def weighted(self, electors: int) -> tuple[Floats, Floats]:
        """Places, land first, and the weight of each by each of ``PLACEMENTS``, shapes (n, 2) and (n, 3)."""
        land, held = self.land, len(self.anchors)
        even = np.concatenate([np.full(len(land), electors / len(land)), np.zeros(held)])
        at_anchors = np.concatenate([np.zeros(len(land)), np.full(held, electors / max(held, 1))])
        at_anchors = at_anchors if held else even
        weights = np.column_stack([even, (even + at_anchors) / 2, at_anchors])
        return np.concatenate([land, self.anchors]), weights


def places_of(shape: Shape, anchors: Floats) -> Places:
    """Places of an area.

    Args:
        shape: The area.
        anchors: Pharmacies and schools of the country on the plane, from the west.
    """
    edge = _edge(shape)
    spans = inside(shape.rings, edge)
    held = _inside(shape, anchors)
    return Places(edge, spans, held) if spans.cells else Places(1.0, _metre_of(shape), held)


def _edge(shape: Shape) -> float:
    edge = EDGE_M
    while edge > SMALLEST_M and shape.square_metres < FEWEST * edge**2:
        edge /= 2
    return edge


def _metre_of(shape: Shape) -> Spans:
    """The square metre at a corner of an area that is too thin to hold the centre of a cell."""
    column, row = np.floor(shape.edges[:1, :2]).astype(np.int64).T
    return Spans(row, column, column + 1)


def _inside(shape: Shape, anchors: Floats) -> Floats:
    left, _, right, _ = shape.bounds
    near = anchors[np.searchsorted(anchors[:, 0], left) : np.searchsorted(anchors[:, 0], right, "right")]
    return near[shape.contains(near)]
