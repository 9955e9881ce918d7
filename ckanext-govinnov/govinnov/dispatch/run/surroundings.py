"""What is around a government: pharmacies and schools, cameras, and nodes of roads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govinnov.dispatch.cctv import RADII_M, Cameras
from govinnov.dispatch.demand import Weighted
from govinnov.dispatch.geometry.nearby import Nearby
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.inputs.addresses import anchors
from govinnov.dispatch.reach.stations import TOO_FAR_M
from govinnov.dispatch.run.country import Country
from govinnov.dispatch.run.roads import Driven

_MM = 1000


class Surroundings:
    """Those of the country, of which each government gets its own."""

    def __init__(self, country: Country, roads: Driven) -> None:
        self._anchors, self._cameras, self._roads = anchors(country.addresses), country.cameras, roads
        self._by = [Nearby(places) for places in (self._anchors, country.cameras.mm, roads.places)]

    def of(self, own: Sequence[Sequence[Weighted]]) -> tuple[Floats, Cameras, Driven]:
        """Anchors within the rectangle that areas fit in, cameras that see into it, and nodes near enough to it."""
        low, high = _rectangle(own)
        anchors_near, cameras_near, nodes_near = self._by
        reach = max(RADII_M)
        cameras = cameras_near.within((low - reach) * _MM, (high + reach) * _MM)
        nodes = nodes_near.within(low - TOO_FAR_M, high + TOO_FAR_M)
        return (
            self._anchors[anchors_near.within(low, high)],
            self._cameras.some(cameras),
            Driven(self._roads.places[nodes], self._roads.seconds[nodes]),
        )


def _rectangle(own: Sequence[Sequence[Weighted]]) -> tuple[Floats, Floats]:
    """South-west and north-east corner of what a government fits in; nothing is within that of one without areas."""
    bounds = np.array([area.area.shape.bounds for part in own for area in part]).reshape(-1, 4)
    if not len(bounds):
        return np.full(2, np.inf), np.full(2, -np.inf)
    return bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
