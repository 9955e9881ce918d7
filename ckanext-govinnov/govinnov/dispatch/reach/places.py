"""Where a row of a table is: lon and lat, or x and y with their reference system."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.tables import Row, number

if TYPE_CHECKING:
    from pyproj import Transformer


def lonlat(row: Row, file: str, line: int, crs: str = "") -> tuple[float | None, float | None]:
    """Longitude and latitude (WGS 84) of a row, None where it has none; ``crs`` is that of x and y without one.

    Raises:
        InputError: ``unknown-crs``.
    """
    lon, lat = number(row, "lon"), number(row, "lat")
    if lon is not None and lat is not None:
        return lon, lat
    x, y = number(row, "x"), number(row, "y")
    if x is None or y is None:
        return None, None
    named = row.get("crs") or crs
    try:
        return _to_wgs84(named).transform(x, y)
    except ValueError as error:
        raise InputError("unknown-crs", line, file, crs=named) from error


@cache
def _to_wgs84(crs: str) -> Transformer:
    from pyproj import Transformer
    from pyproj.exceptions import CRSError

    try:
        return Transformer.from_crs(f"EPSG:{crs}" if crs.isdecimal() else crs, "EPSG:4326", always_xy=True)
    except CRSError as error:
        raise ValueError(crs) from error
