"""Fifty ways in which a source goes bad between two harvests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

from agency_server import Agency, Asked, Reply
from contract_examples import datajson, iso, portal_page

KNOWN = tuple(f"하천 수질 {number}" for number in range(1, 21))
Poison = Callable[[Agency], None]

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><response>&c;</response>'
)


def honest(agency: Agency) -> None:
    """The state in which every source is harvested first."""
    agency.json("/data.json", datajson(KNOWN))
    agency.routes["/api"] = lambda asked: portal_page(asked, _items(KNOWN))
    agency.routes["/catalog.ttl"] = Reply(_turtle(KNOWN).encode(), type="text/turtle")


def _items(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"목록키": str(n), "목록명": name, "기관명": "가온시"} for n, name in enumerate(names)]


def _turtle(names: tuple[str, ...]) -> str:
    head = "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
    return head + "".join(
        f'<https://agency.example/d/{n}> a dcat:Dataset ; dct:identifier "d{n}" ; dct:title "{name}" .\n'
        for n, name in enumerate(names)
    )


def whole(body: bytes, **reply: Any) -> Poison:
    """One answer for everything."""

    def poison(agency: Agency) -> None:
        agency.routes = dict.fromkeys(agency.routes, Reply(body, **reply))

    return poison


def document(change: Callable[[dict[str, Any]], object]) -> Poison:
    """The honest data.json with a change."""

    def poison(agency: Agency) -> None:
        value = datajson(KNOWN)
        changed = change(value)
        agency.json("/data.json", value if changed is None else changed)

    return poison


def text(change: Callable[[bytes], bytes]) -> Poison:
    """The honest data.json's bytes with a change."""

    def poison(agency: Agency) -> None:
        agency.routes["/data.json"] = Reply(change(json.dumps(datajson(KNOWN), ensure_ascii=False).encode()))

    return poison


def api(page: Callable[[Asked], Reply]) -> Poison:
    """Another behaviour of the portal's API."""

    def poison(agency: Agency) -> None:
        agency.routes["/api"] = page

    return poison


def each(**fields: Any) -> Poison:
    """Every dataset with these fields; a callable gets the position."""

    def change(value: dict[str, Any]) -> None:
        for n, item in enumerate(value["dataset"]):
            item.update({name: made(n) if callable(made) else made for name, made in fields.items()})

    return document(change)


def redirect(target: str) -> Poison:
    return whole(b"", status=302, headers={"Location": target})


def circle() -> Poison:
    """Two addresses that send each to the other."""

    def poison(agency: Agency) -> None:
        agency.routes["/data.json"] = Reply(b"", 302, headers={"Location": "/there"})
        agency.routes["/there"] = Reply(b"", 302, headers={"Location": "/data.json"})

    return poison


def _drop(count: int) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        del value["dataset"][:count]

    return change


def _add(**item: Any) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        value["dataset"].append(item)

    return change


def _envelope(code: str, message: str) -> bytes:
    return (
        f"<OpenAPI_ServiceResponse><cmmMsgHeader><returnAuthMsg>{message}</returnAuthMsg>"
        f"<returnReasonCode>{code}</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
    ).encode()


def _envelope_json(code: str, message: str) -> bytes:
    header = {"returnAuthMsg": message, "returnReasonCode": code}
    return json.dumps({"OpenAPI_ServiceResponse": {"cmmMsgHeader": header}}).encode()


def _bomb() -> bytes:
    return gzip.compress(b" " * (64 << 20))


