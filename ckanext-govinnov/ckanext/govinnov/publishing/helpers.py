"""What templates may ask about certificates, versions and previews."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.govinnov.publishing import renditions, revoke, versions


def govinnov_certificate(resource_id: str) -> dict[str, Any] | None:
    """The certificate of the version that is served; None for links and held files."""
    row = versions.current(resource_id)
    if row is None or not row.certificate_id:
        return None
    infos = [finding for finding in row.report.get("findings", []) if finding["severity"] == "info"]
    return {
        "certificate_id": row.certificate_id,
        "issued_at": row.issued_at,
        "sha256": row.sha256,
        "rules_version": row.rules_version,
        "rows": row.rows,
        "fields": row.fields,
        "findings_info": infos,
        "number": row.number,
        "filename": row.filename,
        "size": row.size,
        "format": row.format,
        "encoding": row.encoding,
    }


def govinnov_metadata_certificate(package_id: str) -> dict[str, Any] | None:
    """When and by which rules the dataset's own words passed."""
    row = versions.metadata_of(package_id)
    return {"issued_at": row.issued_at, "rules_version": row.rules_version} if row else None


def govinnov_versions(resource_id: str) -> list[dict[str, Any]]:
    """Every certified version of a resource, newest first."""
    return [
        {
            "number": row.number,
            "issued_at": row.issued_at,
            "sha256": row.sha256,
            "size": row.size,
            "rows": row.rows,
            "download_url": tk.url_for(
                "govinnov_files.version", id=row.package_id, resource_id=resource_id, number=row.number
            ),
        }
        for row in versions.history(resource_id)
    ]


def govinnov_renditions(resource_id: str) -> list[dict[str, Any]]:
    """Other forms in which the served version can be downloaded: kind, size in bytes, address."""
    row = versions.current(resource_id)
    if row is None or not row.certificate_id:
        return []
    return [
        {
            "kind": found.kind,
            "size": found.size,
            "download_url": tk.url_for(
                "govinnov_files.rendition", id=row.package_id, resource_id=resource_id, kind=found.kind
            ),
        }
        for found in renditions.of(row)
    ]


def govinnov_preview(resource_id: str, limit: int = 12) -> dict[str, Any] | None:
    """The first rows of the served version: ``fields``, ``rows`` and ``total``; None until its table is made."""
    row = versions.current(resource_id)
    if row is None or not row.certificate_id:
        return None
    return renditions.preview(row, limit)


def govinnov_withdrawn(package_id: str) -> list[dict[str, Any]]:
    """Tombstones of a dataset: ``number``, ``format``, ``rows``, ``revoked_at`` and ``revoked_why``, newest first."""
    return [dict(row._mapping) for row in revoke.withdrawn(package_id)]


def govinnov_links_only(package: dict[str, Any]) -> bool:
    """Say whether the dataset only points elsewhere: then we serve none of its bytes, and its page says so."""
    return all(resource.get("url_type") != "upload" for resource in package.get("resources", []))


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Every helper of this room by its name."""
    helpers = (
        govinnov_certificate, govinnov_metadata_certificate, govinnov_versions, govinnov_renditions, govinnov_preview,
        govinnov_links_only, govinnov_withdrawn,
    )  # fmt: skip
    return {helper.__name__: helper for helper in helpers}
