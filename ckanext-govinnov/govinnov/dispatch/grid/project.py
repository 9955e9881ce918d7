"""From longitude and latitude to metres."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from pyproj import Transformer

#: Korea 2000 / Unified CS, the system of the National Point Number.
GRID_CRS = "EPSG:5179"


def metres(lonlat: ArrayLike) -> NDArray[np.float64]:
    """Metres east and north in EPSG:5179 of longitudes and latitudes (WGS 84), shape (n, 2)."""
    lon, lat = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2).T
    return np.column_stack(_to_grid().transform(lon, lat))


@cache
def _to_grid() -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", GRID_CRS, always_xy=True)
