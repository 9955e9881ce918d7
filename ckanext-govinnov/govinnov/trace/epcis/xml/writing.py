"""Canonical events → an XML document that means the same: read again, they have the same content keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from govinnov.trace.epcis.vocabulary import EPCIS
from govinnov.trace.epcis.writing import QUERY, about
from govinnov.trace.epcis.xml.order import place
from govinnov.trace.epcis.xml.values import ATTRIBUTE, TEXT

_ROOT = "{urn:epcglobal:epcis:xsd:2}EPCISDocument"
_QUERIES = "urn:epcglobal:epcis-query:xsd:2"
_ITEMS = {
    **dict.fromkeys(("epcList", "childEPCs", "inputEPCList", "outputEPCList"), "epc"),
    **dict.fromkeys(
        ("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"), "quantityElement"
    ),
    "sensorElementList": "sensorElement",
    "correctiveEventIDs": "correctiveEventID",
}
#: Items of lists that have their type as an attribute.
_TYPED = {"bizTransactionList": "bizTransaction", "sourceList": "source", "destinationList": "destination"}
_IN_ATTRIBUTES = ("sensorMetadata", "sensorReport")
#: Signs that no XML document may hold.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: The name of an XML element at the end of an IRI.
_NAME = re.compile(r"[A-Za-z_][\w.\-]*\Z", re.ASCII)
_NAMELESS = "value"


def document(events: Iterable[Mapping[str, Any]], created: datetime) -> bytes:
    """The bytes of an EPCIS document.

    Args:
        events: Events in their canonical form.
        created: When the document is made.
    """
    root = Element(_ROOT, schemaVersion="2.0", creationDate=created.isoformat())
    _events(SubElement(root, "EPCISBody"), events)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def query_document(events: Iterable[Mapping[str, Any]], created: datetime) -> bytes:
    """The bytes of an answer to a query; see the JSON binding's."""
    root = Element(f"{{{_QUERIES}}}EPCISQueryDocument", schemaVersion="2.0", creationDate=created.isoformat())
    results = SubElement(SubElement(root, "EPCISBody"), f"{{{_QUERIES}}}QueryResults")
    SubElement(results, "queryName").text = QUERY
    _events(SubElement(results, "resultsBody"), events)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _events(parent: Element, events: Iterable[Mapping[str, Any]]) -> None:
    listed = SubElement(parent, "EventList")
    for event in events:
        made = SubElement(listed, _qualified(str(event["type"]).removeprefix(EPCIS)))
        _fields(made, [one for one in about(event).items() if one[0] != "type"])


def _fields(parent: Element, held: Iterable[tuple[str, Any]]) -> None:
    for name, value in sorted(held, key=lambda one: place(parent.tag, one[0])):
        if name in _ITEMS or name in _TYPED:
            _list(SubElement(parent, name), name, _many(value))
        else:
            for one in _many(value):
                _field(parent, name, one)


def _many(value: Any) -> Iterator[Any]:
    """The items of a list, and of lists in it: XML has no list of lists, and nothing for null."""
    if isinstance(value, list):
        for one in value:
            yield from _many(one)
    elif value is not None:
        yield value


def _list(parent: Element, name: str, values: Iterable[Any]) -> None:
    for one in values:
        if _is_typed(name, one):
            typed = SubElement(parent, _TYPED[name], {"type": told(one["type"])} if "type" in one else {})
            typed.text = told(one[_TYPED[name]])
        else:
            _field(parent, _ITEMS.get(name) or _TYPED[name], one)


def _is_typed(name: str, item: Any) -> bool:
    """Whether an item of a list is nothing but an identifier and perhaps its type."""
    held = _TYPED.get(name)
    return isinstance(item, dict) and {held} <= item.keys() <= {held, "type"} and _all_texts(item)


def _all_texts(value: Mapping[str, Any]) -> bool:
    return all(isinstance(one, str) for one in value.values())


def _field(parent: Element, name: str, value: Any) -> None:
    """A text, or an object with its fields; texts that a sensor says stand in attributes."""
    if name == TEXT and isinstance(value, str):
        parent.text = told(value)
    elif name.startswith(ATTRIBUTE) and isinstance(value, str):
        parent.set(_qualified(name.removeprefix(ATTRIBUTE)), told(value))
    elif isinstance(value, dict):
        made = SubElement(parent, _qualified(name))
        if name in _IN_ATTRIBUTES:
            said = {key: held for key, held in value.items() if isinstance(held, str) and _may_be_attribute(key)}
            made.attrib.update({_qualified(key): told(held) for key, held in said.items()})
            value = {key: held for key, held in value.items() if key not in said}
        _fields(made, value.items())
    else:
        SubElement(parent, _qualified(name)).text = told(value)


def _may_be_attribute(name: str) -> bool:
    """Whether a field is none of those that other objects have as attributes or as their own text."""
    return name != TEXT and not name.startswith(ATTRIBUTE)


def told(value: str) -> str:
    """A text without the signs that XML has no place for."""
    return _NEVER.sub("\N{REPLACEMENT CHARACTER}", value)


def _qualified(name: str) -> str:
    """A name of another namespace as its IRI before the last name in it, and that name.

    An IRI that ends with no name of XML is put before a name of ours: XML can't say it.
    """
    name = told(name) or _NAMELESS
    last = _NAME.search(name)
    if last and last.group() == name:
        return name
    return f"{{{name[: last.start()]}}}{last.group()}" if last else f"{{{name}}}{_NAMELESS}"
