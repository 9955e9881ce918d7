"""What the catalog adds to a dataset that is read: which version is served, and whether it has a table."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import ckan.plugins as p
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import logic

from ckanext.govinnov.publishing import together
from ckanext.govinnov.publishing.model import certificate, rendition, version

_SERVED = (
    sa.select(version.c.resource_id, certificate.c.id.label("certificate_id"), rendition.c.kind.label("table"))
    .join(certificate, (certificate.c.version_id == version.c.id) & certificate.c.revoked_at.is_(None))
    .outerjoin(rendition, (rendition.c.version_id == version.c.id) & (rendition.c.kind == "table"))
    .where(version.c.is_current)
)


def enrich(package: dict[str, Any]) -> None:
    """Write ``certificate_id`` and ``datastore_active`` on uploaded resources, as our own tables say."""
    resources = package.get("resources") or []
    if not any(resource.get("url_type") == "upload" for resource in resources):
        return
    rows = ckan_model.Session.execute(_SERVED.where(version.c.package_id == package["id"]))
    served = {row.resource_id: row for row in rows}
    for resource in resources:
        row = served.get(resource["id"])
        if row is not None:
            resource["certificate_id"] = row.certificate_id
            resource["datastore_active"] = bool(row.table)


def just_written(context: dict[str, Any], data_dict: dict[str, Any]) -> dict[str, Any] | None:
    """A dataset that this session's batch has written, as ``package_show`` gives it; None when it must be read.

    CKAN reads and validates a dataset again for each activity. Here the dataset that was judged a moment ago is taken
    instead of the index's copy of it; authorization and hooks are those of CKAN.
    """
    batch = together.current()
    if batch is None or not context.get("use_cache", True) or _wants_otherwise(context, data_dict):
        return None
    shown = batch.shown(data_dict.get("id", ""))
    package = ckan_model.Package.get(data_dict["id"]) if shown else None
    if shown is None or package is None or shown["metadata_modified"] != package.metadata_modified.isoformat():
        return None
    context.update(session=ckan_model.Session, package=package)
    tk.check_access("package_show", context, data_dict)
    for plugin in p.PluginImplementations(p.IPackageController):
        plugin.read(package)
    for resources in p.PluginImplementations(p.IResourceController):
        for resource in shown["resources"]:
            resources.before_resource_show(resource)
    logic.apply_after_dataset_show_plugins(context, shown)
    return shown


def _wants_otherwise(context: dict[str, Any], data_dict: dict[str, Any]) -> bool:
    asked = (context.get(key) for key in ("schema", "for_view", "for_update"))
    return any(asked) or any(data_dict.get(key) for key in ("use_default_schema", "include_plugin_data"))
