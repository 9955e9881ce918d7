"""Which words of a dataset, agency, user or view people can read: what the metadata screen gets to see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

#: Keys that the catalog itself fills with identifiers, times and states, and what CKAN never shows of a user.
OURS = frozenset({
    "id", "package_id", "resource_id", "creator_user_id", "owner_org", "revision_id", "approval_status", "state",
    "type", "private", "isopen", "metadata_created", "metadata_modified", "created", "last_modified",
    "cache_last_updated",
    "position", "size", "hash", "num_resources", "num_tags", "datastore_active", "url_type", "license_id",
    "license_url", "license_title", "vocabulary_id", "display_name", "organization", "relationships_as_object",
    "relationships_as_subject", "groups", "capacity", "is_organization", "image_display_url", "package_count",
    "upload", "clear_upload", "save", "users", "password", "password1", "password2", "password_hash", "apikey",
    "reset_key", "email", "sysadmin", "plugin_data", "order", "view_type", "pkg_name", "tracking_summary",
    "govinnov_status", "certificate_id", "submission_id", "datastore_contains_all_records_of_source_file",
})  # fmt: skip

_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_MANY_DIGITS = re.compile(r"[0-9]{4}")


def of(record: Mapping[str, Any]) -> dict[str, str]:
    """Collect every readable text of a record under a path such as ``resources.0.description``.

    The record's own ids are left out of them: they stand in the addresses of its files, and of 17,000 one reads like a
    mobile number.

    Args:
        record: A package, group, organization, user or view dict as an action takes or returns it.
    """
    own = _own_ids(record)
    return {path: _ID.sub(lambda id: "" if id[0] in own else id[0], text) for path, text in _walk(record, "")}


def _own_ids(record: Mapping[str, Any]) -> frozenset[str]:
    """Ids of a record and its resources that have the form of those that CKAN makes."""
    ids = (str(one.get("id")) for one in (record, *(record.get("resources") or ())) if isinstance(one, Mapping))
    return frozenset(filter(_ID.fullmatch, ids))


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value.strip():
            yield path, value
    elif isinstance(value, Mapping):
        yield from _walk_mapping(value, path)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}.{index}" if path else str(index))


def _walk_mapping(value: Mapping[Any, Any], path: str) -> Iterator[tuple[str, str]]:
    if set(value) >= {"key", "value"}:
        key = str(value["key"])
        yield f"{path}.key", key
        yield from _walk(value["value"], f"{path}.{key}")
        return
    for key, item in value.items():
        if key not in OURS:
            place = f"{path}.{key}" if path else str(key)
            if not _is_plain(str(key)):
                yield f"{place}.key", str(key)
            yield from _walk(item, place)


def _is_plain(key: str) -> bool:
    """Whether a key is a mere name: nobody's number or words stand in it. Clients choose the keys of extras."""
    return key.isascii() and key.replace("-", "_").replace(":", "_").isidentifier() and not _MANY_DIGITS.search(key)
