"""Where a row says that it is, put right where longitude and latitude changed places."""

from __future__ import annotations

from govinnov.dispatch.findings import Tell
from govinnov.dispatch.inputs.source import Row
from govinnov.dispatch.reach.places import lonlat

#: Korea with its islands: least and greatest longitude and latitude.
WEST, EAST, SOUTH, NORTH = 124.0, 132.0, 33.0, 39.0
Place = tuple[float, float]


def place_of(row: Row, file: str, line: int, tell: Tell) -> Place | None:
    """Longitude and latitude of a row; None where it has none within the country.

    Raises:
        InputError: ``unknown-crs``.
    """
    lon, lat = lonlat(row, file, line)
    if lon is None or lat is None:
        return None
    if _inside(lon, lat):
        return lon, lat
    if _inside(lat, lon):
        tell("coordinates-swapped")
        return lat, lon
    tell("coordinates-outside")
    return None


def _inside(lon: float, lat: float) -> bool:
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH
