"""The demonstration agency's files: good ones in every encoding agencies use, and bad ones for the gate to catch."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from openpyxl import Workbook

from harvesters.demo.tables import CITY, GOOD, HEALTH, POLICE, Sheet

_CORE = "docProps/core.xml"
_CORE_XML = (
    '<?xml version="1.0"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_ZIP_TIME = (2024, 12, 31, 0, 0, 0)


@cache
def files() -> Mapping[str, bytes]:
    """Every file by its path below the agency's folder; the same bytes on every call and machine."""
    writers: Sequence[tuple[str, Callable[[Sheet], bytes]]] = (
        ("csv", _cp949),
        ("csv", _utf8_bom),
        ("csv", _utf8),
        ("xlsx", _xlsx),
        ("geojson", _geojson),
    )
    good = {}
    for n, sheet in enumerate(GOOD):
        ending, write = writers[n % len(writers)]
        if ending == "geojson" and "위도" not in sheet.labels():
            ending, write = writers[0]
        good[f"{sheet.agency}/{sheet.stem}.{ending}"] = write(sheet)
    return {**good, **_bad(), "README.txt": "시범기관이 만든 파일입니다. 모두 지어낸 값입니다.\n".encode()}


def _bad() -> dict[str, bytes]:
    """One file for each kind of defect, each to be quarantined."""
    light = next(sheet for sheet in GOOD if sheet.title == "가로등 위치")
    swapped = [[*row[:-2], row[-1], row[-2]] for row in light.values()]
    wrong = [[*row[:-1], "숫자아님"] if n == 7 else row for n, row in enumerate(light.values())]
    people = [[n + 1, f"민원인{n + 1}", registration_number(n), "처리완료"] for n in range(12)]
    ambiguous = "no,rank\r\n1,첫째\r\n2,첫째\r\n".encode("cp949")
    return {
        f"{HEALTH}/{HEALTH}_민원 처리 내역_20241231.csv": _csv(
            ["접수번호", "성명", "주민등록번호", "처리상태"], people
        ).encode("cp949"),
        f"{CITY}/{CITY}_가로등 위치(좌표 뒤바뀜)_20241231.csv": _csv(light.labels(), swapped).encode("cp949"),
        f"{CITY}/{CITY}_가로등 위치(값 오류)_20241231.csv": _csv(light.labels(), wrong).encode(),
        f"{CITY}/{CITY}_순위표_20241231.csv": ambiguous,
        f"{POLICE}/{POLICE}_깨진 통합문서_20241231.xlsx": _xlsx(GOOD[0])[:900],
    }


def registration_number(n: int) -> str:
    """A resident registration number that is well formed and nobody's: born 1900 to 1909, with a right check digit.

    Numbers were first given in 1968. Weights 2 3 4 5 6 7 8 9 2 3 4 5; the check digit is (11 - sum mod 11) mod 10.
    """
    head = f"{n % 10:02d}{1 + n % 12:02d}{1 + n % 28:02d}{1 + n % 2}{10000 + n * 37:05d}"
    total = sum(int(digit) * weight for digit, weight in zip(head, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True))
    return f"{head[:6]}-{head[6:]}{(11 - total % 11) % 10}"


def _csv(labels: Iterable[str], values: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(labels)
    writer.writerows(values)
    return out.getvalue()


def _cp949(sheet: Sheet) -> bytes:
    return _csv(sheet.labels(), sheet.values()).encode("cp949")


def _utf8(sheet: Sheet) -> bytes:
    return _csv(sheet.labels(), sheet.values()).encode()


def _utf8_bom(sheet: Sheet) -> bytes:
    return _csv(sheet.labels(), sheet.values()).encode("utf-8-sig")


def _xlsx(sheet: Sheet) -> bytes:
    """A workbook; its times are taken out, so that the same table has the same bytes."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(sheet.labels())
    for row in sheet.values():
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(packed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist()):
            body = _CORE_XML.encode() if name == _CORE else before.read(name)
            after.writestr(zipfile.ZipInfo(name, _ZIP_TIME), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _geojson(sheet: Sheet) -> bytes:
    """Points with the other columns as properties."""
    features = []
    for row in sheet.values():
        words = dict(zip(sheet.labels(), row, strict=True))
        point = [words.pop("경도"), words.pop("위도")]
        features.append({"type": "Feature", "properties": words, "geometry": {"type": "Point", "coordinates": point}})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
