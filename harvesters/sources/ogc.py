"""OGC services: API Features, API Records and WFS; each collection, record or feature type becomes a dataset."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from harvesters import clean, fields, jsonsafe
from harvesters.address import with_query
from harvesters.canonical import digest
from harvesters.context import Context
from harvesters.errors import AbortJobError
from harvesters.extent import polygon
from harvesters.model import Entry, Option, RemoteRecord, RemoteResource
from harvesters.paging import ListPage, by_link
from harvesters.ports import Probe
from harvesters.wfs import wfs_entries

#: Relations of links that lead to data or papers, and of those that stay within the service.
_OUTWARD = frozenset({"enclosure", "license", "canonical"})
_INWARD = frozenset({"self", "collection", "alternate", "root"})
_CONFORMS = (b"http://www.opengis.net/spec/ogcapi", b"/conformance")


class Ogc:
    """The source type ``ogc``."""

    name = "ogc"
    restricted = False
    options = (Option("rows_per_page", int, 100, "limit of each page of records"),)

    def recognises(self, probe: Probe) -> int:
        """A landing page, a list of collections, a page of records, or the capabilities of a WFS."""
        head = probe.head
        if b"http://www.opengis.net/wfs" in head and b"WFS_Capabilities" in head:
            return 85
        linked = b'"links"' in head and b'"rel"' in head
        known = any(mark in head for mark in _CONFORMS) or b'"collections"' in head or b'"numberMatched"' in head
        return 80 if linked and known else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Collections of a service with data, records of a catalogue, feature types of a WFS.

        Raises:
            AbortJobError: The address answers with none of these.
        """
        body = context.http.get(_json(context.source.url)).body
        if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            yield from wfs_entries(context.source.url, body)
        else:
            yield from _of_document(jsonsafe.parse(body), context)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The dataset as the list described it."""
        words = entry.payload
        links = [link for link in words["links"] if clean.url(link["url"])]
        return RemoteRecord(
            remote_id=entry.remote_id,
            title=entry.title,
            notes=str(words["notes"]),
            url=entry.url,
            agency=entry.agency,
            modified=words["modified"] or None,
            extras={fields.SPATIAL: words["extent"]},
            tags=tuple(words["tags"]),
            resources=tuple(RemoteResource(link["name"], link["url"], link["format"]) for link in links),
        )


def _of_document(value: Any, context: Context) -> Iterator[Entry]:
    """Whatever part of the API the address names."""
    if not isinstance(value, Mapping):
        raise _not_ogc(context)
    if value.get("type") == "FeatureCollection":
        yield from _records(context.source.url, context)
    elif isinstance(value.get("collections"), list):
        yield from _collections(value["collections"], context)
    elif value.get("id") and value.get("links"):
        yield from _collections([value], context)
    else:
        yield from _of_landing(value, context)


def _of_landing(value: Mapping[str, Any], context: Context) -> Iterator[Entry]:
    """The collections that a landing page links to."""
    rels = ("data", "http://www.opengis.net/def/rel/ogc/1.0/data")
    link = next((item.get("href") for item in _links(value) if item.get("rel") in rels), None)
    if not link:
        raise _not_ogc(context)
    found = jsonsafe.parse(context.http.get(_json(_joined(context.source.url, link))).body)
    yield from _collections(jsonsafe.items(jsonsafe.mapping(found).get("collections")), context)


def _collections(collections: list[Any], context: Context) -> Iterator[Entry]:
    """A collection of records gives its records; any other is a dataset itself."""
    for collection in map(jsonsafe.mapping, collections):
        items = _items_address(collection, context.source.url)
        if collection.get("itemType") == "record" and items:
            yield from _records(items, context)
        else:
            yield _collection_entry(collection, context.source.url)


def _records(url: str, context: Context) -> Iterator[Entry]:
    """The records of a catalogue's collection, page by page."""
    first = with_query(_json(url), {"limit": context.text("rows_per_page")})
    for record in by_link(lambda here: _record_page(here, context), first):
        yield _record_entry(record, url)


