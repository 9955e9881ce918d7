"""Where rows of a table are: lon and lat, or x and y with their reference system."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.findings import Finding
from govinnov.dispatch.reach.frames import LINE, numbers
from govinnov.dispatch.reach.roads import Floats
from govinnov.dispatch.tables import Row, number

if TYPE_CHECKING:
    import polars as pl
    from pyproj import Transformer

#: Degrees beyond which nothing is on earth.
_EAST, _NORTH = 180, 90


def lonlat(row: Row, file: str, line: int) -> tuple[float | None, float | None]:
    """Longitude and latitude (WGS 84) of a row, None where it has none.

    Raises:
        InputError: ``unknown-crs``.
    """
    lon, lat = number(row, "lon"), number(row, "lat")
    if lon is not None and lat is not None:
        return lon, lat
    x, y = number(row, "x"), number(row, "y")
    if x is None or y is None:
        return None, None
    named = row.get("crs", "")
    try:
        return _to_wgs84(named).transform(x, y)
    except ValueError as error:
        raise InputError("unknown-crs", line, file, crs=named) from error


def lonlats(table: pl.DataFrame, file: str, crs: str, findings: list[Finding]) -> Floats:
    """Longitude and latitude of all rows, shape (n, 2), NaN where one has none on earth.

    Args:
        table: Cells as text, with the line of each row.
        file: Its name.
        crs: Of x and y in rows that name none.
        findings: ``mixed-crs`` for rows of another reference system than the first.

    Raises:
        InputError: ``unknown-crs``.
    """
    found = np.column_stack([numbers(table, name) for name in ("lon", "lat")])
    left = np.flatnonzero(~np.isfinite(found).all(axis=1))
    plane = np.column_stack([numbers(table, name) for name in ("x", "y")])[left]
    named = np.array(table["crs"].to_list() if "crs" in table.columns else [""] * len(table), dtype=object)[left]
    systems = np.where(named == "", crs, named)
    lines = table[LINE].to_numpy()[left]
    for one in dict.fromkeys(systems.tolist()):
        at = np.flatnonzero(systems == one)
        found[left[at]] = _moved(plane[at], one, file, int(lines[at[0]]))
        findings.extend(Finding("mixed-crs", file, int(line)) for line in lines[at] if one != systems[0])
    found[~((abs(found[:, 0]) <= _EAST) & (abs(found[:, 1]) <= _NORTH))] = np.nan
    return found


def _moved(places: Floats, crs: str, file: str, line: int) -> Floats:
    known = np.isfinite(places).all(axis=1)
    found = np.full(places.shape, np.nan)
    if known.any():
        try:
            found[known] = np.column_stack(_to_wgs84(crs).transform(*places[known].T))
        except ValueError as error:
            raise InputError("unknown-crs", line, file, crs=crs) from error
    return found


@cache
def _to_wgs84(crs: str) -> Transformer:
    from pyproj import Transformer
    from pyproj.exceptions import CRSError

    try:
        return Transformer.from_crs(f"EPSG:{crs}" if crs.isdecimal() else crs, "EPSG:4326", always_xy=True)
    except CRSError as error:
        raise ValueError(crs) from error
