"""XML documents: which kind they are, and where their events stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from govinnov.trace.epcis.errors import UnreadableError
from govinnov.trace.epcis.model import DOCUMENT, EVENT_TYPES, MASTER_DATA, QUERY_DOCUMENT, Document
from govinnov.trace.epcis.xml.fields import event
from govinnov.trace.epcis.xml.master import vocabularies
from govinnov.trace.epcis.xml.order import misplaced
from govinnov.trace.epcis.xml.parsing import children, parse, split, text
from govinnov.trace.epcis.xml.values import extension
from govinnov.trace.findings import Finding, finding

_NAMESPACES = {
    DOCUMENT: "urn:epcglobal:epcis:xsd:2",
    QUERY_DOCUMENT: "urn:epcglobal:epcis-query:xsd:2",
    MASTER_DATA: "urn:epcglobal:epcis-masterdata:xsd:2",
}


def read(raw: bytes) -> Document:
    """Read an XML document; a single event is a document of its own.

    Raises:
        UnreadableError: The text is not XML that we take, or no document of EPCIS 2.0.
    """
    root = parse(raw)
    namespace, name = split(root.tag)
    _refuse_version_1(root, namespace)
    if name in EVENT_TYPES:
        return _single(root, name)
    if _NAMESPACES.get(name) != namespace:
        raise UnreadableError("not-epcis", value=name)
    return _READERS[name](root)


def _single(root: Element, name: str) -> Document:
    """One event alone: the namespace of its element, and what it says of a document, are none of the event's."""
    alone = Element(name)
    alone.text = root.text
    alone.extend(root)
    single = event(alone)
    return Document("epcis-xml", single, (single,), "", sources=(alone,), findings=_order((alone,), ""))


def _refuse_version_1(root: Element, namespace: str) -> None:
    version = root.get("schemaVersion", "")
    if namespace.startswith("urn:epcglobal:epcis") and namespace.endswith(":xsd:1"):
        raise UnreadableError("epcis-version-1", value=version or "1")
    if version.split(".")[0] == "1":
        raise UnreadableError("epcis-version-1", "schemaVersion", version)


def _document(root: Element) -> Document:
    listed = _find(root, "EPCISBody", "EventList")
    body = {} if listed is None else {"eventList": [event(child) for child in children(listed)]}
    whole = {**_envelope(root), "epcisBody": body}
    master = _find(root, "EPCISHeader", "EPCISMasterData", "VocabularyList")
    if master is not None:
        whole["epcisHeader"] = {"epcisMasterData": {"vocabularyList": vocabularies(master)}}
    return _with_events(whole, body.get("eventList", []), "epcisBody.eventList", listed)


def _query_document(root: Element) -> Document:
    """An answer to a query; results that stand in no body are not valid, but known: their events are found."""
    results = _find(root, "EPCISBody", "QueryResults")
    listed = _find(root if results is None else results, "resultsBody", "EventList")
    events = None if listed is None else [event(child) for child in children(listed)]
    body = {} if results is None else {"queryResults": _results(results, events)}
    at = "epcisBody.queryResults.resultsBody.eventList"
    return _with_events({**_envelope(root), "epcisBody": body}, events or [], at, listed)


def _results(results: Element, events: list[dict[str, Any]] | None) -> dict[str, Any]:
    """The query's name, its subscription, and what it found; a query for master data finds no events."""
    said: dict[str, Any] = {
        split(child.tag)[1]: text(child) for child in results if split(child.tag)[1] in ("queryName", "subscriptionID")
    }
    master = _find(results, "resultsBody", "VocabularyList")
    found: dict[str, Any] = {}
    if events is not None or master is not None:
        found["eventList"] = events or []
    if master is not None:
        found["vocabularyList"] = vocabularies(master)
    return {**said, **_extensions(results), "resultsBody": found}


def _master_data(root: Element) -> Document:
    master = _find(root, "EPCISBody", "VocabularyList")
    body = {} if master is None else {"vocabularyList": vocabularies(master)}
    return _with_events({**_envelope(root), "epcisBody": body}, [], "", None)


_READERS = {DOCUMENT: _document, QUERY_DOCUMENT: _query_document, MASTER_DATA: _master_data}


def _envelope(root: Element) -> dict[str, Any]:
    """Namespaces are declared by XML itself: the context is empty, and complete."""
    said = {name: value for name, value in root.items() if name in ("schemaVersion", "creationDate")}
    return {"@context": {}, **said, "type": split(root.tag)[1], **_extensions(root)}


def _extensions(element: Element) -> dict[str, Any]:
    """Fields of other namespaces than GS1's."""
    own = (
        child
        for child in children(element)
        if not split(child.tag)[0].startswith(("urn:epcglobal:", "http://www.unece"))
    )
    return {child.tag: extension(child) for child in own if split(child.tag)[0]}


def _with_events(whole: dict[str, Any], events: Sequence[dict[str, Any]], at: str, listed: Element | None) -> Document:
    sources = () if listed is None else tuple(children(listed))
    return Document("epcis-xml", whole, tuple(events), at, sources=sources, findings=_order(sources, f"{at}[{{}}]."))


def _order(events: Sequence[Element], at: str) -> tuple[Finding, ...]:
    """A warning of the first event whose fields are out of order; ``at`` makes its path."""
    met = ((number, misplaced(event)) for number, event in enumerate(events))
    number, pair = next(((number, pair) for number, pair in met if pair), (0, None))
    return (finding("xml-order", at.format(number) + pair[1], before=pair[0]),) if pair else ()


def _find(element: Element, *names: str) -> Element | None:
    """The descendant by names, step by step, in none or any of EPCIS's namespaces; wrappers are opened."""
    found: Element | None = element
    for name in names:
        found = None if found is None else _only(found, name)
    return found


def _is_gs1s(element: Element) -> bool:
    namespace = split(element.tag)[0]
    return not namespace or namespace.startswith("urn:epcglobal:")


def _only(element: Element, name: str) -> Element | None:
    """The child of a local name; of two, one would be read and the other lost without a word."""
    found = [child for child in children(element) if split(child.tag)[1] == name and _is_gs1s(child)]
    if len(found) > 1:
        raise UnreadableError("xml-element-twice", value=name)
    return found[0] if found else None
