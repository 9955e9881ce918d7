"""JSON-LD events → trees as their XML would give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govinnov.trace.epcis.model import Event
from govinnov.trace.epcis.words import WORDS
from govinnov.trace.hashes.node import Node

#: Namespaces by prefix, as the document declares them itself.
Prefixes = Mapping[str, str]

#: Names that say nothing about an event.
REMARKS = frozenset({"@context", "#text", "rdfs:comment", "comment"})
_DECLARES = "@xmlns:"
#: Lists whose items are a type and an identifier.
PAIRS = ("bizTransactionList", "sourceList", "destinationList")
_RENAMED = {
    **dict.fromkeys(("inputEPC", "outputEPC"), "epc"),
    **dict.fromkeys(("inputQuantity", "outputQuantity", "childQuantity"), "quantityElement"),
}


def tree(event: Event, prefixes: Prefixes) -> Node:
    """The tree of one event."""
    known = _within(event, prefixes)
    return Node(str(event.get("type", "")), "", tuple(_wrapped(_fields(event, known, ""))))


def _within(value: Mapping[str, Any], prefixes: Prefixes) -> Prefixes:
    """The namespaces known in an object: it may declare some as XML does, ``"@xmlns:example": "https://…"``."""
    own = {name[len(_DECLARES) :]: iri for name, iri in value.items() if _declares(name) and isinstance(iri, str)}
    return {**prefixes, **own} if own else prefixes


def _declares(name: str) -> bool:
    return name.startswith(_DECLARES)


def _fields(value: Mapping[str, Any], prefixes: Prefixes, around: str) -> Iterator[Node]:
    """The fields of an object in its own order, one node for each item of a list."""
    for name, content in value.items():
        if name not in REMARKS and not _declares(name):
            for item in content if isinstance(content, list) else [content]:
                yield node(name, item, prefixes, around)


def node(name: str, item: Any, prefixes: Prefixes, around: str) -> Node:
    """One item of a field; ``around`` is the field that it stands in."""
    if isinstance(item, dict):
        prefixes = _within(item, prefixes)
    full = full_name(name, prefixes)
    if isinstance(item, dict):
        inner = _fields(item, prefixes, name)
        return Node(full, _text(item.get("#text", ""), prefixes), tuple(inner if name in PAIRS else _wrapped(inner)))
    if isinstance(item, list):
        return Node(full, "", tuple(node("", one, prefixes, name) for one in item))
    words = WORDS.get((around, name))
    return Node(full, _text(words.iri(item) if words and isinstance(item, str) else item, prefixes))


def full_name(name: str, prefixes: Prefixes) -> str:
    """``example:myField`` as ``{namespace}myField``."""
    prefix, colon, rest = name.partition(":")
    return f"{{{prefixes[prefix]}}}{rest}" if colon and prefix in prefixes else name


def _text(value: Any, prefixes: Prefixes) -> str:
    """A value as Python prints it: so the generator writes ``True`` where XML has ``true``."""
    text = str(value)
    prefix, colon, rest = text.partition(":")
    return prefixes[prefix] + rest if isinstance(value, str) and colon and prefix in prefixes else text


def _wrapped(nodes: Iterable[Node]) -> Iterator[Node]:
    """Fields whose items XML puts into an element of their own; those come last."""
    lists: dict[str, list[Node]] = {}
    for node in nodes:
        if node.name.endswith("List") or node.name == "childEPCs":
            lists.setdefault(node.name, []).append(node)
        else:
            yield _renamed(node)
    for name, items in lists.items():
        yield Node(name, "", tuple(_item(name, item) for item in items))


def _item(name: str, item: Node) -> Node:
    """One item of a list, named as in XML."""
    if name in PAIRS:
        return Node("", "", item.children or (item,))
    if name == "childEPCs":
        return Node("epc", item.text)
    return _renamed(item._replace(name=name.removesuffix("List")))


def _renamed(node: Node) -> Node:
    if node.name == "quantity" and node.children:
        return node._replace(name="quantityElement")
    return node._replace(name=_RENAMED[node.name]) if node.name in _RENAMED else node