def _record_page(url: str, context: Context) -> ListPage:
    value = jsonsafe.parse(context.http.get(url).body)
    if not isinstance(value, Mapping) or not isinstance(value.get("features"), list):
        raise _not_ogc(context)
    following = next((item.get("href") for item in _links(value) if item.get("rel") == "next"), None)
    total = value.get("numberMatched")
    ended = not following or not value["features"]
    return ListPage(value["features"], jsonsafe.count(total), None if ended else _joined(url, following))


def _collection_entry(collection: Mapping[str, Any], base: str) -> Entry:
    """A collection of features as a dataset: its items as GeoJSON, and its other links."""
    name = str(collection.get("id") or collection.get("name") or "")
    items = _items_address(collection, base)
    links = [_link(item, base) for item in _links(collection) if str(item.get("rel")) in _OUTWARD]
    own = [{"name": name, "url": items, "format": "GEOJSON"}] if items else []
    words = {
        "notes": collection.get("description") or "",
        "modified": "",
        "tags": [str(word) for word in jsonsafe.items(collection.get("keywords"))],
        "extent": polygon(_box(collection)),
        "links": [*own, *links],
    }
    return _made(name, collection.get("title") or name, words, None)


def _box(collection: Mapping[str, Any]) -> Any:
    """The first box of a collection's extent, which is the whole one."""
    spatial = jsonsafe.mapping(jsonsafe.mapping(collection.get("extent")).get("spatial"))
    return next(iter(jsonsafe.items(spatial.get("bbox"))), None)


def _record_entry(record: Mapping[str, Any], base: str) -> Entry:
    """A record of a catalogue as a dataset."""
    record = jsonsafe.mapping(record)
    words = jsonsafe.mapping(record.get("properties"))
    geometry = record.get("geometry")
    links = [*_links(record), *jsonsafe.mappings(words.get("associations"))]
    outward = [_link(item, base) for item in links if str(item.get("rel")) not in _INWARD]
    made = {
        "notes": words.get("description") or words.get("abstract") or "",
        "modified": words.get("updated") or words.get("recordUpdated") or "",
        "tags": [str(word) for word in jsonsafe.items(words.get("keywords"))],
        "extent": json.dumps(geometry) if isinstance(geometry, Mapping) else "",
        "links": outward,
    }
    return _made(str(record.get("id") or ""), words.get("title") or "", made, _publisher(words))


def _publisher(words: Mapping[str, Any]) -> str | None:
    """Who publishes a record: named so, or the first contact's organization."""
    contacts = jsonsafe.mappings(words.get("contacts"))
    named = [words.get("publisher"), *(item.get("organization") for item in contacts)]
    return next((name for item in named if (name := clean.line(item))), None)


def _made(remote_id: str, title: Any, words: dict[str, Any], agency: str | None) -> Entry:
    url = next((found for link in words["links"] if (found := clean.url(link["url"]))), None)
    return Entry(remote_id, clean.line(title), digest([title, words]), url, agency, words)


def _items_address(collection: Any, base: str) -> str | None:
    """Where a collection's items are, as GeoJSON when it says so."""
    links = [item for item in _links(collection) if item.get("rel") == "items"]
    best = next((item for item in links if "json" in str(item.get("type", ""))), links[0] if links else None)
    return _joined(base, best["href"]) if best and best.get("href") else None


def _links(value: Any) -> list[Mapping[str, Any]]:
    return jsonsafe.mappings(jsonsafe.mapping(value).get("links"))


def _link(item: Mapping[str, Any], base: str) -> dict[str, str]:
    kind = str(item.get("type") or item.get("protocol") or "").split(";")[0]
    name = clean.line(item.get("title") or item.get("name"))
    return {"name": name, "url": _joined(base, item.get("href") or ""), "format": kind}


def _joined(base: str, link: Any) -> str:
    """A link as an address; one that is none stays as it is, to be refused where addresses are."""
    try:
        return urljoin(base, str(link))
    except ValueError:
        return str(link)


def _json(url: str) -> str:
    """The address, asking for JSON as these services understand it; a WFS keeps its own query."""
    query = urlsplit(url).query.lower()
    return url if "service=" in query or "f=" in query else with_query(url, {"f": "json"})


def _not_ogc(context: Context) -> AbortJobError:
    return AbortJobError(
        "not-ogc",
        "OGC API나 WFS의 응답이 아닙니다. 주소를 확인하세요.",
        "This is no answer of an OGC API or a WFS; check the address.",
    )
