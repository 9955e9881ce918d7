"""Other forms of a map, each by a named generator from the accepted GeoJSON alone: GeoPackage and picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ckanext.govinnov.replacing import replacing
from ckanext.govinnov.storage import storage
from govinnov.dispatch import maps

GEOJSON = "geojson"
GEOPACKAGE, PICTURE = "gpkg", "png"


def gpkg_1(told: maps.Sheet) -> bytes:
    """GeoPackage 1.3 with a table for each layer, for QGIS."""
    return maps.as_geopackage(told)


def png_1(told: maps.Sheet) -> bytes | None:
    """The map as a picture of 1,000 × 1,000 pixels; None for one that has no picture."""
    return maps.as_picture(told)


#: By kind.
MAPS: Mapping[str, Callable[[maps.Sheet], bytes | None]] = {GEOPACKAGE: gpkg_1, PICTURE: png_1}


def draw(sha256: str, path: Callable[[str], Path]) -> dict[str, str]:
    """Make every form of an accepted GeoJSON that is a map of ours; any other has none.

    Args:
        sha256: Of the accepted bytes.
        path: Where the file of a kind lies.

    Returns:
        The name of the generator by kind.
    """
    try:
        told = maps.read(storage().path(sha256).read_bytes())
    except maps.NoSheetError:
        return {}
    made = {kind: data for kind, generate in MAPS.items() if (data := generate(told)) is not None}
    for kind, data in made.items():
        with replacing(path(kind)) as part:
            part.write_bytes(data)
    return {kind: MAPS[kind].__name__ for kind in made}
