"""A dataset as CKAN reads it back: what ``package_show`` gives under the default and under the site's schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.model as ckan_model
import ckan.plugins as p
from ckan import logic

from ckanext.govinnov.publishing.indexing import DatasetPair
from ckanext.govinnov.publishing.plain.fits import TYPE
from ckanext.govinnov.publishing.plain.setting import Setting
from ckanext.govinnov.publishing.plain.stamps import Stamp, Stamps

#: Keys that the site's schema leaves out where they are empty.
_LEFT_OUT = ("author", "author_email", "license_id", "maintainer", "maintainer_email", "version")


def pair(package: Mapping[str, Any], setting: Setting, stamps: Stamps) -> DatasetPair:
    """Both forms of a new dataset, with what the hooks of plugins add."""
    read = _package(package, setting, stamps)
    custom = {key: value for key, value in read.items() if key not in _LEFT_OUT}
    custom["resources"] = [dict(resource) for resource in read["resources"]]
    context: Any = {"model": ckan_model, "session": ckan_model.Session, "user": setting.user.name, "ignore_auth": True}
    logic.apply_after_dataset_show_plugins(context, custom)
    return read, custom


def _package(package: Mapping[str, Any], setting: Setting, stamps: Stamps) -> dict[str, Any]:
    return {
        "author": None,
        "author_email": None,
        "creator_user_id": setting.user.id,
        "id": package["id"],
        "isopen": False,
        "license_id": None,
        "license_title": None,
        "maintainer": None,
        "maintainer_email": None,
        "metadata_created": stamps.package.created.isoformat(),
        "metadata_modified": stamps.package.modified.isoformat(),
        "name": package["name"],
        "notes": package["notes"],
        "num_resources": len(package["resources"]),
        "num_tags": len(package["tags"]),
        "organization": dict(setting.agencies[package["owner_org"]]),
        "owner_org": package["owner_org"],
        "private": False,
        "state": "active",
        "title": package["title"],
        "type": TYPE,
        "url": package["url"],
        "version": None,
        **_parts(package, setting, stamps),
    }


def _parts(package: Mapping[str, Any], setting: Setting, stamps: Stamps) -> dict[str, list[Any]]:
    """What there are several of; CKAN's validation puts those of which there are none last."""
    parts: dict[str, list[Any]] = {
        "extras": [dict(extra) for extra in package["extras"]],
        "resources": _resources(package, setting, stamps),
        "tags": [_tag(name, setting.tags[name]) for name in sorted(tag["name"] for tag in package["tags"])],
        "groups": [],
        "relationships_as_subject": [],
        "relationships_as_object": [],
    }
    return dict(sorted(parts.items(), key=lambda part: not part[1]))


def _resources(package: Mapping[str, Any], setting: Setting, stamps: Stamps) -> list[dict[str, Any]]:
    given = zip(package["resources"], stamps.resources, strict=True)
    shown = [_resource(one, at, stamp, package["id"], setting) for at, (one, stamp) in enumerate(given)]
    for plugin in p.PluginImplementations(p.IResourceController):
        for resource in shown:
            plugin.before_resource_show(resource)
    return [dict(sorted(resource.items())) for resource in shown]


def _resource(
    resource: Mapping[str, Any], position: int, stamp: Stamp, package_id: str, setting: Setting
) -> dict[str, Any]:
    return {
        "cache_last_updated": None,
        "cache_url": None,
        "created": stamp.created.isoformat(),
        "description": resource["description"],
        "format": setting.formats[resource["format"]],
        "hash": "",
        "id": stamp.id,
        "last_modified": None,
        "metadata_modified": stamp.modified.isoformat(),
        "mimetype": None,
        "mimetype_inner": None,
        "name": resource["name"],
        "package_id": package_id,
        "position": position,
        "resource_type": None,
        "size": None,
        "state": "active",
        "url": resource["url"],
        "url_type": None,
    }


def _tag(name: str, row_id: str) -> dict[str, Any]:
    return {"display_name": name, "id": row_id, "name": name, "state": "active", "vocabulary_id": None}
