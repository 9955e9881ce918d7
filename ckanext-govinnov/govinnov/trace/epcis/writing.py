"""Canonical events → a JSON-LD document that means the same: read again, they have the same content keys."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from govinnov.trace.epcis.model import DOCUMENT, QUERY_DOCUMENT
from govinnov.trace.epcis.vocabulary import EPCIS, GS1
from govinnov.trace.epcis.words import WORDS

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_LISTS = frozenset(
    (
        *("epcList", "childEPCs", "inputEPCList", "outputEPCList", "bizTransactionList", "sourceList"),
        *("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList", "destinationList"),
        *("sensorElementList", "sensorReport", "set", "unset", "correctiveEventIDs"),
    )
)
_NUMBERS = frozenset(("quantity", "value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"))
_MAY_BE_EMPTY = (f"{EPCIS}ObjectEvent", f"{EPCIS}TransactionEvent")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def document(events: Iterable[Mapping[str, Any]], created: datetime) -> bytes:
    """The bytes of an EPCIS document.

    Args:
        events: Events in their canonical form.
        created: When the document is made.
    """
    writing = _Writing()
    return _written(writing, DOCUMENT, created, {"eventList": [writing.event(one) for one in events]})


#: The name of the one query that EPCIS has for events.
QUERY = "SimpleEventQuery"


def query_document(events: Iterable[Mapping[str, Any]], created: datetime) -> bytes:
    """The bytes of an answer to a query.

    Args:
        events: Events in their canonical form, with what their reports add to it (``eventID``, ``recordTime``).
        created: When the answer is made.
    """
    writing = _Writing()
    listed = {"eventList": [writing.event(one) for one in events]}
    results = {"queryResults": {"queryName": QUERY, "resultsBody": listed}}
    return _written(writing, QUERY_DOCUMENT, created, results)


def single_event(event: Mapping[str, Any]) -> bytes:
    """The bytes of one event as a document of its own."""
    writing = _Writing()
    return writing.bytes_of({"@context": [CONTEXT], **writing.event(event)})


def _written(writing: _Writing, kind: str, created: datetime, body: Mapping[str, Any]) -> bytes:
    """A whole document of a kind around its body."""
    head = {"type": kind, "schemaVersion": "2.0", "creationDate": created.isoformat()}
    return writing.bytes_of({"@context": [CONTEXT], **head, "epcisBody": body})


def about(form: Mapping[str, Any]) -> dict[str, Any]:
    """An event with the list that it must have; an empty one is not in the canonical form."""
    return {**({"epcList": []} if form["type"] in _MAY_BE_EMPTY else {}), **form}


class _Writing:
    """Numbers keep every digit: they are marked among the texts, by a sign that nobody can foresee."""

    def __init__(self) -> None:
        self._mark = secrets.token_hex(16)

    def bytes_of(self, whole: Mapping[str, Any]) -> bytes:
        """JSON, with the marked numbers as numbers."""
        text = re.sub(f'"{self._mark}([^"]*)"', r"\1", json.dumps(whole, ensure_ascii=False))
        return text.encode("utf-8", "backslashreplace")

    def event(self, form: Mapping[str, Any]) -> dict[str, Any]:
        """One event as the JSON binding writes it."""
        return {**self._fields(about(form), ""), "type": str(form["type"]).removeprefix(EPCIS)}

    def _fields(self, value: Mapping[str, Any], around: str) -> dict[str, Any]:
        return {name: self._value(held, around, name) for name, held in value.items()}

    def _value(self, value: Any, around: str, name: str) -> Any:
        if isinstance(value, list) or name in _LISTS:
            return [self._one(one, around, name) for one in (value if isinstance(value, list) else [value])]
        return self._one(value, around, name)

    def _one(self, value: Any, around: str, name: str) -> Any:
        if isinstance(value, dict):
            return self._fields(value, name)
        if not isinstance(value, str):
            return None if value is None else [self._one(one, around, name) for one in value]
        if name in _NUMBERS and _NUMBER.fullmatch(value):
            return self._mark + value
        if name == "booleanValue":
            return value == "true"
        words = WORDS.get((around, name))
        return _short(words.word(value)) if words else value


def _short(word: str) -> str:
    """A term of GS1's that is none of the words: JSON-LD may write it with a prefix, but not as a whole IRI."""
    return f"gs1:{word.removeprefix(GS1)}" if word.startswith(GS1) else word
