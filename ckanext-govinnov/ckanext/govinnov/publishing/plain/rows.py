"""The rows that CKAN's actions write for a new dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan.model.types import make_uuid
from ckanext.activity.model import Activity

from ckanext.govinnov.publishing.indexing import DatasetPair
from ckanext.govinnov.publishing.plain.fits import TYPE
from ckanext.govinnov.publishing.plain.setting import Setting
from ckanext.govinnov.publishing.plain.stamps import Stamps

Row = dict[str, Any]

PACKAGE, RESOURCE = ckan_model.package_table, ckan_model.resource_table
PACKAGE_TAG, MEMBER = ckan_model.package_tag_table, ckan_model.member_table
ACTIVITY: sa.Table = Activity.__table__
#: In the order in which they are written, each with the column that names the dataset.
TABLES = {PACKAGE: "id", RESOURCE: "package_id", PACKAGE_TAG: "package_id", MEMBER: "table_id", ACTIVITY: "object_id"}


def of(
    package: Mapping[str, Any], pair: DatasetPair, setting: Setting, stamps: Stamps
) -> Iterator[tuple[sa.Table, Row]]:
    """Rows with their tables; the database's defaults are left out.

    Args:
        package: The dataset as ``package_create`` takes it; it ``fits``.
        pair: The same as it is read (see ``shown``).
        setting: What it refers to.
        stamps: Ids and times of its rows.
    """
    yield PACKAGE, _package(package, setting, stamps)
    for at, (resource, stamp) in enumerate(zip(pair[0]["resources"], stamps.resources, strict=True)):
        words = {key: resource[key] for key in ("name", "url", "format", "description", "hash", "package_id")}
        times = {"created": stamp.created, "metadata_modified": stamp.modified}
        yield RESOURCE, {"id": stamp.id, "position": at, "state": "active", "extras": {}, **words, **times}
    for tag in pair[0]["tags"]:
        yield PACKAGE_TAG, {"id": make_uuid(), "package_id": package["id"], "tag_id": tag["id"], "state": "active"}
    yield MEMBER, _membership(package)
    yield ACTIVITY, _activity(pair[1], setting, stamps)


def _package(package: Mapping[str, Any], setting: Setting, stamps: Stamps) -> Row:
    words = {key: package[key] for key in ("id", "name", "title", "notes", "url", "owner_org", "private", "state")}
    return {
        **words,
        "type": TYPE,
        "extras": {extra["key"]: extra["value"] for extra in package["extras"]},
        "creator_user_id": setting.user.id,
        "metadata_created": stamps.package.created,
        "metadata_modified": stamps.package.modified,
    }


def _membership(package: Mapping[str, Any]) -> Row:
    return {
        "id": make_uuid(), "table_name": "package", "table_id": package["id"], "group_id": package["owner_org"],
        "capacity": "organization", "state": "active",
    }  # fmt: skip


def _activity(shown: Mapping[str, Any], setting: Setting, stamps: Stamps) -> Row:
    """What the activity plugin notes when ``package_create`` has succeeded."""
    return {
        "id": make_uuid(),
        "timestamp": stamps.package.modified,
        "user_id": setting.user.id,
        "object_id": shown["id"],
        "activity_type": "new package",
        "data": {"package": shown, "actor": setting.user.name},
        "permission_labels": ["public"],
    }
