"""One honest example for each source type: how it is served, and which records it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agency_server import Agency, Asked, Reply

from harvesters.runfolder import run_id

NAMES = tuple(f"수질 자료 {number}" for number in range(1, 8))
CSV = (
    "목록키,목록유형,목록명,목록설명,조회수,분류체계,기관코드,기관명,"
    "국가중점여부,표준데이터여부,목록.등록일,목록.수정일,목록.URL"
)


@dataclass(frozen=True)
class Example:
    """How to serve it, its options, and how many records it holds. ``web`` is False for types that read a folder.

    ``titles`` is how the titles of its records begin.
    """

    serve: Callable[[Agency, Path], str]
    records: int = len(NAMES)
    options: Mapping[str, Any] = field(default_factory=dict)
    web: bool = True
    titles: str = "수질 자료"


def _files(agency: Agency, folder: Path) -> str:
    for name in NAMES:
        (folder / f"가온시_{name}_20241231.csv").write_text("번호,값\n1,2\n", encoding="cp949")
    (folder / "README.md").write_text("설명", encoding="utf-8")
    return str(folder)


def _portal_list(agency: Agency, folder: Path) -> str:
    rows = [
        f"{9000 + n},FILE,가온시_{name},<b>설명</b>&nbsp;(NULL),7,환경,A1,가온시,Y,N,2024-01-01,2024-02-0{n + 1},"
        f"https://portal.example/data/{9000 + n}/fileData.do"
        for n, name in enumerate(NAMES)
    ]
    agency.routes["/list.csv"] = Reply("\r\n".join([CSV, *rows]).encode("cp949"), type="text/csv; charset=utf-8")
    return f"{agency.url}/list.csv"


def _waf(agency: Agency, folder: Path) -> str:
    links = "".join(f'<a href="{name}.csv">{name}</a>' for name in NAMES)
    page = f"<html><head><title>Index of /files</title></head><body><a href='../'>up</a>{links}</body></html>"
    agency.routes["/files/"] = Reply(page.encode(), type="text/html")
    for name in NAMES:
        agency.routes[f"/files/{name}.csv"] = Reply("번호,값\n1,2\n".encode(), type="text/csv")
        agency.routes["/files/" + _quoted(f"{name}.csv")] = agency.routes[f"/files/{name}.csv"]
    return f"{agency.url}/files/"


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text)


def portal_page(asked: Asked, items: list[Any], total: int | None = None) -> Reply:
    """A page of the portal's JSON envelope."""
    size, number = int(asked.query.get("numofrows", "10")), int(asked.query.get("pageno", "1"))
    part = items[(number - 1) * size : number * size]
    body = {"items": {"item": part}, "totalCount": len(items) if total is None else total}
    header = {"resultCode": "00", "resultMsg": "NORMAL SERVICE."}
    return Reply(json.dumps({"response": {"header": header, "body": body}}, ensure_ascii=False).encode())


def datasets_of_list() -> list[dict[str, str]]:
    return [
        {"목록키": str(n), "목록명": name, "기관명": "가온시", "목록URL": f"https://portal.example/{n}"}
        for n, name in enumerate(NAMES)
    ]


def _portal_api(agency: Agency, folder: Path) -> str:
    agency.routes["/api"] = lambda asked: portal_page(asked, datasets_of_list())
    return f"{agency.url}/api?serviceKey=secret%2Bkey%3D%3D"


def _odcloud(agency: Agency, folder: Path) -> str:
    def page(asked: Asked) -> Reply:
        size, number = int(asked.query.get("perpage", "10")), int(asked.query.get("page", "1"))
        part = datasets_of_list()[(number - 1) * size : number * size]
        value = {"page": number, "perPage": size, "totalCount": len(NAMES), "currentCount": len(part), "data": part}
        return Reply(json.dumps(value, ensure_ascii=False).encode())

    agency.routes["/v1/list"] = page
    return f"{agency.url}/v1/list?serviceKey=secret%2Bkey%3D%3D"


