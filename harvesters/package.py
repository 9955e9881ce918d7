"""A record as a CKAN package dict: the one conversion that preview and publishing both use."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Any

from harvesters import clean, fields
from harvesters.canonical import same_id
from harvesters.errors import SkipObjectError
from harvesters.model import RemoteRecord, RemoteResource

_SPACE = uuid.UUID("8c6ff0de-6f42-5d5b-9a43-0d8a4f3ad6a1")
_PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
_NOT_SLUG = re.compile(r"[^a-z0-9_-]+")
_NAME_MAX = 100


def dataset_id(source: str, remote_id: str) -> str:
    """The dataset's id: always the same for one record of one source, so that nothing comes twice."""
    return str(uuid.uuid5(_SPACE, f"{source}\n{same_id(remote_id)}"))


def dataset_name(source: str, remote_id: str) -> str:
    """A name CKAN takes: source and remote id, or a hash of it where the id is no slug."""
    key = same_id(remote_id)
    tail = key if _PLAIN_ID.fullmatch(key) else hashlib.sha256(key.encode()).hexdigest()[:16]
    head = _NOT_SLUG.sub("-", source.lower()).strip("-")[: _NAME_MAX - len(tail) - 1] or "source"
    return f"{head}-{tail}"


def package_dict(record: RemoteRecord, source: str) -> dict[str, Any]:
    """The record as ``package_create`` takes it; ``owner_org`` is left to the wiring.

    A feed sets no id, state, visibility or owner: those keys come from us or are absent.

    Raises:
        SkipObjectError: There is no title.
    """
    title = clean.line(record.title)
    if not title:
        raise SkipObjectError(
            "no-title",
            "제목이 없는 항목입니다. 제공기관에 제목을 채워 달라고 요청하세요.",
            "The record has no title; ask the agency to fill it in.",
            record.remote_id,
        )
    return {
        "name": dataset_name(source, record.remote_id),
        "title": title,
        "notes": clean.text(record.notes),
        "url": clean.url(record.url) or "",
        "extras": _extras(record, source),
        "tags": [{"name": tag} for tag in clean.tags(record.tags)],
        "resources": [made for item in record.resources if (made := _resource(item))],
    }


def _extras(record: RemoteRecord, source: str) -> list[dict[str, str]]:
    """Extras in the order of their keys; empty ones left out."""
    given = {
        **{key: clean.text(value) for key, value in record.extras.items()},
        fields.SOURCE_NAME: source,
        fields.REMOTE_ID: record.remote_id,
        fields.AGENCY_NAME: clean.line(record.agency),
        fields.SOURCE_MODIFIED: clean.line(record.modified),
    }
    return [{"key": key, "value": given[key]} for key in sorted(given) if given[key]]


def _resource(resource: RemoteResource) -> dict[str, str] | None:
    """A resource with a usable address or bytes of its own; None for one with neither."""
    address = clean.url(resource.url) or ""
    if not address and resource.content is None:
        return None
    return {
        "name": clean.line(resource.name) or address.rsplit("/", 1)[-1],
        "url": address or clean.line(resource.name),
        "format": clean.line(resource.format, 50),
        "description": clean.text(resource.description),
    }
