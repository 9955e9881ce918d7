"""JSON-LD documents: where their events stand, and what their inline contexts declare."""

from __future__ import annotations

from typing import Any

from govinnov.trace.epcis.errors import UnreadableError
from govinnov.trace.epcis.jsontext import loads
from govinnov.trace.epcis.model import DOCUMENT, MASTER_DATA, QUERY_DOCUMENT, Document

_EVENTS_OF = {
    DOCUMENT: ("epcisBody", "eventList"),
    QUERY_DOCUMENT: ("epcisBody", "queryResults", "resultsBody", "eventList"),
    MASTER_DATA: ("epcisBody", "eventList"),
}


def read(raw: bytes) -> Document:
    """Read a JSON-LD document; a single event is a document of its own.

    Raises:
        UnreadableError: The text is not JSON, not an object, or of EPCIS 1.
    """
    root, findings = loads(raw)
    if not isinstance(root, dict):
        raise UnreadableError("not-epcis", value=root)
    _refuse_version_1(root.get("schemaVersion"))
    steps = _EVENTS_OF.get(_kind(root))
    events = (root,) if steps is None else tuple(_events(root, steps))
    return Document(
        "epcis-jsonld",
        root,
        events,
        ".".join(steps or ()),
        declared(root.get("@context")),
        sources=events,
        findings=findings,
    )


def _kind(root: dict[str, Any]) -> str:
    """The type of a document; one that names none, but has a body, is known all the same."""
    kind = root.get("type", DOCUMENT if "epcisBody" in root else "")
    return kind if isinstance(kind, str) else ""


def _refuse_version_1(version: Any) -> None:
    if str(version).split(".")[0] == "1":
        raise UnreadableError("epcis-version-1", "schemaVersion", version)


def _events(root: dict[str, Any], steps: tuple[str, ...]) -> list[dict[str, Any]]:
    """The objects of the event list, where there is one; what is not an object, the rules tell.

    A body with a single ``event`` is not valid, but known: its event is found.
    """
    body: Any = root
    for step in steps[:-1]:
        body = body.get(step) if isinstance(body, dict) else None
    body = body if isinstance(body, dict) else {}
    found = body.get(steps[-1], [body.get("event")])
    return [event for event in found if isinstance(event, dict)] if isinstance(found, list) else []


def declared(context: Any) -> dict[str, str]:
    """Namespaces by prefix that a context declares in the document itself."""
    many = context if isinstance(context, list) else [context]
    terms = (term for one in many if isinstance(one, dict) for term in one.items())
    return {name: iri for name, iri in terms if isinstance(iri, str)}
