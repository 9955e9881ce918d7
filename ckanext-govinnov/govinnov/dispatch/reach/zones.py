"""Land within a distance of posts (rings), or within a time by road (isochrones), as polygons on the plane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.grid import Rings, inside
from govinnov.dispatch.reach.roads import Floats

if TYPE_CHECKING:
    from shapely import Geometry

#: Sides of the polygon that stands for a quarter of a circle; it has 0.04 % less land than the circle.
_QUARTER = 32
Ints = NDArray[np.int64]
#: From places, shape (n, 2), to seconds.
Timed = Callable[[Floats], Floats]


def ring(land: Geometry, posts: Floats, metres: float) -> Geometry:
    """Land at most so far from a post, straight on.

    Args:
        land: In metres (EPSG:5179).
        posts: Shape (n, 2): a government's own and its neighbours'.
        metres: Inclusive.
    """
    import shapely

    left, bottom, right, top = land.bounds
    near = ((posts >= (left - metres, bottom - metres)) & (posts <= (right + metres, top + metres))).all(axis=1)
    discs = shapely.buffer(shapely.points(posts[near]), metres, quad_segs=_QUARTER)
    return shapely.intersection(land, shapely.union_all(discs))


def isochrones(
    land: Geometry, cells: tuple[Sequence[Rings], int], timed: Timed, limits_s: Sequence[float]
) -> list[Geometry]:
    """Land whose cells are reached within each limit, inclusive; a cell is as its centre.

    Args:
        land: In metres (EPSG:5179); cells are cut at its border.
        cells: The same as rings, area by area, and the side of a cell in metres.
        timed: When places are reached.
        limits_s: Seconds.
    """
    import shapely

    areas, edge_m = cells
    row, column = (np.concatenate(parts) for parts in zip(*(inside(one, edge_m).each for one in areas), strict=True))
    seconds = timed((np.column_stack([column, row]) + 0.5) * edge_m)
    held = (seconds <= limit for limit in limits_s)
    return [shapely.intersection(land, _squares(row[one], column[one], edge_m)) for one in held]


def _squares(row: Ints, column: Ints, edge_m: int) -> Geometry:
    """Cells as one area; neighbours in a row are one box."""
    import shapely

    order = np.lexsort((column, row))
    row, column = row[order], column[order]
    begins = np.flatnonzero(np.append(True, (np.diff(row) != 0) | (np.diff(column) != 1))[: len(row)])
    ends = np.append(begins[1:], len(row)) - 1 if len(begins) else begins
    low = np.column_stack([column[begins], row[begins]]) * float(edge_m)
    high = np.column_stack([column[ends] + 1, row[ends] + 1]) * float(edge_m)
    return shapely.union_all(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
