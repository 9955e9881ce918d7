"""A record as a CKAN package dict: the one conversion that preview and publishing both use."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Any

from harvesters import fields
from harvesters.canonical import same_id
from harvesters.intake import tidy
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


def new_name(source: str, remote_id: str, made: str) -> str:
    """The name under which a record's dataset is created.

    Where its id ``made`` is not the record's first, because a renamed record kept that dataset and with it the name,
    the id's beginning stands behind it.
    """
    name = dataset_name(source, remote_id)
    return name if made == dataset_id(source, remote_id) else f"{name[: _NAME_MAX - 9]}-{made[:8]}"


def package_dict(record: RemoteRecord, source: str) -> dict[str, Any]:
    """The record as ``package_create`` takes it; ``owner_org`` is left to the wiring.

    A feed sets no id, state, visibility or owner: those keys come from us or are absent. Its resources stand in the
    order of the tidied record's.

    Raises:
        SkipObjectError: There is no title.
    """
    record = tidy(record)
    return {
        "name": dataset_name(source, record.remote_id),
        "title": record.title,
        "notes": record.notes,
        "url": record.url or "",
        "extras": _extras(record, source),
        "tags": [{"name": tag} for tag in record.tags],
        "resources": [_resource(item) for item in record.resources],
    }


def _extras(record: RemoteRecord, source: str) -> list[dict[str, str]]:
    """Extras in the order of their keys; empty ones left out."""
    given = {
        **record.extras,
        fields.SOURCE_NAME: source,
        fields.REMOTE_ID: record.remote_id,
        fields.AGENCY_NAME: record.agency or "",
        fields.SOURCE_MODIFIED: record.modified or "",
    }
    return [{"key": key, "value": given[key]} for key in sorted(given) if given[key]]


def _resource(resource: RemoteResource) -> dict[str, str]:
    """A resource that links, or one whose bytes we have: then its address is its file name."""
    return {
        "name": resource.name,
        "url": resource.url or resource.name,
        "format": resource.format,
        "description": resource.description,
    }
