"""Tables of a network as columns of text: CSV in UTF-8 or CP949, or a shapefile's rows and the places of its points."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.reach.roads import Floats
from govinnov.dispatch.tables import text_of

if TYPE_CHECKING:
    import polars as pl
    from shapefile import Reader

#: Column with the line of each row; of a shapefile the number of the record, counted from 1.
LINE = "line_number"
SHAPEFILE = (".shp", ".dbf")
#: What national shapefiles are written in when no .cpg says otherwise.
_ENCODING = "cp949"


def frame(path: Path, *needed: tuple[str, ...]) -> pl.DataFrame:
    """A table, its names of columns in lower case, its cells trimmed and empty where there is nothing.

    Args:
        path: CSV, or a shapefile: its points stand in columns ``x`` and ``y``, its .prj in ``crs``.
        needed: Sets of columns, of which one must be whole.

    Raises:
        InputError: ``unreadable`` or ``missing-column``.
    """
    table = _of_shapefile(path) if path.suffix.lower() in SHAPEFILE else _of_text(path)
    if not any(set(names) <= set(table.columns) for names in needed):
        raise InputError("missing-column", 1, path.name, columns=" / ".join(", ".join(names) for names in needed))
    return table


def numbers(table: pl.DataFrame, name: str) -> Floats:
    """A column as numbers that may be written over; NaN for what is none, and where there is no such column."""
    import polars as pl

    if name not in table.columns:
        return np.full(len(table), np.nan)
    return table[name].cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy(writable=True)


def _of_text(path: Path) -> pl.DataFrame:
    import polars as pl

    data = text_of(path).encode()
    try:
        table = pl.read_csv(io.BytesIO(data), infer_schema=False, truncate_ragged_lines=True)
    except pl.exceptions.NoDataError:
        table = pl.DataFrame()
    except pl.exceptions.PolarsError as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error
    first: dict[str, str] = {}  # of columns whose names differ in case only, the first
    for name in table.columns:
        first.setdefault(name.strip().lower(), name)
    first.pop(LINE, None)
    trimmed = (pl.col(own).str.strip_chars().fill_null("").alias(name) for name, own in first.items())
    named = table.select(trimmed).with_row_index(LINE, 2)
    return named.filter(pl.any_horizontal(pl.exclude(LINE) != ""))


def _of_shapefile(path: Path) -> pl.DataFrame:
    import polars as pl
    import shapefile

    try:
        with shapefile.Reader(path, encoding=_encoding(path), encodingErrors="replace") as reader:
            names = [field.name.lower() for field in reader.fields if field.name != "DeletionFlag"]
            records = [[_text(value) for value in record] for record in reader.iterRecords() if record is not None]
            points = dict(_points(reader))
    except (shapefile.ShapefileException, struct.error, OSError, ValueError, KeyError) as error:
        raise InputError("unreadable", file=path.name, why=type(error).__name__) from error
    table = pl.DataFrame(records, schema=dict.fromkeys(names, pl.String()), orient="row").with_row_index(LINE, 1)
    columns = (pl.Series(name, values) for name, values in points.items())
    return table.with_columns(*columns, crs=pl.lit(_system(path))) if points else table


def _points(reader: Reader) -> Iterator[tuple[str, list[str]]]:
    """Columns ``x`` and ``y`` of a file of points, one for each record."""
    if "POINT" not in reader.shapeTypeName or "MULTI" in reader.shapeTypeName:
        return
    places = [shape.points[0] if shape is not None and shape.points else ("", "") for shape in reader.iterShapes()]
    yield "x", [str(place[0]) for place in places]
    yield "y", [str(place[1]) for place in places]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _encoding(path: Path) -> str:
    code_page = path.with_suffix(".cpg")
    return code_page.read_text(encoding="ascii", errors="replace").strip() if code_page.is_file() else _ENCODING


def _system(path: Path) -> str:
    """What the .prj says; nothing without one."""
    projection = path.with_suffix(".prj")
    return projection.read_text(encoding="utf-8", errors="replace").strip() if projection.is_file() else ""
