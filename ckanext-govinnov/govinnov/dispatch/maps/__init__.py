"""Maps of a government: GeoJSON and GeoPackage of at most 5 MB, and a picture; the same bytes for the same layers."""

from govinnov.dispatch.maps.fit import LIMIT_BYTES, Fitted, fitted
from govinnov.dispatch.maps.geojson import geojson
from govinnov.dispatch.maps.geopackage import geopackage
from govinnov.dispatch.maps.layer import Areas, Layer, Places, Zone
from govinnov.dispatch.maps.picture import Caption, picture
from govinnov.dispatch.maps.polygons import polygon
from govinnov.dispatch.maps.sheet import NoSheetError, Sheet, as_geopackage, as_picture, read, sheet

__all__ = [
    "LIMIT_BYTES",
    "Areas",
    "Caption",
    "Fitted",
    "Layer",
    "NoSheetError",
    "Places",
    "Sheet",
    "Zone",
    "as_geopackage",
    "as_picture",
    "fitted",
    "geojson",
    "geopackage",
    "picture",
    "polygon",
    "read",
    "sheet",
]
