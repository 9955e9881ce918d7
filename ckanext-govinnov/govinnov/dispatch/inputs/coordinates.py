"""Where a row says that it is, put right where longitude and latitude changed places."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.dispatch.findings import Finding, Tell
from govinnov.dispatch.inputs.source import Row, Source
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


def mixed_crs(source: Source) -> Iterator[Finding]:
    """Rows that name another reference system than the first one of their table."""
    named = ((line, row["crs"]) for line, row in source.rows()) if "crs" in source.columns else iter(())
    first = next(named, None)
    yield from (Finding("mixed-crs", source.name, line) for line, crs in named if first and crs != first[1])


def _inside(lon: float, lat: float) -> bool:
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH
