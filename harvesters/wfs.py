"""The feature types of a WFS, read from its capabilities by OWSLib."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from owslib.feature.wfs110 import WebFeatureService_1_1_0
from owslib.feature.wfs200 import WebFeatureService_2_0_0

from harvesters import clean, xmlsafe
from harvesters.address import with_query
from harvesters.canonical import digest
from harvesters.errors import AbortJobError
from harvesters.extent import polygon
from harvesters.model import Entry

_READERS = {"2.0.0": WebFeatureService_2_0_0, "2.0.2": WebFeatureService_2_0_0, "1.1.0": WebFeatureService_1_1_0}


def wfs_entries(url: str, capabilities: bytes) -> Iterator[Entry]:
    """One entry for each feature type.

    Raises:
        AbortJobError: These are no capabilities of WFS 1.1.0 or 2.0.
    """
    root = xmlsafe.parse(capabilities)
    version = root.get("version", "")
    if xmlsafe.local_name(root) != "WFS_Capabilities" or version not in _READERS:
        raise AbortJobError(
            "not-wfs",
            "WFS 1.1.0 또는 2.0의 기능 문서(GetCapabilities)가 아닙니다. 주소를 확인하세요.",
            "These are no capabilities of WFS 1.1.0 or 2.0; check the address.",
        )
    base = url.split("?", 1)[0]
    service = _READERS[version](base, version, xml=etree.tostring(root))
    provider = clean.line(getattr(service.provider, "name", "") or "") or None
    for name in sorted(service.contents):
        yield _entry(base, version, service.contents[name], provider)


def _entry(base: str, version: str, layer: Any, provider: str | None) -> Entry:
    """A feature type as a dataset: its features as GML or what the service gives, asked by one address."""
    asked = {"service": "WFS", "version": version, "request": "GetFeature", "typeNames": layer.id}
    address = with_query(base, asked)
    words = {
        "notes": layer.abstract or "",
        "modified": "",
        "tags": [word for word in layer.keywords or () if word],
        "extent": polygon(layer.boundingBoxWGS84),
        "links": [{"name": layer.id, "url": address, "format": "WFS"}],
    }
    title = clean.line(layer.title or layer.id)
    return Entry(layer.id, title, digest([title, words]), address, provider, words)
