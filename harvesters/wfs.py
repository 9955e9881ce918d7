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
from harvesters.locate import is_web
from harvesters.model import Entry

_READERS = {"2.0.0": WebFeatureService_2_0_0, "2.0.2": WebFeatureService_2_0_0, "1.1.0": WebFeatureService_1_1_0}


def wfs_entries(url: str, capabilities: bytes) -> Iterator[Entry]:
    """One entry for each feature type.

    Raises:
        AbortJobError: These are no capabilities of WFS 1.1.0 or 2.0, or lack what such must have.
    """
    root = xmlsafe.parse(capabilities)
    version = root.get("version", "")
    if xmlsafe.local_name(root) != "WFS_Capabilities" or version not in _READERS:
        raise AbortJobError(
            "not-wfs",
            "WFS 1.1.0 또는 2.0의 기능 문서(GetCapabilities)가 아닙니다. 주소를 확인하세요.",
            "These are no capabilities of WFS 1.1.0 or 2.0; check the address.",
        )
    service = _service(root, version, url)
    base = _base(url, service)
    provider = clean.line(getattr(getattr(service, "provider", None), "name", None)) or None
    for name in sorted(service.contents, key=str):
        yield _entry(base, version, service.contents[name], provider)


def _service(root: etree._Element, version: str, url: str) -> Any:
    """OWSLib's reading; it raises whatever it stumbles over."""
    try:
        return _READERS[version](url.split("?", 1)[0], version, xml=etree.tostring(root))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise AbortJobError(
            "broken-wfs",
            "WFS 기능 문서(GetCapabilities)에 있어야 할 내용이 빠졌거나 잘못되었습니다. 제공기관에 확인하세요.",
            f"The WFS capabilities lack something or hold a wrong value ({type(error).__name__}); ask the agency.",
        ) from error


def _base(url: str, service: Any) -> str:
    """Where features are asked for: the address that was read, or what a saved document says of its service."""
    if is_web(url):
        return url.split("?", 1)[0]
    operation = next((item for item in service.operations if getattr(item, "name", "") == "GetFeature"), None)
    stated = [str(method.get("url") or "") for method in operation.methods] if operation else []
    return next((link.split("?", 1)[0] for link in stated if clean.url(link)), url)


def _entry(base: str, version: str, layer: Any, provider: str | None) -> Entry:
    """A feature type as a dataset: its features as GML or what the service gives, asked by one address."""
    named = "typeName" if version == "1.1.0" else "typeNames"
    asked = {"service": "WFS", "version": version, "request": "GetFeature", named: str(layer.id or "")}
    address = with_query(base, asked)
    words = {
        "notes": layer.abstract or "",
        "modified": "",
        "tags": [word for word in layer.keywords or () if word],
        "extent": polygon(layer.boundingBoxWGS84),
        "links": [{"name": layer.id, "url": address, "format": "WFS"}],
    }
    title = clean.line(layer.title or layer.id)
    return Entry(str(layer.id or ""), title, digest([title, words]), address, provider, words)
