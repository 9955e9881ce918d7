"""A catalogue service (OGC CSW 2.0.2), asked for ISO 19139 records, else for Dublin Core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from owslib.catalogue.csw2 import CswRecord

from harvesters import clean, xmlsafe
from harvesters.address import query_of, with_query
from harvesters.canonical import digest
from harvesters.context import Context
from harvesters.errors import AbortJobError
from harvesters.isoxml import GMD, iso_entry, records_in
from harvesters.locate import is_web
from harvesters.model import Entry, Option, RemoteRecord, RemoteResource
from harvesters.paging import ListPage, by_link
from harvesters.ports import Probe
from harvesters.sources.iso19139 import iso_record

_CSW = "http://www.opengis.net/cat/csw"
_ROOTS = ("Capabilities", "GetRecordsResponse", "GetRecordByIdResponse")
_LISTS = ("SearchResults", "GetRecordByIdResponse")
#: Dublin Core in the three sizes that a service may be asked for.
_PLAIN = ("Record", "SummaryRecord", "BriefRecord")
_DIGITS = 12
_ASKED = frozenset({"service", "version", "request"})


class Csw:
    """The source type ``csw``."""

    name = "csw"
    restricted = False
    options = (
        Option("rows_per_page", int, 100, "maxRecords of each GetRecords"),
        Option("schema", str, GMD, "outputSchema to ask for"),
        Option("constraint", str, "", "CQL text that limits the records"),
    )

    def recognises(self, probe: Probe) -> int:
        """Capabilities or records of a catalogue service."""
        known = xmlsafe.root_name(probe.head) in _ROOTS
        return 90 if known and _CSW.encode() in probe.head else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every record, page by page, as the service counts them."""
        yield from by_link(lambda start: _page(context, int(start)), "1")

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The record as the list gave it."""
        return iso_record(entry) if "xml" in entry.payload else _plain_record(entry)


def _page(context: Context, start: int) -> ListPage:
    """One GetRecords from a position (from 1); the service's ``nextRecord`` is 0 at the end.

    Raises:
        AbortJobError: The service answers with an exception, or with something else.
    """
    root = xmlsafe.parse(context.http.get(_address(context, start)).body)
    results = next((item for item in root.iter() if xmlsafe.local_name(item) in _LISTS), None)
    if results is None:
        raise _refused(root)
    entries = list(_entries(results))
    if not entries and len(results):
        raise _another_schema(results[0])
    return ListPage(entries, _count(results, "numberOfRecordsMatched"), _following(results, context, start))


def _following(results: etree._Element, context: Context, start: int) -> str | None:
    """The position of the next page; None at the end, and for an answer that was saved as a file."""
    returned = _count(results, "numberOfRecordsReturned") or 0
    following = _count(results, "nextRecord") or start + returned
    matched = _count(results, "numberOfRecordsMatched") or 0
    more = start < following <= matched and returned > 0 and is_web(context.source.url)
    return str(following) if more else None


def _count(results: etree._Element, name: str) -> int | None:
    """A count that the service states; None when it states none, or no number."""
    given = results.get(name, "").strip()
    return int(given) if given.isdecimal() and len(given) < _DIGITS else None


def _address(context: Context, start: int) -> str:
    """The GetRecords request; ours replace the service's own standing parameters of any case."""
    url = context.source.url
    kept = {name: value for name, value in query_of(url).items() if name.lower() not in _ASKED}
    asked = {
        "service": "CSW",
        "version": "2.0.2",
        "request": "GetRecords",
        "typeNames": "gmd:MD_Metadata" if context.text("schema") == GMD else "csw:Record",
        "resultType": "results",
        "elementSetName": "full",
        "outputSchema": context.text("schema"),
        "startPosition": str(start),
        "maxRecords": context.text("rows_per_page"),
    }
    limits = {"constraintLanguage": "CQL_TEXT", "constraint_language_version": "1.1.0"}
    if context.text("constraint"):
        asked |= {**limits, "constraint": context.text("constraint")}
    return with_query(url.split("?", 1)[0], {**kept, **asked})


def _entries(results: etree._Element) -> Iterator[Entry]:
    """ISO records, and Dublin Core ones of services that have no other."""
    yield from (iso_entry(record) for record in records_in(results))
    for item in results:
        if xmlsafe.local_name(item) in _PLAIN:
            yield _plain_entry(CswRecord(item))


def _plain_entry(record: CswRecord) -> Entry:
    """A Dublin Core record, read by OWSLib."""
    links = [uri["url"] for uri in [*record.uris, *record.references] if uri.get("url")]
    words: Mapping[str, Any] = {
        "abstract": record.abstract,
        "publisher": record.publisher,
        "modified": record.modified or record.date,
        "subjects": [word for word in record.subjects if word],
        "links": list(dict.fromkeys(links)),
        "format": record.format,
    }
    return Entry(
        remote_id=str(record.identifier or ""),
        title=clean.line(record.title),
        marker=digest(words),
        url=next((url for link in links if (url := clean.url(link))), None),
        agency=clean.line(record.publisher) or None,
        payload=words,
    )


def _plain_record(entry: Entry) -> RemoteRecord:
    words = entry.payload
    return RemoteRecord(
        remote_id=entry.remote_id,
        title=entry.title,
        notes=str(words["abstract"] or ""),
        url=entry.url,
        agency=entry.agency,
        modified=words["modified"],
        tags=tuple(words["subjects"]),
        resources=tuple(RemoteResource("", link, str(words["format"] or "")) for link in words["links"]),
    )


def _another_schema(record: etree._Element) -> AbortJobError:
    name = xmlsafe.local_name(record)[:60]
    return AbortJobError(
        "csw-schema",
        f"CSW 레코드가 ISO 19139도 더블린 코어도 아닙니다({name}). 제공기관에 두 형식 중 하나를 요청하세요.",
        f"The catalogue's records are neither ISO 19139 nor Dublin Core ({name}); ask the agency for one of them.",
    )


def _refused(root: etree._Element) -> AbortJobError:
    told = xmlsafe.text_of(root)[:120] if xmlsafe.local_name(root) == "ExceptionReport" else xmlsafe.local_name(root)
    return AbortJobError(
        "csw-refused",
        f"CSW 서버가 목록을 주지 않았습니다({told}). 주소와 옵션을 확인하세요.",
        f"The catalogue service gave no records ({told}); check the address and the options.",
    )
