"""Which datasets CKAN's validators take as they are; each rule stands for the validators that it makes sure of."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
from ckan.lib import datapreview
from ckan.lib.plugins import lookup_package_plugin
from ckan.model import tag as ckan_tag
from ckanext.scheming.helpers import scheming_get_dataset_schema

TYPE = "dataset"
_KEYS = frozenset({
    "id", "name", "title", "notes", "url", "extras", "tags", "resources", "private", "state", "owner_org",
})  # fmt: skip
_RESOURCE_KEYS = frozenset({"name", "url", "format", "description"})
_NAME = re.compile(r"[a-z0-9_-]{2,100}")
_RESERVED_NAMES = frozenset({"new", "edit", "search"})
_TAG = re.compile(r"[\w \-.]*")
#: Extras that a plugin takes into a table or an index of its own.
_TAKEN_EXTRAS = frozenset({"spatial"})


def fits(package: Mapping[str, Any]) -> bool:
    """Whether a new dataset, as ``package_create`` takes it, would be stored word for word.

    Its agency, the freedom of its id and name, and its tags' rows are the caller's to know.
    """
    return (
        package.keys() == _KEYS
        and package["private"] is False
        and package["state"] == "active"
        and _is_text(package["notes"])
        and _is_text(package["url"])
        and _is_title(package["title"])
        and _is_name(package["name"])
        and _is_uuid(package["id"])
        and _are_extras(package["extras"])
        and _are_tags(package["tags"])
        and all(_is_link(resource) for resource in package["resources"])
        and not any(_has_view(resource, package) for resource in package["resources"])
    )


def _is_text(value: Any) -> bool:
    """``unicode_safe`` keeps it; PostgreSQL takes it."""
    return type(value) is str and "\x00" not in value


def _is_title(value: Any) -> bool:
    """``if_empty_same_as`` and the strip of ``package_dictize`` keep it."""
    return _is_text(value) and value != "" and value == value.strip()


def _is_name(value: Any) -> bool:
    """``name_validator`` and the lengths of ``package_name_validator``."""
    return _is_text(value) and bool(_NAME.fullmatch(value)) and value not in _RESERVED_NAMES


def _is_uuid(value: Any) -> bool:
    """``uuid_validator`` gives it back in this very form."""
    try:
        return str(uuid.UUID(value)) == value
    except (ValueError, AttributeError, TypeError):
        return False


def _are_extras(extras: Sequence[Mapping[str, Any]]) -> bool:
    """``duplicate_extras_key``, ``not_empty``, ``extra_key_not_in_root_schema``; and no plugin waits for one."""
    keys = {extra["key"] for extra in extras}
    return (
        len(keys) == len(extras)
        and all(extra.keys() == {"key", "value"} and extra["key"] and extra["value"] for extra in extras)
        and all(_is_text(extra["key"]) and _is_text(extra["value"]) for extra in extras)
        and keys.isdisjoint(_root_keys())
    )


def _are_tags(tags: Sequence[Mapping[str, Any]]) -> bool:
    """``tag_length_validator`` and ``tag_name_validator``; CKAN would fold a tag that comes twice."""
    names = {tag["name"] for tag in tags}
    return len(names) == len(tags) and all(tag.keys() == {"name"} and _is_tag(tag["name"]) for tag in tags)


def _is_tag(name: Any) -> bool:
    long_enough = _is_text(name) and ckan_tag.MIN_TAG_LENGTH <= len(name) <= ckan_tag.MAX_TAG_LENGTH
    return long_enough and bool(_TAG.fullmatch(name))


def _is_link(resource: Mapping[str, Any]) -> bool:
    """``remove_whitespace`` and the missing scheme of ``resource_dictize`` keep its address; no format is guessed."""
    return (
        resource.keys() == _RESOURCE_KEYS
        and all(_is_text(value) for value in resource.values())
        and resource["url"] == resource["url"].strip()
        and bool(urlsplit(resource["url"]).scheme)
        and resource["format"] != ""
    )


def _has_view(resource: Mapping[str, Any], package: Mapping[str, Any]) -> bool:
    """Whether CKAN would give a resource a view: ``package_create_default_resource_views``, after ``clean_format``."""
    named = tk.h.unified_resource_format(resource["format"])
    data = {"resource": {**resource, "format": named, "url_type": None}, "package": package}
    return any(plugin.can_view(data) for plugin in _default_views())


@cache
def _default_views() -> tuple[Any, ...]:
    return tuple(datapreview.get_default_view_plugins())


@cache
def _root_keys() -> frozenset[str]:
    """Keys that are no extras: those of CKAN's schema and of the form's fields, and those that plugins wait for."""
    fields = (scheming_get_dataset_schema(TYPE) or {}).get("dataset_fields", ())
    schema = lookup_package_plugin(TYPE).create_package_schema()
    return frozenset({*schema, *(field["field_name"] for field in fields), *_TAKEN_EXTRAS})
