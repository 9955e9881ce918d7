"""A data.json catalog: DCAT-US 1.1 and 3.0; read as a stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import ijson

from harvesters import clean, fields
from harvesters.canonical import digest
from harvesters.context import Context
from harvesters.jsonplaces import BROKEN, BUFFER, GRAPH, broken, is_dataset, places
from harvesters.jsonwords import address, extent, joined, listed, period, words
from harvesters.model import Entry, RemoteRecord, RemoteResource
from harvesters.ports import Probe
from harvesters.textio import as_utf8, refuse_endless

_MARKS = (b"project-open-data.cio.gov", b"resources.data.gov", b"dcat-us", b'"dataset"')
#: Every dataset of version 1.0, which is a bare list, has both.
_BARE = (b'"accessLevel"', b'"identifier"')
#: What else the catalog may say, under the names that ckanext-dcat gives it too.
_ALSO = {
    "conformsTo": "conforms_to",
    "describedBy": "described_by",
    "isPartOf": "is_part_of",
    "references": "documentation",
    "rights": "rights",
    "version": "version",
    "provenance": "provenance",
    "dataQuality": "data_quality",
    "bureauCode": "bureau_code",
    "programCode": "program_code",
    "systemOfRecords": "system_of_records",
}


class DataJson:
    """The source type ``datajson``."""

    name = "datajson"
    restricted = False
    options = ()

    def recognises(self, probe: Probe) -> int:
        """A catalog in JSON: an object that names it or lists datasets, or a bare list of them."""
        head = probe.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if head.startswith(b"["):
            return 40 if all(mark in head for mark in _BARE) else 0
        if not head.startswith(b"{") or not any(mark in head for mark in _MARKS):
            return _untold(head)
        if b"dcat#" in head:
            return 10
        return 90 if b"/schema" in head or b"dcat-us" in head.lower() else 40

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every dataset and service of the catalog and of what it nests, one after the other.

        Raises:
            AbortJobError: It is no data.json, or breaks off.
        """
        path = as_utf8(context.http.download(context.source.url, context.workdir), context.workdir)
        refuse_endless(path, b'"')
        found = places(path)
        first, *nested = found or ("",)
        seen: set[str] = set()
        for entry in _entries(path, first) if found else ():
            if nested:
                seen.add(entry.remote_id)
            yield entry
        for place in nested:
            yield from _unseen(_entries(path, place), seen)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The dataset as the catalog gave it."""
        item = entry.payload
        return RemoteRecord(
            remote_id=entry.remote_id,
            title=entry.title,
            notes=words(item.get("description") or item.get("descriptionMap")),
            url=entry.url,
            agency=entry.agency,
            modified=words(item.get("modified")) or None,
            extras=_extras(item),
            tags=tuple(words(tag) for tag in listed(item.get("keyword"))),
            resources=tuple(_resources(item)),
        )


def _untold(head: bytes) -> int:
    """How surely an object is a catalog of DCAT-US 3.0 that lists only series or services, or one of its datasets."""
    typed = b'"@type"' in head and (b'"Catalog"' in head or b'"Dataset"' in head)
    return 40 if typed and b'"@context"' not in head else 0


def _entries(path: Path, place: str) -> Iterator[Entry]:
    """The entries at one place of the document; of a graph, its datasets.

    Raises:
        AbortJobError: The document breaks off.
    """
    try:
        with path.open("rb") as file:
            for item in ijson.items(file, place, use_float=True, buf_size=BUFFER):
                if place != GRAPH or is_dataset(item):
                    yield _entry(item)
    except BROKEN as error:
        raise broken(error) from error


def _unseen(entries: Iterator[Entry], seen: set[str]) -> Iterator[Entry]:
    """Entries that no outer list holds already: a series or service repeats its datasets whole."""
    for entry in entries:
        if not entry.remote_id or entry.remote_id not in seen:
            seen.add(entry.remote_id)
            yield entry


def _entry(item: Any) -> Entry:
    given = item if isinstance(item, Mapping) else {}
    return Entry(
        remote_id=_identifier(given.get("identifier") or given.get("@id")),
        title=clean.line(words(given.get("title") or given.get("titleMap"))),
        marker=digest(given),
        url=clean.url(address(given.get("landingPage"))),
        agency=clean.line(words(given.get("publisher"))) or None,
        payload=given,
    )


def _identifier(value: Any) -> str:
    """An identifier as text, or of an object its notation or address."""
    if isinstance(value, Mapping):
        return words(value.get("notation") or value.get("@id") or value.get("@value"))
    return words(value)


def _extras(item: Mapping[str, Any]) -> dict[str, str]:
    """What the catalog says besides, under our names; persons (contactPoint) are not taken."""
    start, end = period(item.get("temporal"))
    geometry, place = extent(item.get("spatial"))
    return {
        **{name: joined(item.get(key)) for key, name in _ALSO.items()},
        fields.SOURCE_ISSUED: words(item.get("issued")),
        fields.LICENCE: words(item.get("license")),
        fields.LANGUAGE: joined(item.get("language")),
        fields.FREQUENCY: words(item.get("accrualPeriodicity")),
        fields.SUBJECT: joined(item.get("theme")),
        fields.SPATIAL: geometry,
        "spatial_text": place,
        "temporal_start": start,
        "temporal_end": end,
        "access_level": words(item.get("accessLevel") or item.get("accessRights")),
    }


def _resources(item: Mapping[str, Any]) -> Iterator[RemoteResource]:
    """The distributions; what version 1.0 gives as addresses of the dataset itself; the address of a service."""
    yield from (_resource(part) for part in listed(item.get("distribution")) if isinstance(part, Mapping))
    if link := address(item.get("accessURL")):
        yield RemoteResource("", link, words(item.get("format")))
    for key in ("webService", "endpointURL"):
        yield from (RemoteResource("", address(link), "API") for link in listed(item.get(key)))
    for link in listed(item.get("endpointDescription")):
        yield RemoteResource("", address(link), "")


def _resource(item: Mapping[str, Any]) -> RemoteResource:
    return RemoteResource(
        name=words(item.get("title")),
        url=address(item.get("downloadURL") or item.get("accessURL") or item.get("accessService")),
        format=words(item.get("format") or item.get("mediaType")),
        description=words(item.get("description")),
    )