def _ckan(agency: Agency, folder: Path) -> str:
    found = [
        {
            "id": f"id-{n}",
            "name": f"water-{n}",
            "title": name,
            "metadata_modified": f"2024-01-0{n + 1}T00:00:00",
            "organization": {"title": "가온시"},
            "tags": [{"name": "수질"}],
            "resources": [{"name": "표", "url": f"https://ckan.example/{n}.csv", "format": "CSV"}],
            "private": True,
            "state": "deleted",
            "owner_org": "somebody-else",
        }
        for n, name in enumerate(NAMES)
    ]

    def search(asked: Asked) -> Reply:
        start, rows = int(asked.query["start"]), int(asked.query["rows"])
        result = {"count": len(found), "results": found[start : start + rows]}
        return Reply(json.dumps({"success": True, "result": result}, ensure_ascii=False).encode())

    agency.routes["/"] = Reply(
        b'<html><head><meta name="generator" content="ckan 2.11"></head></html>', type="text/html"
    )
    agency.routes["/api/3/action/package_search"] = search
    return f"{agency.url}/"


def _dcat(agency: Agency, folder: Path) -> str:
    def turtle(names: list[tuple[int, str]], more: str) -> Reply:
        sets = "".join(
            f'<https://agency.example/d/{n}> a dcat:Dataset ; dct:identifier "d{n}" ; dct:title "{name}" ; '
            f'dcat:keyword "수질", "하천" ; dcat:distribution [ a dcat:Distribution ; dct:title "표" ; '
            f"dcat:downloadURL <https://agency.example/d/{n}.csv> ] .\n"
            for n, name in names
        )
        head = (
            "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
            "@prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n"
        )
        return Reply(f"{head}{sets}{more}".encode(), type="text/turtle")

    numbered = list(enumerate(NAMES))
    paging = f'<{agency.url}/catalog.ttl> a hydra:PagedCollection ; hydra:next "{agency.url}/catalog.ttl?page=2" .'
    agency.routes["/catalog.ttl"] = lambda asked: (
        turtle(numbered[4:], "") if asked.query.get("page") == "2" else turtle(numbered[:4], paging)
    )
    return f"{agency.url}/catalog.ttl"


def datajson(names: tuple[str, ...] = NAMES) -> dict[str, Any]:
    """A data.json of datasets with these titles; ids by position."""
    return {
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": [
            {
                "identifier": f"set-{n}",
                "title": name,
                "description": "<p>측정값</p>",
                "publisher": {"name": "가온시"},
                "keyword": ["수질"],
                "distribution": [{"downloadURL": f"https://agency.example/{n}.csv", "mediaType": "text/csv"}],
            }
            for n, name in enumerate(names)
        ],
    }


def _datajson(agency: Agency, folder: Path) -> str:
    agency.json("/data.json", datajson())
    return f"{agency.url}/data.json"


def iso(number: int, name: str) -> str:
    """A small ISO 19139 record."""
    text = "<gco:CharacterString>{}</gco:CharacterString>"
    return (
        '<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">'
        f"<gmd:fileIdentifier>{text.format(f'iso-{number}')}</gmd:fileIdentifier>"
        "<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>"
        f"<gmd:title>{text.format(name)}</gmd:title></gmd:CI_Citation></gmd:citation>"
        f"<gmd:abstract>{text.format('설명')}</gmd:abstract></gmd:MD_DataIdentification></gmd:identificationInfo>"
        "</gmd:MD_Metadata>"
    )


def _iso19139(agency: Agency, folder: Path) -> str:
    agency.routes["/record.xml"] = Reply(iso(1, NAMES[0]).encode(), type="application/xml")
    return f"{agency.url}/record.xml"


def _csw(agency: Agency, folder: Path) -> str:
    def records(asked: Asked) -> Reply:
        if asked.query.get("request") != "GetRecords":
            capabilities = '<csw:Capabilities xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"/>'
            return Reply(capabilities.encode(), type="application/xml")
        start = int(asked.query["startposition"])
        part = NAMES[start - 1 : start + 2]
        after = start + len(part) if start + len(part) <= len(NAMES) else 0
        inside = "".join(iso(start + n, name) for n, name in enumerate(part))
        body = (
            '<csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"><csw:SearchResults '
            f'numberOfRecordsMatched="{len(NAMES)}" numberOfRecordsReturned="{len(part)}" nextRecord="{after}">'
            f"{inside}</csw:SearchResults></csw:GetRecordsResponse>"
        )
        return Reply(body.encode(), type="application/xml")

    agency.routes["/csw"] = records
    return f"{agency.url}/csw"


