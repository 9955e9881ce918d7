"""What the catalog adds to a dataset that is read: which version is served, and whether it has a table."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

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
