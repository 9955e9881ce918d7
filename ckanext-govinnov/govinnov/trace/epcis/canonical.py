"""One form for one content, however a document writes it: what tells a repetition from a second event.

Beside the hash of CBV 2.0, which reads values as floats and rounds times, this keeps every digit. Left out are an
event's own number, when it was recorded, and whether it was declared an error.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from govinnov.trace.epcis.model import EVENT_TYPES, Event
from govinnov.trace.epcis.numbers import plain
from govinnov.trace.epcis.times import instant, utc
from govinnov.trace.epcis.vocabulary import EPCIS, KNOWN_PREFIXES
from govinnov.trace.epcis.words import WORDS
from govinnov.trace.gs1.links import identity

LEFT_OUT = frozenset({"@context", "id", "eventID", "recordTime", "errorDeclaration"})
_TIMES = frozenset({"eventTime", "time", "startTime", "endTime", "declarationTime"})
_IDENTIFIERS = frozenset(
    (
        "id",
        "epcList",
        "childEPCs",
        "inputEPCList",
        "outputEPCList",
        "epcClass",
        "parentID",
        "transformationID",
        "certificationInfo",
        "bizTransaction",
        "source",
        "destination",
        "deviceID",
        "deviceMetadata",
        "rawData",
        "dataProcessingMethod",
        "bizRules",
        "microorganism",
        "chemicalSubstance",
        "coordinateReferenceSystem",
        "uriValue",
    )
)

Prefixes = Mapping[str, str]

_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_sorted_by = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def content_key(event: Event, prefixes: Prefixes) -> str:
    """The sha256 of an event's canonical form; ``prefixes`` are those of its document."""
    return key_of(text_of(canonical(event, prefixes)))


def text_of(form: Mapping[str, Any]) -> str:
    """A canonical form as JSON, names sorted, no blanks: what is hashed."""
    return _written(form)


def key_of(text: str) -> str:
    """The sha256 of the text of a canonical form."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(event: Event, prefixes: Prefixes) -> dict[str, Any]:
    """The canonical form of one event alone; of many of one document, `Forms` has them sooner."""
    return Forms(prefixes).of(event)


class Forms:
    """Canonical forms of one document's events; what stands in it again and again is worked out once.

    IRIs written out, identifiers as links, decimals exact, times in UTC to the microsecond, lists sorted. All lists of
    an event are unordered. An empty list, and a list of one extension, mean the same as no list.
    """

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes = {**KNOWN_PREFIXES, **prefixes}
        self._names: dict[str, str] = {}
        self._texts: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, event: Event) -> dict[str, Any]:
        """The form of an event."""
        kept = {name: value for name, value in event.items() if name not in LEFT_OUT}
        made = self._fields(kept, "")
        made["type"] = self._type(str(event.get("type", "")))
        return made

    def declared(self, event: Event) -> dict[str, Any]:
        """What an event's declaration of an error says, in the same form."""
        form = self._value(event["errorDeclaration"], "", "errorDeclaration")
        return form if isinstance(form, dict) else {}

    def _type(self, kind: str) -> str:
        return EPCIS + kind if kind in EVENT_TYPES else iri(kind, self._prefixes)

    def _fields(self, value: Mapping[str, Any], around: str) -> dict[str, Any]:
        made, empty = dict[str, Any](), False
        for name, content in value.items():
            text = self._text(content, around, name) if type(content) is str else self._value(content, around, name)
            made[self._names.get(name) or self._name(name)] = text
            empty = empty or text is None or text == []
        if around == "sensorElementList":
            made.pop("type", None)
        return {name: content for name, content in made.items() if content not in (None, [])} if empty else made

    def _value(self, value: Any, around: str, name: str) -> Any:
        if isinstance(value, list):
            items = [self._value(one, around, name) for one in value]
            return items[0] if len(items) == 1 else sorted(items, key=_sorted_by)
        if isinstance(value, dict):
            held = value.get("@value")
            return self._fields(value, name) if held is None else self._value(held, around, name)
        return self._text(value, around, name) if isinstance(value, str) else _plainly(value)

    def _text(self, value: str, around: str, name: str) -> str:
        """A text that stands in a field; remembered by the field."""
        known = self._texts.get((around, name))
        if known is None:
            known = self._texts[around, name] = {}
        text = known.get(value)
        if text is None:
            text = known[value] = self._read(value, around, name)
        return text

    def _read(self, value: str, around: str, name: str) -> str:
        if name in _TIMES:
            return _time(value)
        words = WORDS.get((around, name))
        if words:
            return iri(words.iri(words.word(value)), self._prefixes)
        return identity(value) or iri(value, self._prefixes) if name in _IDENTIFIERS else value

    def _name(self, name: str) -> str:
        return self._names.setdefault(name, iri(name, self._prefixes))


def _plainly(value: Any) -> str | None:
    """A single value that is no text as one: XML has nothing else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, Decimal) else None


def _time(value: str) -> str:
    moment = instant(value)
    shifted = utc(moment) if moment else None
    return value if shifted is None else shifted.isoformat(timespec="microseconds")[:-6] + "Z"


def iri(name: str, prefixes: Prefixes) -> str:
    """``example:name`` and XML's ``{namespace}name`` written out; ``@`` marks an attribute and stays."""
    if name.startswith("@"):
        return "@" + iri(name[1:], prefixes)
    if name.startswith("{"):
        return name[1:].replace("}", "", 1)
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else name
