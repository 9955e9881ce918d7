"""Documents around their events: envelope, header and master data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from govinnov.trace.epcis.model import DOCUMENT, MASTER_DATA, QUERY_DOCUMENT, Document
from govinnov.trace.epcis.place import Place
from govinnov.trace.epcis.rules import values as v
from govinnov.trace.epcis.rules.contexts import context
from govinnov.trace.epcis.rules.events import event
from govinnov.trace.epcis.rules.report import Report
from govinnov.trace.epcis.rules.shapes import Shape, list_of
from govinnov.trace.findings import Finding


def _attribute_value(value: Any, place: Place, report: Report) -> None:
    if not isinstance(value, (str, dict, Decimal)):
        report.wrong(place, value, ("글, 숫자 또는 객체", "text, a number or an object"))


def _same(value: Any, place: Place, report: Report) -> None:
    """The type decided which shape this is."""


_ANY = "anything"
_ATTRIBUTE = Shape({"id": v.uri, "attribute": _attribute_value}, ("id",), _ANY)
_ELEMENT = Shape({"id": v.uri, "attributes": list_of(_ATTRIBUTE), "children": list_of(v.uri)}, ("id",), _ANY)
_VOCABULARY = Shape({"type": v.uri, "vocabularyElementList": list_of(_ELEMENT)}, ("type",), _ANY)
_VOCABULARIES = list_of(_VOCABULARY)
_HEADER = Shape({"epcisMasterData": Shape({"vocabularyList": _VOCABULARIES}, others=_ANY)})
_EVENTS = list_of(event)
_ENVELOPE = {
    "@context": context,
    "id": v.uri,
    "type": _same,
    "schemaVersion": v.version,
    "creationDate": v.time,
}
_RESULTS = Shape({"eventList": _EVENTS, "vocabularyList": _VOCABULARIES}, ("eventList",))
_QUERY_RESULTS = Shape(
    {"queryName": v.text, "subscriptionID": v.text, "resultsBody": _RESULTS}, ("queryName", "resultsBody")
)
SHAPES: Mapping[str, Shape] = {
    DOCUMENT: Shape(
        {
            **_ENVELOPE,
            "instanceIdentifier": v.text,
            "sender": v.text,
            "receiver": v.text,
            "epcisHeader": _HEADER,
            "epcisBody": Shape({"eventList": _EVENTS}, ("eventList",), _ANY),
        },
        ("@context", "schemaVersion", "creationDate", "epcisBody"),
    ),
    QUERY_DOCUMENT: Shape(
        {**_ENVELOPE, "epcisBody": Shape({"queryResults": _QUERY_RESULTS}, ("queryResults",))},
        ("@context", "epcisBody"),
    ),
    MASTER_DATA: Shape(
        {**_ENVELOPE, "epcisBody": Shape({"vocabularyList": _VOCABULARIES}, ("vocabularyList",))},
        ("schemaVersion", "creationDate", "epcisBody"),
    ),
}


def check(document: Document) -> list[Finding]:
    """Hold a document to the rules; it is valid when no finding is of severity error."""
    report = Report(bare=document.format == "epcis-jsonld")
    root = document.root
    kind = root.get("type")
    shape = SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is not None:
        shape(root, (), report)
    elif "type" not in root and "epcisBody" in root:
        _nameless(root, report)
    else:
        _single(root, report)
    return report.findings


def _nameless(root: dict[str, Any], report: Report) -> None:
    """A document that does not say that it is one: only that is told, beside what is wrong in it."""
    report.add("field-missing", ((), "type"))
    SHAPES[DOCUMENT](root, (), report)


def _single(root: dict[str, Any], report: Report) -> None:
    """A single event is a document of its own: in JSON-LD it must then name its context."""
    if "@context" not in root and report.bare:
        report.add("field-missing", ((), "@context"))
    event(root, (), report)
