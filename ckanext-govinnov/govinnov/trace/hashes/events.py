"""The hashes of a document's events, in document order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from govinnov.trace.epcis.jsonld import declared
from govinnov.trace.epcis.model import Document
from govinnov.trace.hashes import jsontree, xmltree
from govinnov.trace.hashes.ignored import ignored
from govinnov.trace.hashes.node import Node
from govinnov.trace.hashes.prehash import prehash


def event_hashes(document: Document) -> list[str]:
    """One hash for each event, as RFC 6920 names: ``ni:///sha-256;…?ver=CBV2.0``."""
    return [_name(text) for text in prehashes(document)]


def prehashes(document: Document) -> Iterator[str]:
    """The texts that are hashed."""
    left_out = ignored(document)
    return (prehash(_without(tree, left_out)) for tree in _trees(document))


def _without(event: Node, left_out: frozenset[str]) -> Node:
    """An event without the fields of some names."""
    if not left_out:
        return event
    return event._replace(children=tuple(node for node in event.children if node.name not in left_out))


def _trees(document: Document) -> Iterator[Node]:
    if document.format == "epcis-xml":
        yield from (xmltree.tree(source) for source in document.sources)
        return
    for source in document.sources:
        yield jsontree.tree(source, {**document.prefixes, **declared(source.get("@context"))})


def _name(text: str) -> str:
    return f"ni:///sha-256;{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}?ver=CBV2.0"
