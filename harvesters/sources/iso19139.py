"""Geographic metadata in ISO 19139, one document or many files; read by ckanext-spatial's reader."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from harvesters import clean, fields, xmlsafe
from harvesters.context import Context
from harvesters.errors import AbortJobError, UsageError
from harvesters.extent import polygon
from harvesters.isoxml import ROOTS, checked_record, iso_entry, records_in
from harvesters.model import Entry, RemoteRecord, RemoteResource
from harvesters.ports import Probe

_SIDES = ("west", "south", "east", "north")


class Iso19139:
    """The source type ``iso19139``."""

    name = "iso19139"
    restricted = False
    options = ()

    def recognises(self, probe: Probe) -> int:
        """A metadata record of ISO 19139."""
        return 85 if xmlsafe.root_name(probe.head) in ROOTS else 0

    def gather(self, context: Context) -> Iterator[Entry]:
        """Every metadata record of the document.

        Raises:
            AbortJobError: There is none.
        """
        found = list(records_in(xmlsafe.parse(context.http.get(context.source.url).body)))
        if not found:
            raise AbortJobError(
                "no-iso-record",
                "ISO 19139 메타데이터가 없는 문서입니다. 주소를 확인하세요.",
                "The document holds no ISO 19139 metadata; check the address.",
            )
        yield from (iso_entry(record) for record in found)

    def fetch(self, entry: Entry, context: Context) -> RemoteRecord:
        """The metadata as a dataset."""
        return iso_record(entry)


def iso_record(entry: Entry) -> RemoteRecord:
    """An entry's metadata as a record.

    Raises:
        SkipObjectError: The record is of another standard, or has elements that ISO 19139 does not know.
    """
    values = _read(checked_record(str(entry.payload["xml"])))
    dates = {item["type"]: item["value"] for item in values["dataset-reference-date"]}
    return RemoteRecord(
        remote_id=entry.remote_id,
        title=entry.title,
        notes=str(values["abstract"]),
        url=next((url for item in values["resource-locator"] if (url := clean.url(item["url"]))), None),
        agency=_organisation(values),
        modified=dates.get("revision") or str(values["metadata-date"]) or None,
        extras=_extras(values, dates),
        tags=tuple(values["tags"]),
        resources=tuple(_resource(item) for item in values["resource-locator"]),
    )


def _read(root: etree._Element) -> Mapping[str, Any]:
    """ckanext-spatial's reading of the record."""
    try:
        from ckanext.spatial.harvested_metadata import ISODocument
    except ImportError as error:
        raise UsageError(
            "needs-catalog",
            "ISO 19139를 읽으려면 catalog 구성이 필요합니다: pip install 'govinnov[catalog]'",
            "Reading ISO 19139 needs the catalog extra: pip install 'govinnov[catalog]'",
        ) from error
    logging.getLogger("ckanext.spatial.harvested_metadata").setLevel(logging.ERROR)
    values: Mapping[str, Any] = ISODocument(xml_tree=root).read_values()
    return values


def _organisation(values: Mapping[str, Any]) -> str | None:
    """The publisher's name, else the first organisation's that is named; persons' names are not taken."""
    named = sorted(values["responsible-organisation"], key=lambda item: item["role"] != "publisher")
    return next((name for item in named if (name := clean.line(item["organisation-name"]))), None)


def _extras(values: Mapping[str, Any], dates: Mapping[str, str]) -> dict[str, str]:
    return {
        fields.SOURCE_ISSUED: dates.get("publication") or dates.get("creation") or "",
        fields.SPATIAL: next((made for box in values["bbox"] if (made := polygon([box[side] for side in _SIDES]))), ""),
        fields.LANGUAGE: ", ".join(values["dataset-language"]),
        fields.FREQUENCY: str(values["frequency-of-update"]),
        fields.LICENCE: "; ".join(values["use-constraints"]),
        fields.SUBJECT: ", ".join(values["topic-category"]),
        "spatial_reference_system": str(values["spatial-reference-system"]),
        "resource_type": ", ".join(values["resource-type"]),
        "lineage": str(values["lineage"]),
    }


def _resource(item: Mapping[str, Any]) -> RemoteResource:
    """An online resource; the protocol tells its format (``OGC:WMS-1.3.0-…`` is WMS)."""
    protocol = str(item["protocol"])
    known = next((name for name in ("WMS", "WFS", "WCS", "CSW", "WMTS") if name in protocol.upper()), "")
    return RemoteResource(str(item["name"]), item["url"], known, description=str(item["description"]))