#: By name: which source it hits, and how. The source types are those of ``PLACES``.
POISONS: Mapping[str, tuple[str, Poison]] = {
    "an empty list": ("datajson", document(lambda value: value["dataset"].clear())),
    "an empty object": ("datajson", document(lambda value: {})),
    "an empty array": ("datajson", document(lambda value: [])),
    "a null list": ("datajson", document(lambda value: {"dataset": None})),
    "a page with 200": ("datajson", whole(b"<!DOCTYPE html><html>check</html>", type="text/html")),
    "a log-in page called JSON": ("datajson", whole(b"<html><form>login</form></html>")),
    "an empty body": ("datajson", whole(b"")),
    "a truncated document": ("datajson", text(lambda body: body[: len(body) // 2])),
    "a body shorter than its length": ("datajson", whole(b'{"dataset": [', length=500)),
    "trailing garbage": ("datajson", text(lambda body: body + b"<<<<")),
    "half the ids gone": ("datajson", document(_drop(10))),
    "all ids renamed": ("datajson", each(identifier=lambda n: f"new-{n}")),
    "all ids the same": ("datajson", each(identifier="same")),
    "ids in capitals": ("datajson", each(identifier=lambda n: f"SET-{n}")),
    "ids with blanks around": ("datajson", each(identifier=lambda n: f"  set-{n} ")),
    "no ids": ("datajson", each(identifier=None)),
    "ids that are lists": ("datajson", each(identifier=[])),
    "ids of a million signs": ("datajson", each(identifier=lambda n: "x" * 1_000_000)),
    "titles gone": ("datajson", each(title="")),
    "titles that are numbers in lists": ("datajson", each(title=[[]])),
    "datasets that are strings": ("datajson", document(lambda value: {"dataset": ["a", "b"]})),
    "datasets that are numbers": ("datajson", document(lambda value: {"dataset": [1, 2, 3]})),
    "another schema": ("datajson", whole(b'{"packages": [{"name": "x"}]}')),
    "NaN in JSON": ("datajson", text(lambda body: body.replace(b'"measured"', b"NaN").replace(b"[", b"[NaN,", 1))),
    "a byte that no charset has": ("datajson", text(lambda body: body.replace(b"set-3", b"set-\xff\xff\x80"))),
    "a document in EUC-KR said to be UTF-8": (
        "datajson",
        text(lambda body: body.decode().encode("euc-kr")),
    ),
    "a twin that differs in case": ("datajson", document(_add(identifier="SET-1", title="가짜"))),
    "a twin that differs in normal form": ("datajson", document(_add(identifier="ｓｅｔ-1 ", title=""))),
    "links that run scripts": ("datajson", each(distribution=[{"downloadURL": "javascript:alert(1)"}])),
    "a title of 5 MB": ("datajson", document(_add(identifier="big", title="가" * 1_700_000))),
    "a line of many megabytes": ("datajson", whole(b'{"dataset": [{"title": "' + b"x" * (20 << 20))),
    "a number of 5,000 digits": ("datajson", text(lambda body: body.replace(b'"set-3"', b"9" * 5_000))),
    "nesting without end": ("datajson", whole(b"[" * 200_000)),
    "401": ("datajson", whole(b"", status=401)),
    "403": ("datajson", whole(b"", status=403)),
    "404": ("datajson", whole(b"gone", status=404)),
    "429": ("datajson", whole(b"", status=429, headers={"Retry-After": "3600"})),
    "500": ("datajson", whole(b"error", status=500)),
    "a redirect to itself": ("datajson", redirect("/data.json")),
    "redirects in a circle": ("datajson", circle()),
    "a redirect to a private address": ("datajson", redirect("http://10.0.0.1/data.json")),
    "a redirect to the cloud's metadata": ("datajson", redirect("http://169.254.169.254/latest/")),
    "a redirect to a file": ("datajson", redirect("file:///etc/passwd")),
    "a dripping server": ("datajson", whole(b'{"dataset": []}' * 40, drip=0.02)),
    "a gzip bomb": ("datajson", whole(_bomb(), headers={"Content-Encoding": "gzip"})),
    "gzip that is none": ("datajson", whole(b"not gzip", headers={"Content-Encoding": "gzip"})),
    "an encoding nobody knows": ("datajson", whole(b"{}", headers={"Content-Encoding": "zstd-9"})),
    "an XML bomb": ("portal-api", whole(ENTITIES, type="application/xml")),
    "total says 128 but 20 come": ("portal-api", api(lambda asked: portal_page(asked, _items(KNOWN), total=128))),
    "total says 128 but 3 come": (
        "portal-api",
        api(lambda asked: portal_page(asked, _items(KNOWN[:3]), total=128)),
    ),
    "an error in JSON with 403": ("portal-api", whole(_envelope_json("31", "DEADLINE_HAS_EXPIRED_ERROR"), status=403)),
    "a charset that lies": (
        "datajson",
        whole(json.dumps(datajson(KNOWN)).encode("utf-16"), type="application/json; charset=utf-8"),
    ),
    "page 2 repeats page 1": (
        "portal-api",
        api(lambda asked: portal_page(Asked(asked.path, {**asked.query, "pageno": "1"}), _items(KNOWN))),
    ),
    "an unregistered key": ("portal-api", whole(_envelope("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR"))),
    "the daily limit": ("portal-api", whole(_envelope("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"))),
    "an error in plain text": ("portal-api", whole(b"Unexpected errors", type="text/plain")),
    "a result code in a normal answer": (
        "portal-api",
        whole(b"<response><header><resultCode>99</resultCode><resultMsg>ERR</resultMsg></header></response>"),
    ),
    "no items at all": ("portal-api", whole(b'{"response": {"header": {"resultCode": "03"}, "body": {}}}')),
    "RDF with a remote context": ("dcat", whole(b'{"@context": "http://10.0.0.1/ctx", "@graph": []}')),
    "RDF with a DOCTYPE": ("dcat", whole(ENTITIES.replace(b"response", b"rdf"))),
    "RDF without datasets": ("dcat", whole(b"@prefix a: <http://a/> . a:b a a:c .")),
    "broken Turtle": ("dcat", whole(b"@prefix dcat: <http://www.w3.org/ns/dcat# .")),
    "ISO instead of RDF": ("dcat", whole(iso(1, "x").encode())),
}
