"""The canonical form of what a source says, and its hash: the same meaning gives the same hash."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from harvesters.model import RemoteRecord, RemoteResource

_CHUNK = 1 << 20


def canonical(value: Any) -> str:
    """JSON with sorted keys, text in NFC, no blanks; dates and numbers that JSON lacks as text."""
    return json.dumps(_normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, 64 hex signs."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def record_hash(record: RemoteRecord) -> str:
    """Hash of a record: its words and the hashes of its bytes, not where the bytes lie."""
    words = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "resources"}
    return digest({**words, "resources": [_resource(item) for item in record.resources]})


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            seen.update(chunk)
    return seen.hexdigest()


def same_id(remote_id: str) -> str:
    """The form under which ids are one: ids that differ in case, normal form or outer blanks name one record."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", remote_id).strip().casefold())


def _resource(resource: RemoteResource) -> dict[str, Any]:
    return {f.name: getattr(resource, f.name) for f in fields(resource) if f.name != "content"}


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_normal(str(key)): _normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    return value
