"""Make files of every format as bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import xlwt

ROWS = [["시도", "건수", "비고"], ["서울", 1, "가"], ["부산", 2, "나"], ["대구", 3, "다"], ["인천", 4, "라"]]


def csv_text(rows: list[list[Any]] = ROWS, delimiter: str = ",", end: str = "\n") -> str:
    """Rows as delimited text, no quoting."""
    return "".join(delimiter.join(map(str, row)) + end for row in rows)


def xlsx(rows: list[list[Any]] = ROWS, change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet; ``change`` may alter it before it is saved."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    if change:
        change(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def xls(rows: list[list[Any]] = ROWS, change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of Excel 97–2003 with one sheet."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("자료")
    for top, row in enumerate(rows):
        for left, value in enumerate(row):
            sheet.write(top, left, value)
    if change:
        change(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def zipped(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def zipped_cp949(name: str, content: bytes) -> bytes:
    """An archive whose one name is CP949 without any flag, as Korean programs write it."""
    raw = name.encode("cp949")
    stand_in = "".join(chr(ord("a") + at % 26) for at in range(len(raw)))
    return zipped((stand_in, content)).replace(stand_in.encode(), raw)


def changed_part(book: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(*((name, change(content) if name == part else content) for name, content in members))


def as_json(value: Any) -> bytes:
    """A value as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


def objects(rows: list[list[Any]] = ROWS) -> list[dict[str, Any]]:
    """Rows as objects."""
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """One feature of GeoJSON."""
    return {"type": "Feature", "properties": {"이름": "가", **properties}, "geometry": geometry}


def collection(*features: Any, **more: Any) -> bytes:
    """A feature collection."""
    return as_json({"type": "FeatureCollection", **more, "features": list(features)})


POINT = {"type": "Point", "coordinates": [127.0, 37.5]}
RING = [[127.0, 37.5], [127.1, 37.5], [127.1, 37.6], [127.0, 37.5]]
TEXT = csv_text()
