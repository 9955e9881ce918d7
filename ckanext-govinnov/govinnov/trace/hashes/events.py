"""The hashes of a document's events, in document order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from govinnov.trace.epcis.jsonld import declared
from govinnov.trace.epcis.model import Document
from govinnov.trace.hashes import jsontree, xmltree
from govinnov.trace.hashes.ignored import ignored
from govinnov.trace.hashes.node import Node
from govinnov.trace.hashes.prehash import prehash
from govinnov.trace.hashes.usual import Usual


def event_hashes(document: Document) -> list[str]:
    """One hash for each event, as RFC 6920 names: ``ni:///sha-256;…?ver=CBV2.0``."""
    return [_name(text) for text in prehashes(document)]


def prehashes(document: Document) -> Iterator[str]:
    """The texts that are hashed."""
    left_out = ignored(document)
    usual = Usual(document.prefixes) if document.format == "epcis-jsonld" and not left_out else None
    for source in document.sources:
        yield (usual.prehash(source) if usual else None) or prehash(_without(_tree(document, source), left_out))


def _without(event: Node, left_out: frozenset[str]) -> Node:
    """An event without the fields of some names."""
    if not left_out:
        return event
    return event._replace(children=tuple(node for node in event.children if node.name not in left_out))


def _tree(document: Document, source: Any) -> Node:
    if document.format == "epcis-xml":
        return xmltree.tree(source)
    return jsontree.tree(source, {**document.prefixes, **declared(source.get("@context"))})


def _name(text: str) -> str:
    return f"ni:///sha-256;{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}?ver=CBV2.0"
