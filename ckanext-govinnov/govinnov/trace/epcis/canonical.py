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
from govinnov.trace.gs1.links import canonical_link

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


def content_key(event: Event, prefixes: Prefixes) -> str:
    """The sha256 of an event's canonical form; ``prefixes`` are those of its document."""
    return key_of(canonical(event, prefixes))


def key_of(form: Mapping[str, Any]) -> str:
    """The sha256 of a canonical form."""
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(event: Event, prefixes: Prefixes) -> dict[str, Any]:
    """IRIs written out, identifiers as links, decimals exact, times in UTC to the microsecond, lists sorted.

    All lists of an event are unordered. An empty list, and a list of one extension, mean the same as no list.
    """
    known = {**KNOWN_PREFIXES, **prefixes}
    kept = {name: value for name, value in event.items() if name not in LEFT_OUT}
    return {**_fields(kept, "", known), "type": _type(str(event.get("type", "")), known)}


def declaration(event: Event, prefixes: Prefixes) -> dict[str, Any]:
    """What an event's declaration of an error says, in the same form."""
    declared = _value(event["errorDeclaration"], "", "errorDeclaration", {**KNOWN_PREFIXES, **prefixes})
    return declared if isinstance(declared, dict) else {}


def _type(kind: str, prefixes: Prefixes) -> str:
    return EPCIS + kind if kind in EVENT_TYPES else iri(kind, prefixes)


def _fields(value: Mapping[str, Any], around: str, prefixes: Prefixes) -> dict[str, Any]:
    made = {iri(name, prefixes): _value(content, around, name, prefixes) for name, content in value.items()}
    if around == "sensorElementList":
        made.pop("type", None)
    return {name: content for name, content in made.items() if content not in (None, [])}


def _value(value: Any, around: str, name: str, prefixes: Prefixes) -> Any:
    if isinstance(value, list):
        items = [_value(one, around, name, prefixes) for one in value]
        return items[0] if len(items) == 1 else sorted(items, key=_sorted_by)
    if isinstance(value, dict):
        held = value.get("@value") if "@value" in value else None
        return _fields(value, name, prefixes) if held is None else _value(held, around, name, prefixes)
    return _text(value, around, name, prefixes)


def _text(value: Any, around: str, name: str, prefixes: Prefixes) -> str | None:
    """A single value as a text: XML has nothing else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if not isinstance(value, str):
        return None
    if name in _TIMES:
        return _time(value)
    words = WORDS.get((around, name))
    if words:
        return iri(words.iri(words.word(value)), prefixes)
    return canonical_link(value) or iri(value, prefixes) if name in _IDENTIFIERS else value


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


def _sorted_by(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
