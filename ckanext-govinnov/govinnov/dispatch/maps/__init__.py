"""Maps of a government: GeoJSON and GeoPackage of at most 5 MB, and a picture; the same bytes for the same layers."""

from govinnov.dispatch.maps.fit import LIMIT_BYTES, Fitted, fitted
from govinnov.dispatch.maps.geojson import geojson
from govinnov.dispatch.maps.geopackage import geopackage
from govinnov.dispatch.maps.layer import Areas, Layer, Places
from govinnov.dispatch.maps.picture import Caption, picture

__all__ = [
    "LIMIT_BYTES",
    "Areas",
    "Caption",
    "Fitted",
    "Layer",
    "Places",
    "fitted",
    "geojson",
    "geopackage",
    "picture",
]
