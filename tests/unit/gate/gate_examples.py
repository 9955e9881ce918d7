"""Files of every format, good and bad, as bytes; the tests make them all themselves."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import xlwt

ROWS = [["시도", "건수", "비고"], ["서울", 1, "가"], ["부산", 2, "나"], ["대구", 3, "다"], ["인천", 4, "라"]]
Example = tuple[str, bytes]
BadExample = tuple[str, bytes, str]


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

GOOD: dict[str, list[Example]] = {
    "csv": [
        ("utf-8", TEXT.encode()),
        ("utf-8 with BOM", TEXT.encode("utf-8-sig")),
        ("cp949", TEXT.encode("cp949")),
        ("utf-16 with BOM", TEXT.encode("utf-16")),
        ("utf-16 big-endian without BOM", csv_text([["a", "b"], ["c", "d"]]).encode("utf-16-be")),
        ("CRLF", csv_text(end="\r\n").encode()),
        ("CR alone", csv_text(end="\r").encode()),
        ("semicolons", csv_text(delimiter=";").encode()),
        ("bars", csv_text(delimiter="|").encode()),
        ("quoted commas and line breaks", '이름,주소\n"가, 나","다\n라"\n마,바\n'.encode()),
        ("doubled quotes", '이름,말\n가,"그가 ""네""라고"\n나,다\n'.encode()),
        ("one column", "이름\n가\n나\n".encode()),
        ("no line end at the end", TEXT.rstrip("\n").encode()),
        ("pure ASCII", b"id,name\n1,a\n2,b\n"),
        ("years as labels", "시도,2019,2020,2021\n서울,1,2,3\n부산,4,5,6\n".encode()),
        ("degrees in UTF-8 only", "place,temp\nA,12°C\nB,-3 °C\n".encode()),
    ],
    "tsv": [
        ("utf-8", csv_text(delimiter="\t").encode()),
        ("utf-8 with BOM", csv_text(delimiter="\t").encode("utf-8-sig")),
        ("cp949", csv_text(delimiter="\t").encode("cp949")),
        ("utf-16", csv_text(delimiter="\t").encode("utf-16")),
        ("CRLF", csv_text(delimiter="\t", end="\r\n").encode()),
        ("commas inside", "이름\t주소\n가\t서울, 종로\n나\t부산, 중구\n".encode()),
        ("two columns", "a\tb\n1\t2\n3\t4\n".encode()),
        ("blank cells", "a\tb\tc\n1\t\t2\n3\t4\t5\n".encode()),
        ("quoted tabs", 'a\tb\n"x\ty"\t1\nz\t2\n'.encode()),
        ("no line end at the end", csv_text(delimiter="\t").rstrip().encode()),
    ],
    "xlsx": [
        ("plain", xlsx()),
        ("numbers as text", xlsx([["코드", "값"], ["00123", 1], ["00456", 2]])),
        ("dates", xlsx([["날짜", "값"], [dt.date(2024, 1, 2), 1], [dt.date(2024, 1, 3), 2]])),
        ("times", xlsx([["시각", "값"], [dt.time(9, 5), 1], [dt.time(23, 0), 2]])),
        ("moments", xlsx([["시점", "값"], [dt.datetime(2024, 1, 2, 3, 4, 5), 1], [dt.datetime(2024, 1, 3), 2]])),
        ("booleans", xlsx([["여부", "값"], [True, 1], [False, 2]])),
        ("decimals", xlsx([["위도", "경도"], [37.4781, 126.9143], [37.5, 127]])),
        ("blank cells", xlsx([["a", "b", "c"], [1, None, 2], [3, 4, 5]])),
        ("a second sheet that is blank", xlsx(change=lambda book: book.create_sheet("빈 시트"))),
        ("line breaks in cells", xlsx([["이름", "주소"], ["가", "나\n다"], ["라", "마"]])),
        ("a sheet with a name", xlsx(change=lambda book: setattr(book.active, "title", "현황"))),
    ],
    "xls": [
        ("plain", xls()),
        ("decimals", xls([["위도", "경도"], [37.4781, 126.9143], [37.5, 127]])),
        ("text codes", xls([["코드", "값"], ["00123", 1], ["00456", 2]])),
        ("blank cells", xls([["a", "b", "c"], [1, "", 2], [3, 4, 5]])),
        ("booleans", xls([["여부", "값"], [True, 1], [False, 2]])),
        ("two columns", xls([["a", "b"], [1, 2], [3, 4]])),
        ("long text", xls([["a", "b"], ["가" * 300, 2], ["나", 4]])),
        ("many rows", xls([["a", "b"], *([at, f"값{at}"] for at in range(500))])),
        ("line breaks", xls([["이름", "주소"], ["가", "나\n다"], ["라", "마"]])),
        ("a second sheet that is blank", xls(change=lambda book: book.add_sheet("빈 시트"))),
    ],
    "json": [
        ("a list of objects", as_json(objects())),
        ("indented", json.dumps(objects(), ensure_ascii=False, indent=1).encode()),
        ("escaped", json.dumps(objects()).encode()),
        ("in data", as_json({"currentCount": 4, "data": objects(), "page": 1})),
        ("in response.body.items", as_json({"response": {"header": {"resultCode": "00"}, "body": {"items": objects()}}})),
        ("in items.item", as_json({"response": {"body": {"items": {"item": objects()}, "numOfRows": 4}}})),
        ("fields and records", as_json({"fields": [{"id": "시도"}, {"id": "건수"}, {"id": "비고"}], "records": objects()})),
        ("cp949", json.dumps(objects(), ensure_ascii=False).encode("cp949")),
        ("with BOM", json.dumps(objects(), ensure_ascii=False).encode("utf-8-sig")),
        ("utf-16", json.dumps(objects(), ensure_ascii=False).encode("utf-16")),
        ("nested values", as_json([{"a": 1, "b": {"c": [1, 2]}}, {"a": 2, "b": {"c": []}}])),
        ("names that are missing", as_json([{"a": 1}, {"a": 2, "b": 3}])),
    ],
    "jsonl": [
        ("plain", b"\n".join(as_json(one) for one in objects()) + b"\n"),
        ("no line end at the end", b"\n".join(as_json(one) for one in objects())),
        ("CRLF", b"\r\n".join(as_json(one) for one in objects()) + b"\r\n"),
        ("blank lines between", b"\n\n".join(as_json(one) for one in objects())),
        ("with BOM", b"\xef\xbb\xbf" + b"\n".join(as_json(one) for one in objects())),
        ("cp949", "\n".join(json.dumps(one, ensure_ascii=False) for one in objects()).encode("cp949")),
        ("escaped", b"\n".join(json.dumps(one).encode() for one in objects())),
        ("names that are missing", b'{"a": 1}\n{"a": 2, "b": 3}\n'),
        ("nulls", b'{"a": 1, "b": null}\n{"a": 2, "b": 3}\n'),
        ("nested values", b'{"a": 1, "b": [1]}\n{"a": 2, "b": []}\n'),
    ],
    "geojson": [
        ("point", collection(feature(POINT), feature(POINT))),
        ("polygon", collection(feature({"type": "Polygon", "coordinates": [RING]}))),
        ("line", collection(feature({"type": "LineString", "coordinates": RING[:2]}))),
        ("multipoint", collection(feature({"type": "MultiPoint", "coordinates": RING}))),
        ("multiline", collection(feature({"type": "MultiLineString", "coordinates": [RING]}))),
        ("multipolygon", collection(feature({"type": "MultiPolygon", "coordinates": [[RING]]}))),
        ("geometry collection", collection(feature({"type": "GeometryCollection", "geometries": [POINT]}))),
        ("null geometry", collection(feature(None), feature(POINT))),
        ("crs of WGS84", collection(feature(POINT), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}})),
        ("EPSG 4326", collection(feature(POINT), crs={"type": "name", "properties": {"name": "EPSG:4326"}})),
        ("heights", collection(feature({"type": "Point", "coordinates": [127.0, 37.5, 12.0]}))),
        ("ids and a name", collection({**feature(POINT), "id": 7}, name="시설")),
    ],
    "zip": [
        ("a CSV", zipped(("자료.csv", TEXT.encode()))),
        ("a CSV in CP949", zipped(("a.csv", TEXT.encode("cp949")))),
        ("a name in CP949", zipped_cp949("서울특별시 현황.csv", TEXT.encode())),
        ("stored", zipped(("a.csv", TEXT.encode()), compression=zipfile.ZIP_STORED)),
        ("two CSVs", zipped(("a.csv", TEXT.encode()), ("b.csv", TEXT.encode()))),
        ("a workbook", zipped(("a.xlsx", xlsx()))),
        ("JSON", zipped(("a.json", as_json(objects())))),
        ("GeoJSON", zipped(("a.geojson", collection(feature(POINT))))),
        ("a folder", zipped(("폴더/", b""), ("폴더/a.csv", TEXT.encode()))),
        ("litter of other systems", zipped(("a.csv", TEXT.encode()), ("__MACOSX/._a.csv", b"\0\1"), ("Thumbs.db", b"x"))),
        ("an archive in an archive", zipped(("b.zip", zipped(("a.csv", TEXT.encode()))))),
        ("gzip in it", zipped(("a.csv.gz", gzip.compress(TEXT.encode())))),
    ],
    "gzip": [
        ("a CSV", gzip.compress(TEXT.encode())),
        ("a CSV in CP949", gzip.compress(TEXT.encode("cp949"))),
        ("a CSV with BOM", gzip.compress(TEXT.encode("utf-8-sig"))),
        ("a TSV", gzip.compress(csv_text(delimiter="\t").encode())),
        ("JSON", gzip.compress(as_json(objects()))),
        ("JSON Lines", gzip.compress(b'{"a": 1}\n{"a": 2}\n')),
        ("GeoJSON", gzip.compress(collection(feature(POINT)))),
        ("a workbook", gzip.compress(xlsx())),
        ("an archive", gzip.compress(zipped(("a.csv", TEXT.encode())))),
        ("level 1", gzip.compress(TEXT.encode(), 1)),
    ],
}