def _ogc(agency: Agency, folder: Path) -> str:
    link = {"rel": "items", "type": "application/geo+json"}
    found = [
        {
            "id": f"c{n}",
            "title": name,
            "description": "설명",
            "itemType": "feature",
            "extent": {"spatial": {"bbox": [[126, 33, 130, 39]]}},
            "links": [{**link, "href": f"/collections/c{n}/items?f=json"}],
        }
        for n, name in enumerate(NAMES)
    ]
    landing = [{"rel": "data", "href": "/collections"}, {"rel": "conformance", "href": "/conformance"}]
    agency.json("/", {"title": "가온 공간정보", "links": landing})
    agency.json("/collections", {"collections": found, "links": []})
    return f"{agency.url}/"


def _ekape(agency: Agency, folder: Path) -> str:
    item = "<item><cattleNo>002000000001</cattleNo><farmerNm>홍**</farmerNm><infoType>1</infoType></item>"
    body = (
        "<response><header><resultCode>00</resultCode></header><notice><rows/></notice>"
        f"<body><items>{item}</items></body></response>"
    )
    agency.routes["/trace"] = Reply(body.encode(), type="application/xml")
    return f"{agency.url}/trace?traceNo=002000000001&ServiceKey=secret%2Bkey%3D%3D"


def _mtrace(agency: Agency, folder: Path) -> str:
    lines = ["|".join([str(n), *["x"] * 29]) for n in range(len(NAMES))]
    agency.routes["/trade.txt"] = Reply("\n".join(lines).encode(), type="text/plain")
    return f"{agency.url}/trade.txt"


def _feed(agency: Agency, folder: Path) -> str:
    for n in range(len(NAMES)):
        (folder / f"report-{n}.csv").write_text(f"code,moved_on\n22608231230{n},2026-08-23\n", encoding="utf-8")
    return str(folder)


def _dispatch_run(agency: Agency, folder: Path) -> str:
    told = {"reference_date": "2022-03-09", "synthetic": False, "inputs": []}
    (folder / "manifest.json").write_text(json.dumps({"run_id": run_id(told), **told}), encoding="utf-8")
    facts = "government_code,government_name,weight,method\n{},{},electors,straight line\n"
    (folder / "facts.csv").write_text(facts.format("99010", "가온시"), encoding="utf-8")
    for code, name in (("99", "가온도"), ("99010", "가온시")):
        own = folder / "governments" / code
        own.mkdir(parents=True)
        (own / "facts.csv").write_text(facts.format(code, name), encoding="utf-8")
        (own / "map.geojson").write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    return str(folder)


def _trace_datasets(agency: Agency, folder: Path) -> str:
    tables = {name: f"month,level,known_at\n2026-08,{name},2026-09-20T00:00:00Z\n" for name in ("lots", "recalls")}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in tables.items()}
    listed = {name: {"file": f"{name}.csv", "rows": 1, "sha256": one} for name, one in hashes.items()}
    told = {"known_at": "2026-09-20T00:00:00Z", "rehearsal": False, "tables": listed}
    (folder / "tables.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "drill.csv").write_text("drill_on,farms\n2026-09-19,20\n2026-09-20,20\n", encoding="utf-8")
    return str(folder)


EXAMPLES: Mapping[str, Example] = {
    "files": Example(_files, web=False),
    "portal-list": Example(_portal_list),
    "waf": Example(_waf),
    "portal-api": Example(_portal_api, options={"rows_per_page": 3}),
    "odcloud": Example(_odcloud, options={"rows_per_page": 3}),
    "ckan": Example(_ckan, options={"rows_per_page": 3}),
    "dcat": Example(_dcat),
    "datajson": Example(_datajson),
    "iso19139": Example(_iso19139, records=1),
    "csw": Example(_csw),
    "ogc": Example(_ogc),
    "ekape": Example(_ekape, records=1),
    "mtrace": Example(_mtrace),
    "dispatch-run": Example(_dispatch_run, records=4, web=False, titles="긴급출동 분석"),
    "feed": Example(_feed, web=False),
    "trace-datasets": Example(_trace_datasets, records=3, web=False, titles="닭·오리·달걀 이력"),
}
