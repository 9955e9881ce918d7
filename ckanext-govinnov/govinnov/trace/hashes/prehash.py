"""The text of an event that is hashed: fields in CBV's order, then what is left, sorted.

The rules are those of CBV 2.0 as the generator epcis-event-hash-generator 1.9.3 carries them out: hashes are good for
nothing unless everybody's agree. Where a field of the order keeps something that the order does not know, the field
stands again among what is left, as there.
"""

from __future__ import annotations

from collections.abc import Sequence

from govinnov.trace.hashes.node import PAIRED, Node
from govinnov.trace.hashes.order import EVENT, IGNORED, TIMES, Order
from govinnov.trace.hashes.values import time, value


def prehash(event: Node) -> str:
    """The text that is hashed for one event."""
    text, left = _in_order(event.children, EVENT)
    return f"eventType={event.name}{text}" + _sorted([node for node in left if node.name not in IGNORED])


def _in_order(nodes: Sequence[Node], order: Order) -> tuple[str, list[Node]]:
    """What the order says of these fields, and what it leaves."""
    own = _own(nodes)
    named: dict[str, list[Node]] = {}
    for node in nodes:
        if not own or node not in own:
            named.setdefault(node.name, []).append(node)
    texts: list[str] = []
    for name, below in order:
        if name in named:
            taken = [_one(node, below) for node in named.pop(name)]
            texts += sorted(text for text, _ in taken)
            named[name] = [rest for _, rest in taken if rest]
    return "".join(texts) + _sorted(own), [node for many in named.values() for node in many]


def _one(node: Node, below: Order) -> tuple[str, Node | None]:
    """The text of one field, and what of it is left."""
    inner, left = _in_order(node.children, below) if below else ("", list(node.children))
    own = (time if node.name in TIMES else value)(node.text.strip()) if node.text.strip() else ""
    text = node.name + (f"={own}" if own else "") + inner if own or inner else ""
    return text, node._replace(children=tuple(left)) if left else None


def _own(nodes: Sequence[Node]) -> list[Node]:
    """Extensions that belong to the end of their field: of a namespace that ends with a slash, beside others."""
    if len(nodes) < 2 or any("eventTime" in node.name or "action" in node.name for node in nodes):
        return []
    return [node for node in nodes if "{" in node.name and "/}" in node.name]


def _sorted(nodes: Sequence[Node]) -> str:
    """Fields that no order knows, each with all that is below it, by their texts."""
    texts = [whole(node) for node in nodes]
    return "".join(texts if any(node.name in PAIRED for node in nodes) else sorted(texts))


def whole(node: Node) -> str:
    """A field that no order knows: its text, then all that is below it."""
    text = node.text.strip()
    return node.name + (f"={value(text)}" if text else "") + _sorted(node.children)
