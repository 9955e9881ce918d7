"""What the demonstration agency answers: listings, files, the portal's list, and an open API in XML and JSON."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape

from harvesters.demo.files import files
from harvesters.demo.tables import CITY, GOOD, Sheet, day, number, place, serial

#: The key of the demonstration API: it opens nothing else.
SERVICE_KEY = "demo+key/with=signs"
LIST_LABELS = (
    "목록키", "목록유형", "목록명", "목록설명", "조회수", "분류체계", "기관코드", "기관명",
    "국가중점여부", "표준데이터여부", "목록.등록일", "목록.수정일", "목록.URL",
)  # fmt: skip
#: Pages that don't exist: a name reserved for examples.
PORTAL = "https://portal.example/data"
API_PATH = "/api/AirQualityService/getMeasurements"
API = Sheet(
    CITY,
    "실시간 대기질 측정값",
    (serial("측정번호", "AQ-{:04d}"), place("측정소명"), day("측정일자"), number("미세먼지농도", 5, 90)),
    250,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: status, content type, body."""

    status: int
    content_type: str
    body: bytes


def page(target: str) -> Page:
    """The answer to a request target (path and query)."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if path == "/list.csv":
        return Page(200, "text/csv", portal_list())
    if path == API_PATH:
        return _api({key.lower(): values[0] for key, values in parse_qs(parts.query).items()})
    if path.startswith("/files/"):
        return _file(path.removeprefix("/files/"))
    return Page(404, "text/plain; charset=utf-8", "없는 주소입니다.".encode())


def portal_list() -> bytes:
    """The list of what the agency offers, in the portal's columns: UTF-8 with BOM, as the portal publishes it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(LIST_LABELS)
    for n, sheet in enumerate(GOOD):
        key = 99000001 + n
        flag = "Y" if n % 3 == 0 else "N"
        notes = f"{sheet.title} 목록입니다.<br/>갱신 주기: &quot;매월&quot;" if n % 2 else "(NULL)"
        name = f"{sheet.agency}_{sheet.title} 안내"
        about = (key, "FILE", name, notes, 100 + n, "공공행정", f"DEMO{n % 4}", sheet.agency)
        writer.writerow((*about, flag, "N", "2023-01-02", "2024-12-31", f"{PORTAL}/{key}/fileData.do"))
    return out.getvalue().encode("utf-8-sig")


def _file(path: str) -> Page:
    if path in files():
        return Page(200, "application/octet-stream", files()[path])
    inside = sorted({_child(name, path) for name in files() if name.startswith(path)})
    if not inside or (path and not path.endswith("/")):
        return Page(404, "text/plain; charset=utf-8", "없는 파일입니다.".encode())
    links = "".join(f'<li><a href="{quote(name)}">{html.escape(name)}</a></li>' for name in inside)
    title = f"Index of /files/{html.escape(path)}"
    body = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><ul>{links}</ul></body></html>"
    return Page(200, "text/html; charset=utf-8", body.encode())


def _child(name: str, folder: str) -> str:
    """The next step from a folder to a file: a sub-folder with its slash, or the file."""
    head, mark, _ = name.removeprefix(folder).partition("/")
    return head + mark


def _api(query: dict[str, str]) -> Page:
    """The open API: one page of measurements, or the portal's own error forms."""
    if query.get("servicekey") != SERVICE_KEY:
        return Page(200, "text/xml", _KEY_ERROR.encode())
    size, number = int(query.get("numofrows", "10")), int(query.get("pageno", "1"))
    values = API.values()[(number - 1) * size : number * size]
    rows = [dict(zip(API.labels(), row, strict=True)) for row in values]
    counts = {"numOfRows": size, "pageNo": number, "totalCount": API.rows}
    if query.get("type", query.get("_type", "xml")).lower() == "json":
        return Page(200, "application/json", _json(rows, counts))
    return Page(200, "application/xml", _xml(rows, counts))


def _json(rows: list[dict[str, object]], counts: dict[str, int]) -> bytes:
    items = {"item": rows[0] if len(rows) == 1 else rows} if rows else ""
    header = {"resultCode": "00", "resultMsg": "NORMAL SERVICE."}
    return json.dumps({"response": {"header": header, "body": {"items": items, **counts}}}, ensure_ascii=False).encode()


def _xml(rows: list[dict[str, object]], counts: dict[str, int]) -> bytes:
    items = "".join(f"<item>{_tags(row)}</item>" for row in rows)
    header = "<header><resultCode>00</resultCode><resultMsg>NORMAL SERVICE.</resultMsg></header>"
    body = f"<body><items>{items}</items>{_tags(counts)}</body>"
    return f'<?xml version="1.0" encoding="UTF-8"?><response>{header}{body}</response>'.encode()


def _tags(words: dict[str, object] | dict[str, int]) -> str:
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in words.items())


_KEY_ERROR = (
    '<?xml version="1.0" encoding="UTF-8"?><OpenAPI_ServiceResponse><cmmMsgHeader>'
    "<errMsg>SERVICE ERROR</errMsg><returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg>"
    "<returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
)
