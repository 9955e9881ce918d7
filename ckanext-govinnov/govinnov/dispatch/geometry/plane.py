"""From longitude and latitude to metres on EPSG:5179 and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pyproj import Transformer

Floats = NDArray[np.float64]
WGS84, PLANE = "EPSG:4326", "EPSG:5179"


def metres(places: Floats, crs: str = WGS84) -> Floats:
    """Easting and northing of places, shape (n, 2).

    Args:
        places: Shape (n, 2): longitude and latitude, or x and y of ``crs``.
        crs: Their reference system.

    Raises:
        ValueError: There is no such system.
    """
    return np.column_stack(_between(crs, PLANE).transform(places[:, 0], places[:, 1]))


def to_lonlat(points: Floats) -> Floats:
    """Longitude and latitude of points of the plane, shape (n, 2)."""
    return np.column_stack(_between(PLANE, WGS84).transform(points[:, 0], points[:, 1]))


@cache
def _between(one: str, other: str) -> Transformer:
    from pyproj import Transformer
    from pyproj.exceptions import CRSError

    try:
        return Transformer.from_crs(one, other, always_xy=True)
    except CRSError as error:
        raise ValueError(f"There is no reference system {one!r}.") from error
