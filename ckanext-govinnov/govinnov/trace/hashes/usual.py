"""JSON-LD events in the shapes that nearly all have → the text that is hashed, without a tree in between.

The tree (`jsontree`, `prehash`) is the authority: what is written here is only what it surely says too, and every other
event is left to it. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from govinnov.trace.epcis.model import Event
from govinnov.trace.hashes import jsontree
from govinnov.trace.hashes.jsontree import PAIRS, REMARKS, full_name
from govinnov.trace.hashes.node import PAIRED
from govinnov.trace.hashes.order import EVENT, IGNORED, TIMES
from govinnov.trace.hashes.prehash import whole
from govinnov.trace.hashes.values import time, value

_PASSED = IGNORED | REMARKS
_PAIR = frozenset((*PAIRED, "type"))


class Usual:
    """The texts of one document's events; what stands in it again and again is worked out once.

    Args:
        prefixes: Namespaces by prefix, as the document declares them itself.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._values: dict[tuple[str, str], dict[str, str]] = {}
        self._objects: dict[Any, str] = {}

    def prehash(self, event: Event) -> str | None:
        """The text of an event; None where the tree has to tell it."""
        if type(event.get("eventTime")) is not str or "@context" in event:
            return None
        texts, left = dict[str, str](), list[str]()
        for name, content in event.items():
            if name in _PASSED:
                continue
            write = _WRITERS.get(name)
            text = write(self, name, content) if write else self._extensions(name, content, left)
            if text is None:
                return None
            texts[name] = text
        left += [texts[name] for name in PAIRS if name in texts]
        ordered = "".join([texts.get(name, "") for name in _NAMES])
        return f"eventType={event.get('type', '')}{ordered}{''.join(sorted(left))}"

    def _leaf(self, name: str, content: Any, around: str = "") -> str | None:
        """A field with one value."""
        if type(content) is not str:
            return None
        text = self._value(name, content, around)
        return f"{name}={text}" if text else ""

    def _value(self, name: str, content: str, around: str) -> str:
        known = self._values.get((around, name))
        if known is None:
            known = self._values[around, name] = {}
        text = known.get(content)
        if text is None:
            told = jsontree.node(name, content, self._prefixes, around).text.strip()
            text = known[content] = ((time if name in TIMES else value)(told)) if told else ""
        return text

    def _place(self, name: str, content: Any) -> str | None:
        """An object with nothing but its ``id``."""
        if type(content) is not dict or len(content) != 1:
            return None
        inner = self._leaf("id", content.get("id"), name)
        return f"{name}{inner}" if inner else inner

    def _epcs(self, name: str, content: Any) -> str | None:
        """A list of instances."""
        if type(content) is not list:
            return None
        return _listed(name, [self._leaf("epc", one, name) for one in content])

    def _amounts(self, name: str, content: Any) -> str | None:
        """A list of lots with their quantities."""
        if type(content) is not list:
            return None
        return _listed(name, [self._amount(one, name) for one in content])

    def _amount(self, item: Any, around: str) -> str | None:
        lot, unit, number = (item.get(one) for one in ("epcClass", "uom", "quantity")) if type(item) is dict else _NONE
        told = (lot is not None) + (unit is not None) + (number is not None)
        if type(lot) is not str or told != len(item) or (number is not None and type(number) is not Decimal):
            return None
        quantity = "" if number is None else f"quantity={self._value('quantity', str(number), around)}"
        within = self._leaf("uom", unit, around) if unit is not None else ""
        return None if within is None else f"quantityElement{self._leaf('epcClass', lot, around)}{quantity}{within}"

    def _pairs(self, name: str, content: Any) -> str | None:
        """A list of sources, destinations or transactions, each with its type."""
        if type(content) is not list or not content:
            return None
        return _listed(name, [self._pair(one, name) for one in content])

    def _pair(self, item: Any, around: str) -> str | None:
        if type(item) is not dict or not item.keys() <= _PAIR or not any(name in PAIRED for name in item):
            return None
        found = [self._leaf(name, one, around) for name, one in item.items()]
        return "".join([one or "" for one in found]) if all(found) else None

    def _extensions(self, name: str, content: Any, left: list[str]) -> str | None:
        """A field of somebody's own namespace, whose texts are put to what is left; None where it is another's."""
        full = full_name(name, self._prefixes)
        if not full.startswith("{") or full.endswith("List"):
            return None
        left += [self._extension(name, one) for one in (content if isinstance(content, list) else [content])]
        return ""

    def _extension(self, name: str, item: Any) -> str:
        if type(item) is not dict or {type(one) for one in item.values()} != {str}:
            return whole(jsontree.node(name, item, self._prefixes, ""))
        known = (name, *item.items())
        text = self._objects.get(known)
        if text is None:
            text = self._objects[known] = whole(jsontree.node(name, item, self._prefixes, ""))
        return text


def _listed(name: str, items: list[str | None]) -> str | None:
    """A list's text; None where the tree has to tell one of its items."""
    told = sorted(one for one in items if one is not None)
    inner = "".join(told)
    return None if len(told) < len(items) else f"{name}{inner}" if inner else ""


_NONE = (None, None, None)
_NAMES = tuple(name for name, _ in EVENT)
_Writer = Callable[[Usual, str, Any], str | None]
_WRITERS: dict[str, _Writer] = {
    **dict.fromkeys(
        (
            *("eventTime", "eventTimeZoneOffset", "certificationInfo", "parentID", "action", "transformationID"),
            *("bizStep", "disposition"),
        ),
        Usual._leaf,
    ),
    **dict.fromkeys(("readPoint", "bizLocation"), Usual._place),
    **dict.fromkeys(("epcList", "inputEPCList", "childEPCs", "outputEPCList"), Usual._epcs),
    **dict.fromkeys(("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"), Usual._amounts),
    **dict.fromkeys(PAIRS, Usual._pairs),
}
