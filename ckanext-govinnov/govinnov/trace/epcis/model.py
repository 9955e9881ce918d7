"""One model for every form of an EPCIS document: the JSON binding's shape, numbers exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from govinnov.trace.findings import Finding

Format = Literal["epcis-jsonld", "epcis-xml"]

#: An event as the JSON binding writes it. Numbers are `decimal.Decimal`; an XML field of another namespace is named
#: ``{namespace}name``.
Event = dict[str, Any]

DOCUMENT, QUERY_DOCUMENT, MASTER_DATA = "EPCISDocument", "EPCISQueryDocument", "EPCISMasterDataDocument"
EVENT_TYPES = ("ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent")


@dataclass(frozen=True, slots=True)
class Document:
    """A document that could be read; whether it is valid, the rules say.

    ``root`` is the whole document in the JSON binding's shape. ``events`` are its events in document order and
    ``events_at`` the path of their list. ``prefixes`` are the namespaces that its inline context declares.
    ``sources`` are the same events as they were parsed (JSON objects or XML elements): hashes depend on their form.
    ``findings`` are what the reading already has to tell. ``forms`` are the events' canonical forms, where the reader
    wrote the events itself: as EPCIS nobody else has them, so they have no hash.
    """

    format: Format
    root: dict[str, Any]
    events: tuple[Event, ...]
    events_at: str
    prefixes: dict[str, str] = field(default_factory=dict)
    sources: tuple[Any, ...] = ()
    findings: tuple[Finding, ...] = ()
    forms: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is no EPCIS 2.0 document, and why."""

    findings: tuple[Finding, ...]
    format: Format | None = None
