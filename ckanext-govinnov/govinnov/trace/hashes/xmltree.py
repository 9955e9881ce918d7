"""XML events → trees."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from govinnov.trace.epcis.vocabulary import CBV, GS1
from govinnov.trace.epcis.xml.parsing import children, text
from govinnov.trace.hashes.node import PAIRED, Node

_SHORT = {"gs1:": GS1, "cbv:": CBV}


def tree(element: Element) -> Node:
    """The tree of one event, or of an element in it: attributes are fields like any other."""
    fields = [Node(name, _full(value)) for name, value in element.items()]
    fields += [tree(child) for child in children(element)]
    pairs = tuple(_pair(field) for field in fields if field.name in PAIRED)
    return Node(element.tag, _full(text(element)), pairs or tuple(fields))


def _pair(field: Node) -> Node:
    """A transaction, source or destination: its type, then its identifier."""
    return Node("", "", (*field.children[:1], Node(field.name, field.text)))


def _full(value: str) -> str:
    """A value with GS1's own prefixes written out."""
    for short, iri in _SHORT.items():
        if value.startswith(short):
            return value.replace(short, iri)
    return value
