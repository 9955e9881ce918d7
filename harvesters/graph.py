"""RDF that a stranger sent, made safe to parse: no DOCTYPE, no remote context, a known serialization."""

from __future__ import annotations

import json
from typing import Any

from harvesters import jsonsafe, xmlsafe
from harvesters.errors import AbortJobError
from harvesters.textio import decode

TURTLE, XML, JSON_LD = "turtle", "xml", "json-ld"


def serialization(body: bytes) -> str:
    """Which serialization the bytes are: JSON-LD, RDF/XML, else Turtle."""
    head = decode(body).lstrip("\ufeff \t\r\n")[:1]
    return JSON_LD if head in ("{", "[") else XML if head == "<" and _is_xml(body) else TURTLE


def safe_rdf(body: bytes) -> tuple[str, str]:
    """The document as text that a parser may see, and its serialization.

    Raises:
        AbortJobError: It has a DOCTYPE, or names contexts that a parser would fetch from elsewhere.
    """
    kind = serialization(body)
    if kind == XML:
        return xmlsafe.clean_xml(body).decode("utf-8"), kind
    if kind == JSON_LD:
        value = jsonsafe.parse(body)
        _refuse_remote(value)
        return json.dumps(value), kind
    return decode(body).lstrip("\ufeff"), kind


def _is_xml(body: bytes) -> bool:
    """``<http://…>`` begins Turtle, ``<rdf:RDF`` and ``<?xml`` begin XML."""
    start = decode(body).lstrip("\ufeff \t\r\n")[1:200]
    return start[:1] in ("?", "!") or not start.split(">", 1)[0].startswith(("http:", "https:", "urn:", "#"))


def _refuse_remote(value: Any) -> None:
    """Walk through JSON-LD without recursion; a context given by address would be fetched by the parser."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            _check_context(item.get("@context"))
            waiting.extend(item.values())


def _check_context(context: Any) -> None:
    parts = context if isinstance(context, list) else [context]
    if any(isinstance(part, str) or (isinstance(part, dict) and "@import" in part) for part in parts):
        raise AbortJobError(
            "remote-context",
            "JSON-LD가 외부 @context를 참조합니다. 안전을 위해 읽지 않으니 문서 안에 넣어 달라고 요청하세요.",
            "The JSON-LD refers to a remote @context, which is not fetched; ask for it to be put inside.",
        )
