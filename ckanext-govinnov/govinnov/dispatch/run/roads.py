"""Times along real roads, where a folder has them: from 119 centres to nodes, and to a government's places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from govinnov.dispatch.demand import Points
from govinnov.dispatch.demand.points import MIDDLE
from govinnov.dispatch.findings import Finding
from govinnov.dispatch.geometry import metres
from govinnov.dispatch.inputs import Folder
from govinnov.dispatch.inputs.stations import Station
from govinnov.dispatch.reach import Roads, faults, network, read_roads, times
from govinnov.dispatch.reach.roads import Ints
from govinnov.dispatch.reach.stations import TOO_FAR_M, nearest

Floats = NDArray[np.float64]
#: A network spans a government when so much of its weight is so near to a node; others are main roads alone, or cuts.
LEAST_SPANNED, SPANNED_M = 0.95, 200.0
#: No way is longer than this, in milliseconds.
_LONGEST_MS = 3 * 3_600_000


@dataclass(frozen=True, slots=True)
class Driven:
    """Nodes and how long the nearest post drives to them.

    Attributes:
        places: On the plane, shape (n, 2).
        seconds: Shape (n,); infinite where there is no way.
    """

    places: Floats
    seconds: Floats

    def to(self, points: Points) -> Floats | None:
        """Seconds to each of a government's places by its nearest node; None where the network does not span it.

        A place more than 500 m from every node has no way.
        """
        if not len(self.places):
            return None
        metres_off, seconds = self.at(points.places)
        weight = points.weights[:, MIDDLE]
        return None if weight[metres_off <= SPANNED_M].sum() < LEAST_SPANNED * weight.sum() else seconds

    def at(self, places: Floats) -> tuple[Floats, Floats]:
        """Metres from places to their nearest node, and seconds to there; infinite where it is too far."""
        from scipy.spatial import cKDTree

        metres_off, node = cKDTree(self.places).query(places)
        return metres_off, np.where(metres_off <= TOO_FAR_M, self.seconds[node], np.inf)


def driven(folder: Folder, fire: Sequence[Station], findings: list[Finding]) -> Driven:
    """Drive every network of a folder from its 119 centres; networks without coordinates are of no use here.

    Args:
        folder: Networks, each with what is wrong with it.
        fire: The centres.
        findings: ``station-too-far`` among them: more than 500 m from every node of a network that it stands in.

    Raises:
        InputError: A network can't be read.
    """
    centres = [one for one in fire if one.place]
    posts = np.array([one.place for one in centres], dtype=np.float64).reshape(-1, 2)
    made, (near, within) = [], np.zeros((2, len(posts)), dtype=bool)
    for roads in _networks(folder):
        matrix, (off, node) = network(roads), nearest(roads, posts)
        findings.extend([*roads.findings, *faults(roads, matrix)])
        made.append(_driven(roads, matrix, node[off <= TOO_FAR_M]))
        near |= off <= TOO_FAR_M
        within |= _around(roads, posts)
    findings.extend(Finding("station-too-far", *centres[at].at) for at in np.flatnonzero(within & ~near).tolist())
    none = np.empty((0, 2)), np.empty(0)
    places, seconds = (np.concatenate(parts) for parts in zip(none, *made, strict=True))
    return Driven(places, seconds)


def _around(roads: Roads, posts: Floats) -> NDArray[np.bool_]:
    """Which posts are within the rectangle that a network fits in."""
    placed = roads.lonlat[np.isfinite(roads.lonlat).all(axis=1)]
    if not len(placed):
        return np.zeros(len(posts), dtype=bool)
    inside: NDArray[np.bool_] = ((posts >= placed.min(axis=0)) & (posts <= placed.max(axis=0))).all(axis=1)
    return inside


def _networks(folder: Folder) -> Iterator[Roads]:
    nodes = folder.of("road-nodes")
    yield from (read_roads(source.path) for source in folder.of("roads"))
    yield from (read_roads(source.path, nodes[0].path if nodes else None) for source in folder.of("road-links"))


def _driven(roads: Roads, matrix: csr_array, posts: Ints) -> tuple[Floats, Floats]:
    found = times(matrix, posts, _LONGEST_MS)
    placed = np.isfinite(roads.lonlat).all(axis=1)
    seconds = np.where(found.ms < 0, np.inf, found.ms / 1000)
    return metres(roads.lonlat[placed]), seconds[placed]
