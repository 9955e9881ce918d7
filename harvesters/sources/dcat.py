"""A DCAT catalog in Turtle, RDF/XML or JSON-LD, with paging; read by ckanext-dcat's parsers."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException

from harvesters import clean, fields
from harvesters.canonical import canonical, digest
from harvesters.context import Context
from harvesters.errors import AbortJobError, UsageError
from harvesters.graph import safe_rdf
from harvesters.model import Entry, Option, RemoteRecord, RemoteResource
from harvesters.paging import ListPage, by_link
from harvesters.ports import Probe

_MARKS = (b"http://www.w3.org/ns/dcat#", b"https://www.w3.org/ns/dcat#")
_DATASET = re.compile(rb'"@type"\s*:\s*(\[[^]]{0,200})?"([\w]{1,20}:)?(Catalog|Dataset)"')
_ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8, */*;q=0.1"
#: What ckanext-dcat calls a thing, and what we call it.
_RENAMED = {
    "issued": fields.SOURCE_ISSUED,
    "language": fields.LANGUAGE,
    "frequency": fields.FREQUENCY,
    "publisher_name": fields.AGENCY_NAME,
}
#: What parsers and profiles raise over a value that is not what they took it for.
_STUMBLES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
_OWN = frozenset({"modified", "guid"})


class Dcat:
    """The source type ``dcat``."""

    name = "dcat"
    restricted = False
    options = (Option("profile", str, "euro_dcat_ap_3", "ckanext-dcat's profile to read with"),)

    def recognises(self, probe: Probe) -> int:
        """DCAT's namespace stands in it, or JSON-LD that leaves the namespaces to a context elsewhere."""
        if any(mark in probe.head for mark in _MARKS):
            return 80
        return 30 if b'"@context"' in probe.head and _DATASET.search(probe.head) else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every dcat:Dataset of every page, in the order of their ids.

        Raises:
            AbortJobError: A page is no RDF, or holds no dataset.
        """
        count = 0
        for package in by_link(lambda url: _page(url, context), context.source.url):
            count += 1
            yield _entry(package)
        if not count:
            raise AbortJobError(
                "no-dataset",
                "문서에 dcat:Dataset이 없습니다. 카탈로그 주소를 확인하세요.",
                "The document holds no dcat:Dataset; check the catalog's address.",
            )

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The dataset as the parser gave it."""
        package = entry.payload
        extras = _extras(package)
        return RemoteRecord(
            remote_id=entry.remote_id,
            title=entry.title,
            notes=str(package.get("notes") or ""),
            url=entry.url,
            agency=entry.agency,
            modified=_extra(package, "modified"),
            extras=extras,
            tags=tuple(str(tag.get("name")) for tag in package.get("tags") or ()),
            resources=tuple(_resource(item) for item in package.get("resources") or ()),
        )


def _page(url: str, context: Context) -> ListPage:
    """The datasets of one page, and where the next is."""
    body = context.http.get(url, headers={"Accept": _ACCEPT}).body
    parser = _parser(context.text("profile"))
    _parse(parser.g, *safe_rdf(body))
    following = parser.next_page()
    return ListPage(_datasets(parser), next=urljoin(url, following) if following else None)


def _parse(graph: Any, text: str, kind: str) -> None:
    """Parse into the graph; rdflib's parsers share no base class of their errors."""
    from rdflib.exceptions import Error
    from rdflib.plugin import PluginException

    try:
        graph.parse(data=text, format=kind)
    except (*_STUMBLES, SyntaxError, SAXException, Error, PluginException, AssertionError, RecursionError) as error:
        raise _broken(error) from error


def _datasets(parser: Any) -> list[dict[str, Any]]:
    """What the profile makes of the graph, in the order of ids; it trusts literals to be what their type says."""
    try:
        return sorted((_ordered(package) for package in parser.datasets()), key=_identity)
    except _STUMBLES as error:
        raise _broken(error) from error


def _broken(error: BaseException) -> AbortJobError:
    return AbortJobError(
        "broken-rdf",
        "RDF 문서가 올바르지 않아 읽을 수 없습니다. 제공기관에 확인하세요.",
        f"The RDF can't be read ({type(error).__name__}); ask the agency.",
    )


def _parser(profile: str) -> Any:
    """ckanext-dcat's parser; importing it takes seconds, so it happens here."""
    try:
        from ckanext.dcat.processors import RDFParser
    except ImportError as error:
        raise UsageError(
            "needs-catalog",
            "DCAT을 읽으려면 catalog 구성이 필요합니다: pip install 'govinnov[catalog]'",
            "Reading DCAT needs the catalog extra: pip install 'govinnov[catalog]'",
        ) from error
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    return RDFParser(profiles=[profile])


def _ordered(package: Mapping[str, Any]) -> dict[str, Any]:
    """The package with every list in one order: a graph has none."""
    made = dict(package)
    made["tags"] = sorted(package.get("tags") or (), key=canonical)
    made["resources"] = sorted(map(_unmarked, package.get("resources") or ()), key=canonical)
    extras = ({**item, "value": _sorted_json(item["value"])} for item in package.get("extras") or ())
    return {**made, "extras": sorted(extras, key=canonical)}


def _unmarked(resource: Mapping[str, Any]) -> dict[str, Any]:
    """The resource without the parser's own marks of blank nodes, which differ at every reading."""
    return {key: value for key, value in resource.items() if key != "distribution_ref"}


def _sorted_json(value: Any) -> Any:
    """A JSON list in a string, sorted; other values as they are."""
    if not isinstance(value, str) or not value.startswith("["):
        return value
    try:
        return json.dumps(sorted(json.loads(value), key=canonical), ensure_ascii=False)
    except ValueError:
        return value


def _identity(package: Mapping[str, Any]) -> str:
    """The dataset's identifier, else its address; empty when it is a blank node without one."""
    uri = _extra(package, "uri") or ""
    return str(package.get("identifier") or _extra(package, "identifier") or (uri if ":" in uri else ""))


def _extra(package: Mapping[str, Any], key: str) -> str | None:
    found = next((item["value"] for item in package.get("extras") or () if item["key"] == key), None)
    return str(found) if found else None


def _entry(package: Mapping[str, Any]) -> Entry:
    uri = clean.url(_extra(package, "uri"))
    return Entry(
        remote_id=_identity(package),
        title=clean.line(package.get("title")),
        marker=digest(package),
        url=clean.url(package.get("url")) or uri,
        agency=clean.line(_extra(package, "publisher_name")) or None,
        payload=package,
    )


def _extras(package: Mapping[str, Any]) -> dict[str, str]:
    """Everything the parser found, under our names where we have one."""
    given = {item["key"]: str(item["value"]) for item in package.get("extras") or () if item["value"]}
    made = {_RENAMED.get(key, key): value for key, value in given.items() if key not in _OWN}
    if ":" not in made.get("uri", ""):
        made.pop("uri", None)
    if package.get("license_id"):
        made[fields.LICENCE] = str(package["license_id"])
    return made


def _resource(item: Mapping[str, Any]) -> RemoteResource:
    return RemoteResource(
        name=str(item.get("name") or ""),
        url=item.get("download_url") or item.get("url") or item.get("access_url"),
        format=str(item.get("format") or item.get("mimetype") or ""),
        description=str(item.get("description") or ""),
    )
