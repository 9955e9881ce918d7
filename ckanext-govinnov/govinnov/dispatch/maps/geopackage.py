"""GeoPackage 1.3: an SQLite file with a table for each layer, written without GDAL, so no clock gets into it.

Source: OGC 12-128r17, clauses 1.1 (core), 2.1 (features), 2.1.3 (geometry encoding).
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govinnov.dispatch.maps.layer import Layer

if TYPE_CHECKING:
    from shapely import Geometry

_SRS = 4326
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_SCHEMA = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents (table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""
_SYSTEMS = (
    ("Undefined Cartesian", -1, "NONE", -1, "undefined"),
    ("Undefined geographic", 0, "NONE", 0, "undefined"),
    ("WGS 84", _SRS, "EPSG", _SRS, _WGS84),
)


def geopackage(layers: Sequence[Layer], date: str) -> bytes:
    """The layers as a GeoPackage.

    Args:
        layers: Names and columns are words of ours.
        date: Day (YYYY-MM-DD) that the file says it is of: the run's reference date.
    """
    connection = sqlite3.connect(":memory:")
    connection.executescript(_SCHEMA)
    rows = [(*system, None) for system in _SYSTEMS]
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", rows)
    for layer in layers:
        _add(connection, layer, f"{date}T00:00:00.000Z")
    connection.commit()
    return connection.serialize()


def _add(connection: sqlite3.Connection, layer: Layer, moment: str) -> None:
    shapes, kind = layer.geometries(), layer.kind
    names = list(layer.rows[0]) if layer.rows else []
    columns = "".join(f', "{name}" {_type([row[name] for row in layer.rows])}' for name in names)
    connection.execute(f'CREATE TABLE "{layer.name}" (fid INTEGER PRIMARY KEY, geom {kind}{columns})')
    _describe(connection, layer.name, kind, (moment, *_bounds(shapes)))
    marks = ", ".join("?" * (len(names) + 1))
    values = [(_blob(shape), *row.values()) for row, shape in zip(layer.rows, shapes, strict=True)]
    quoted = "".join(f', "{name}"' for name in names)
    # Names are words of ours; values are bound.
    connection.executemany(f'INSERT INTO "{layer.name}" (geom{quoted}) VALUES ({marks})', values)  # noqa: S608


def _describe(connection: sqlite3.Connection, name: str, kind: str, extent: tuple[Any, ...]) -> None:
    row = (name, "features", name, "", *extent, _SRS)
    connection.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (name, kind, _SRS))


def _type(values: list[Any]) -> str:
    known = {type(value) for value in values if value is not None}
    return "INTEGER" if known == {int} else "REAL" if known and known <= {int, float} else "TEXT"


def _bounds(shapes: list[Geometry]) -> tuple[float | None, ...]:
    import shapely

    return tuple(shapely.total_bounds(shapes).tolist()) if shapes else (None,) * 4


def _blob(shape: Geometry) -> bytes:
    """A header (little-endian, with the envelope of what is no point), then well-known binary."""
    import shapely

    west, south, east, north = shape.bounds
    is_point = shape.geom_type == "Point"
    envelope = b"" if is_point else struct.pack("<4d", west, east, south, north)
    return struct.pack("<2sBBi", b"GP", 0, 1 if is_point else 3, _SRS) + envelope + shapely.to_wkb(shape, byte_order=1)
