"""From longitude and latitude to metres, and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from pyproj import Transformer

#: Korea 2000 / Unified CS, the system of the National Point Number.
GRID_CRS = "EPSG:5179"
WGS84 = "EPSG:4326"


def metres(places: ArrayLike, crs: str = WGS84) -> NDArray[np.float64]:
    """Metres east and north in EPSG:5179, shape (n, 2).

    Args:
        places: Longitudes and latitudes, or x and y of ``crs``, shape (n, 2).
        crs: Their reference system.

    Raises:
        ValueError: There is no such system.
    """
    return _moved(places, crs, GRID_CRS)


def to_lonlat(places: ArrayLike) -> NDArray[np.float64]:
    """Longitudes and latitudes (WGS 84) of places in EPSG:5179, shape (n, 2)."""
    return _moved(places, GRID_CRS, WGS84)


def to_um(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Metres in whole micrometres: what a table with six decimals gives back as it was."""
    return np.round(places, 6)


def _moved(places: ArrayLike, one: str, other: str) -> NDArray[np.float64]:
    x, y = np.asarray(places, dtype=np.float64).reshape(-1, 2).T
    return np.column_stack(_between(one, other).transform(x, y))


@cache
def _between(one: str, other: str) -> Transformer:
    from pyproj import Transformer
    from pyproj.exceptions import CRSError

    try:
        return Transformer.from_crs(one, other, always_xy=True)
    except CRSError as error:
        raise ValueError(f"There is no reference system {one!r}.") from error
