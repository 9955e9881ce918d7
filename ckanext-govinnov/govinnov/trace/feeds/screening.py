"""An EPCIS document through a gate: which of its events are held, because of what stands in them.

What the store would keep of an event is looked at (its canonical form, with namespaces written out), and what else the
document says in it. The texts of all events are judged together, each once: most documents have nothing to be found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from govinnov.trace.codes import written
from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.canonical import LEFT_OUT
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.numbers import plain
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.findings import Finding, finding
from govinnov.trace.gs1.digits import is_checked
from govinnov.trace.gs1.links import canonical_link
from govinnov.trace.gs1.urns import HOST
from govinnov.trace.lineage.records import Reported
from govinnov.trace.lineage.who import NAMED

#: Name of a field → the texts that stand in fields of this name.
Texts = defaultdict[str, set[str]]
Held = Mapping[tuple[str, str], frozenset[str]]

#: Fields that are declared to hold codes. What a code does not prove of itself is judged as everywhere.
CODES = frozenset(
    (
        *("epcList", "childEPCs", "inputEPCList", "outputEPCList", "epcClass", "parentID", "transformationID"),
        *("bizTransaction", "source", "destination", "id", "eventID", "correctiveEventIDs"),
    )
)
#: Under this name the names of fields are judged: anybody may invent one.
_NAMES = ""
#: The name of a packer or a slaughterhouse is no person's; that of anybody else in the trace is.
_TRADE, _PERSON = "trade", "owner_name"
#: GS1 keys → how many of their first digits end with a check digit.
_CHECKED = {"00": 18, "01": 14, "253": 13, "255": 13, "402": 17, "414": 13, "417": 13, "8003": 14, "8006": 14}
_CHECKED |= {"8017": 18, "8018": 18}
#: Names that are drawn or computed: what their digits look like is chance.
_DRAWN = re.compile(
    r"(?i:urn:uuid:[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})|ni:///sha-256;[0-9a-f]{64}(?:\?ver=CBV[0-9.]{1,5})?"
)
_LAST = re.compile(r"[^/#:}]+\Z")


@dataclass(frozen=True, slots=True)
class Screened:
    """Events that must not be stored, by their number in the document, and a finding for each thing that holds one."""

    held: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


def screened(document: Document, events: Sequence[Reported], gate: Gate) -> Screened:
    """Let the gate judge a document.

    Args:
        document: What was read.
        events: Its events with their canonical forms (`reported`), in its order.
        gate: Judges the texts of all of them together.
    """
    texts: Texts = defaultdict(set)
    for number, one in enumerate(events):
        _gather(_whole(document, number, one), "", texts)
    held = gate.texts(texts)
    if not held:
        return Screened()
    found = [(number, told) for number, one in enumerate(events) for told in _told(document, number, one, held)]
    return Screened(frozenset(number for number, _ in found), tuple(dict.fromkeys(told for _, told in found)))


def _whole(document: Document, number: int, one: Reported) -> dict[str, Any]:
    """All of an event: as it would be stored, and what the canonical form leaves out."""
    said = document.events[number]
    return one.event | {name: said[name] for name in LEFT_OUT if name in said}


def _gather(value: Any, name: str, texts: Texts) -> None:
    """The texts in a value by the names of their fields."""
    if isinstance(value, dict):
        texts[_NAMES].update(form for inner in value for form in _plainly(inner))
        for inner, held in value.items():
            _gather(held, _named(inner, name, value), texts)
    elif isinstance(value, list):
        for item in value:
            _gather(item, name, texts)
    else:
        texts[key_of(name)].update(_texts(value, name))


def _named(inner: str, around: str, value: Mapping[str, Any]) -> str:
    """How a field is called: the text of an element has the element's name, a packer's name its own."""
    if inner in ("#text", "@value"):
        return around
    if inner == f"{URN}name":
        return _TRADE if value.get(f"{URN}role") in NAMED else _PERSON
    return inner


@lru_cache(maxsize=1 << 12)
def key_of(name: str) -> str:
    """The last part of a field's name, by which people understand it: ``ownerName`` of ``https://a.example/ownerName``."""
    found = _LAST.search(name)
    return found.group().removeprefix("@") if found else name


@lru_cache(maxsize=1 << 16)
def unproven(code: str) -> str:
    """What of a code is not proven by its form: nothing of our own, all but the key of a GS1 code, all of others."""
    if code.startswith(URN):
        return "" if written.one(code) else code
    link = canonical_link(code)
    if link is None:
        return "" if _DRAWN.fullmatch(code) else code
    ai, key, *qualifiers = link.removeprefix(HOST).split("/", 3)
    checked = _CHECKED.get(ai, 0) if is_checked(key[: _CHECKED.get(ai, 0)]) else 0
    if code.startswith("http") and code != link:  # an id is kept as it came, with its host, its path and its query
        return code.replace(key[:checked], "", 1)
    return "/".join((key[checked:], *qualifiers[1:]))


def _told(document: Document, number: int, one: Reported, held: Held) -> Iterator[Finding]:
    """What holds an event; its place is told, and never what stands there."""
    at = f"{document.events_at}[{number}]" if document.events_at else ""
    for place, codes in _places(_whole(document, number, one), "", at, held):
        where = f"'{place}'" if place else ""
        for code in sorted(codes):
            yield finding(
                "gate-holds", place, code, where_ko=f"{where} 항목을".strip(), where_en=f"field {where}".strip()
            )


def _places(value: Any, name: str, at: str, held: Held) -> Iterator[tuple[str, frozenset[str]]]:
    """Where something that holds stands, with its codes; a name that holds is not told itself."""
    if isinstance(value, dict):
        for inner, content in value.items():
            codes = _held(held, _NAMES, _plainly(inner))
            if codes:
                yield at, codes
            below = at if codes else f"{at}.{key_of(inner)}".removeprefix(".")
            yield from _places(content, _named(inner, name, value), below, held)
    elif isinstance(value, list):
        yield from (found for item in value for found in _places(item, name, at, held))
    elif codes := _held(held, key_of(name), _texts(value, name)):
        yield at, codes


def _held(held: Held, key: str, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(code for text in texts for code in held.get((key, text), ()))


def _texts(value: Any, name: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return _read(value, name)
    return () if value is None or isinstance(value, bool) else (plain(value),)


def _read(text: str, name: str) -> tuple[str, ...]:
    """What of a text is judged in a field."""
    return _plainly(unproven(text) if name in CODES else text)


def _plainly(text: str) -> tuple[str, ...]:
    """A text, and as people read it where an address has escaped some of its signs."""
    return (text, unquote(text)) if "%" in text else (text,)
