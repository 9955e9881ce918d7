"""Bad files of every format: the gate holds each of them, and says why."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import Any

from gate_makers import (
    POINT,
    RING,
    ROWS,
    TEXT,
    as_json,
    changed_part,
    collection,
    feature,
    xls,
    xlsx,
    zipped,
)

TITLE = "2023년 구급차 현황,,\n\n" + TEXT
TOTAL = TEXT + "합계,10,\n"
NOTE = TEXT + "※ 자료: 소방청,,\n"
JOINED = "구분,인구,,면적\n,남,여,\n서울,1,2,3\n부산,4,5,6\n"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _sheet(book: Any) -> Any:
    return book.active


def _formula(book: Any) -> None:
    _sheet(book)["B2"] = "=SUM(B3:B5)"


def _merge(book: Any) -> None:
    _sheet(book).merge_cells("A2:A4")


def _hide(book: Any) -> None:
    hidden = book.create_sheet("원자료")
    hidden.append(["a", "b"])
    hidden.append([1, 2])
    hidden.sheet_state = "hidden"


def _with_part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        members = [(member, archive.read(member)) for member in archive.namelist()]
    return zipped(*members, (name, b"<x/>"))


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 512


def _encrypted_zip() -> bytes:
    packed = bytearray(zipped(("a.csv", TEXT.encode())))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def _geometry(kind: str, coordinates: Any) -> bytes:
    return collection(feature({"type": kind, "coordinates": coordinates}))


#: Format → (what is wrong, bytes, the code that says so).
BAD: dict[str, list[tuple[str, bytes, str]]] = {
    "csv": [
        ("empty", b"", "file-empty"),
        ("only blank lines", b"\n\n\n", "no-table"),
        ("첫째 in CP949 alone", "a,b\n1,첫째\n".encode("cp949"), "encoding-ambiguous"),
        ("a cut character", "시도,값\n서울,1\n".encode()[:-9] + b"\xed\x95\n", "encoding-refused"),
        ("Latin-1", "name,town\na,São Paulo\nb,Málaga\n".encode("latin-1"), "encoding-refused"),
        ("Shift-JIS", ("名前,町\n" + "さくら,とうきょう\n" * 40).encode("shift-jis"), "text-unlikely"),
        ("Chinese in GBK", ("名称,城市\n" + "中国人民,北京天津广州\n" * 40).encode("gbk"), "text-unlikely"),
        ("lost characters", "시도,값\n서울�별시,1\n부산,2\n".encode(), "replacement-character"),
        ("NUL", "시도,값\n서울\0,1\n부산,2\n".encode(), "nul-character"),
        ("C1 controls", "시도,값\n서\u0085울,1\n부산,2\n".encode(), "c1-control"),
        ("title rows", TITLE.encode(), "title-rows"),
        ("joined labels", JOINED.encode(), "joined-header"),
        ("a total row", TOTAL.encode(), "total-rows"),
        ("a footnote", NOTE.encode(), "footnotes"),
        ("ragged rows", b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n", "ragged-rows"),
        ("no labels", b"2024-01-02,37.51,a\n2024-01-03,37.52,b\n2024-01-04,37.53,c\n", "no-header"),
        ("an open quotation mark", 'a,b\n1,"서울\n2,부산\n3,대구\n'.encode(), "quote-unclosed"),
        ("a repeated label", b"a,b,a\n1,2,3\n", "duplicate-label"),
        ("a blank label", b"a,,c\n1,2,3\n", "blank-label"),
    ],
    "tsv": [
        ("title rows", TITLE.replace(",", "\t").encode(), "title-rows"),
        ("joined labels", JOINED.replace(",", "\t").encode(), "joined-header"),
        ("a total row", TOTAL.replace(",", "\t").encode(), "total-rows"),
        ("a subtotal", (TEXT + "서울 소계,3,\n" + "부산,1,x\n").replace(",", "\t").encode(), "total-rows"),
        ("a footnote", NOTE.replace(",", "\t").encode(), "footnotes"),
        ("ragged rows", b"a\tb\tc\n1\t2\t3\n1\t2\n", "ragged-rows"),
        ("no labels", b"2024-01-02\t37.51\n2024-01-03\t37.52\n2024-01-04\t37.53\n", "no-header"),
        ("an open quotation mark", 'a\tb\n1\t"서울\n2\t부산\n'.encode(), "quote-unclosed"),
        ("a lost character", "a\tb\n1\t서�울\n".encode(), "replacement-character"),
        ("a repeated label", b"a\ta\n1\t2\n", "duplicate-label"),
        ("cut in UTF-16", ("a\tb\n1\t2\n").encode("utf-16") + b"\x31", "encoding-refused"),
    ],
    "xlsx": [
        ("cut short", xlsx()[:900], "archive-broken"),
        (
            "an entity bomb",
            changed_part(xlsx(), "xl/worksheets/sheet1.xml", lambda part: DOCTYPE + part),
            "xml-doctype",
        ),
        ("a formula without its value", xlsx(change=_formula), "formula-without-value"),
        ("an error value", xlsx([["a", "b"], [1, "#REF!"], [2, 3]]), "cell-error-value"),
        ("merged cells in the data", xlsx(change=_merge), "merged-cells"),
        ("a hidden sheet", xlsx(change=_hide), "hidden-sheet"),
        ("blank sheets alone", xlsx([]), "no-table"),
        ("title rows", xlsx([["2023년 현황", None, None], [], *ROWS]), "title-rows"),
        ("a total row", xlsx([*ROWS, ["합계", 10, None]]), "total-rows"),
        ("a footnote", xlsx([*ROWS, ["※ 자료: 소방청"]]), "footnotes"),
        ("macros", _with_part("xl/vbaProject.bin"), "hidden-content"),
        ("a pivot cache", _with_part("xl/pivotCache/pivotCacheRecords1.xml"), "hidden-content"),
        ("XML that is none", changed_part(xlsx(), "xl/worksheets/sheet1.xml", lambda part: part[:200]), "file-damaged"),
        ("no sheets", changed_part(xlsx(), "xl/workbook.xml", lambda part: b"<x/>"), "no-table"),
        ("a password", _ole("EncryptedPackage"), "file-encrypted"),
    ],
    "xls": [
        ("cut short", xls()[:-700], "format-unsupported"),
        ("a word document", _ole("WordDocument"), "format-unsupported"),
        ("a Hangul document", _ole("FileHeader"), "format-unsupported"),
        ("slides", _ole("PowerPoint Document"), "format-unsupported"),
        ("some compound file", _ole("Something"), "format-unsupported"),
        ("a workbook in name only", _ole("Workbook"), "file-damaged"),
        ("title rows", xls([["2023년 현황", "", ""], ["", "", ""], *ROWS]), "title-rows"),
        ("a total row", xls([*ROWS, ["합계", 10, ""]]), "total-rows"),
        ("a footnote", xls([*ROWS, ["※ 자료: 소방청", "", ""]]), "footnotes"),
        ("a blank book", xls([]), "no-table"),
        ("a repeated label", xls([["a", "a"], [1, 2]]), "duplicate-label"),
        ("merged cells", xls(change=lambda book: book.get_sheet(0).write_merge(5, 7, 0, 0, "강원")), "merged-cells"),
    ],
    "json": [
        ("NaN", b'[{"a": NaN}]', "json-not-a-number"),
        ("Infinity", b'[{"a": -Infinity}]', "json-not-a-number"),
        ("a name twice", b'[{"a": 1, "a": 2}]', "json-duplicate-key"),
        ("nested without end", b"[" * 100_000, "json-too-deep"),
        ("a nested object without end", b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "json-too-deep"),
        ("a trailing comma", b'[{"a": 1},]', "json-invalid"),
        ("cut short", b'[{"a": 1}, {"a"', "json-invalid"),
        ("single quotes", b"{'a': 1}", "json-invalid"),
        ("comments", b'{"a": 1} // note', "json-invalid"),
        ("numbers alone", b"[1, 2, 3]", "json-not-a-table"),
        ("one object", b'{"a": 1}', "json-not-a-table"),
        ("two lists", b'{"x": [{"a": 1}], "y": [{"a": 1}]}', "json-not-a-table"),
        ("an empty list", b"[]", "no-table"),
        ("half a character", b'[{"a": "\\ud800"}]', "json-invalid"),
        ("a lost character", '[{"a": "서�울"}]'.encode(), "replacement-character"),
        ("TopoJSON", b'{"type":"Topology","objects":{}}', "format-unsupported"),
    ],
    "jsonl": [
        ("NaN", b'{"a": 1}\n{"a": NaN}\n', "json-not-a-number"),
        ("a name twice", b'{"a": 1}\n{"a": 1, "a": 2}\n', "json-duplicate-key"),
        ("a list among objects", b'{"a": 1}\n{"a": 2}\n[1]\n', "json-not-a-table"),
        ("a number among objects", b'{"a": 1}\n{"a": 2}\n3\n', "json-not-a-table"),
        ("a broken line", b'{"a": 1}\n{"a": \n', "json-invalid"),
        ("cut short", b'{"a": 1}\n{"a": 2}\n{"a', "json-invalid"),
        ("nested without end", b'{"a": 1}\n{"a": ' + b"[" * 5_000 + b"\n", "json-too-deep"),
        ("half a character", b'{"a": 1}\n{"a": "\\udfff"}\n', "json-invalid"),
        ("a lost character", '{"a": 1}\n{"a": "서�울"}\n'.encode(), "replacement-character"),
        ("two objects a line", b'{"a": 1}\n{"a": 2} {"a": 3}\n', "json-invalid"),
        ("첫째 in CP949", '{"a": 1}\n{"a": "첫째"}\n'.encode("cp949"), "encoding-ambiguous"),
    ],
    "geojson": [
        ("another system", collection(feature(POINT), crs={"properties": {"name": "EPSG:5179"}}), "geojson-crs"),
        ("swapped places", _geometry("Point", [37.5, 127.0]), "geojson-invalid"),
        ("outside Korea", _geometry("Point", [2.35, 48.85]), "geojson-invalid"),
        ("metres", _geometry("Point", [953_000.1, 1_952_000.2]), "geojson-invalid"),
        ("texts as coordinates", _geometry("Point", ["127.0", "37.5"]), "geojson-invalid"),
        ("an open ring", _geometry("Polygon", [RING[:3]]), "geojson-invalid"),
        ("a ring of two", _geometry("Polygon", [[RING[0], RING[0]]]), "geojson-invalid"),
        ("a line of one", _geometry("LineString", [RING[0]]), "geojson-invalid"),
        ("no coordinates", collection(feature({"type": "Point"})), "geojson-invalid"),
        ("an unknown type", _geometry("Circle", [127.0, 37.5]), "geojson-invalid"),
        (
            "no geometry",
            as_json({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}}]}),
            "geojson-invalid",
        ),
        ("features that are none", collection(1, "a", None), "geojson-invalid"),
        ("features as an object", b'{"type": "FeatureCollection", "features": {}}', "geojson-invalid"),
        ("no features", collection(), "no-table"),
        ("a geometry that is a text", collection(feature("POINT(127 37)")), "geojson-invalid"),
        ("cut short", collection(feature(POINT))[:-20], "json-invalid"),
    ],
    "zip": [
        ("cut short", zipped(("a.csv", TEXT.encode() * 50))[:150], "archive-broken"),
        ("a bomb", zipped(("a.csv", b"0" * (5 << 20))), "archive-ratio"),
        ("a password", _encrypted_zip(), "file-encrypted"),
        ("nothing in it", zipped(), "archive-empty"),
        ("folders alone", zipped(("가/", b"")), "archive-empty"),
        ("too many members", zipped(*((f"{at}.csv", b"a\n1\n") for at in range(1_001))), "archive-too-many-members"),
        (
            "archives without end",
            zipped(("c.zip", zipped(("b.zip", zipped(("a.csv", b"a\n1\n")))))),
            "archive-too-deep",
        ),
        ("a shapefile", zipped(("시설.shp", b"\0\0\x27\x0a"), ("시설.dbf", b"\x03")), "format-unsupported"),
        (
            "a word document",
            zipped(("word/document.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>")),
            "format-unsupported",
        ),
        ("an empty member", zipped(("a.csv", b"")), "file-empty"),
        (
            "a picture beside the data",
            zipped(("a.csv", TEXT.encode()), ("b.png", b"\x89PNG\r\n\x1a\n")),
            "format-unsupported",
        ),
        (
            "a member that lies of its check",
            zipped(("a.csv", b"a,b\n1,2\n"), compression=0).replace(b"1,2", b"1,3"),
            "archive-broken",
        ),
        ("an ambiguous member", zipped(("a.csv", "a,b\n1,첫째\n".encode("cp949"))), "encoding-ambiguous"),
    ],
    "gzip": [
        ("cut short", gzip.compress(TEXT.encode() * 50)[:-12], "archive-broken"),
        ("nothing after the sign", b"\x1f\x8b", "archive-broken"),
        ("a bomb", gzip.compress(b"0" * (5 << 20)), "archive-too-large"),
        ("nothing in it", gzip.compress(b""), "file-empty"),
        ("a wrong check", gzip.compress(TEXT.encode())[:-8] + b"\0" * 8, "archive-broken"),
        ("noise after the sign", b"\x1f\x8b\x08\x00" + bytes(range(256)), "archive-broken"),
        ("archives without end", gzip.compress(gzip.compress(gzip.compress(TEXT.encode()))), "archive-too-deep"),
        ("a PDF", gzip.compress(b"%PDF-1.7 ..."), "format-unsupported"),
        ("title rows", gzip.compress(TITLE.encode()), "title-rows"),
        ("an ambiguous text", gzip.compress("a,b\n1,첫째\n".encode("cp949")), "encoding-ambiguous"),
    ],
    "unsupported": [
        ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "format-unsupported"),
        ("Parquet", b"PAR1" + b"\0" * 20 + b"PAR1", "format-unsupported"),
        ("Shapefile", b"\0\0\x27\x0a" + b"\0" * 96, "format-unsupported"),
        ("PNG", b"\x89PNG\r\n\x1a\n", "format-unsupported"),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF", "format-unsupported"),
        ("HTML", b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "format-unsupported"),
        (
            "a page called a workbook",
            b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table>',
            "format-unsupported",
        ),
        ("XML", b'<?xml version="1.0"?><a><b>1</b></a>', "format-unsupported"),
        ("XML in UTF-16", '<?xml version="1.0"?><a/>'.encode("utf-16"), "format-unsupported"),
        ("KML", b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"></kml>', "format-unsupported"),
        ("7-Zip", b"7z\xbc\xaf\x27\x1c\0\4", "format-unsupported"),
        ("SQLite", b"SQLite format 3\0" + b"\0" * 80, "format-unsupported"),
        ("bytes of no kind", bytes(range(256)) * 8, "format-unsupported"),
    ],
}
