"""Every version that a dataset of the analysis ever had, revoked ones too: for stewards alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.dispatch_pages.served import id_of
from ckanext.govinnov.publishing.model import certificate, version
from ckanext.govinnov.storage import storage


@dataclass(frozen=True, slots=True)
class Kept:
    """One version: its number, the hash of its bytes, when it was certified, and whether it is served now."""

    number: int
    sha256: str
    issued_at: datetime
    is_current: bool
    is_revoked: bool

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return storage().path(self.sha256)


def kept(dataset: str) -> tuple[Kept, ...]:
    """Certified versions of a dataset's only file whose bytes are there, newest first."""
    resource = ckan_model.Resource
    statement = (
        sa.select(version.c.number, version.c.sha256, certificate.c.issued_at, version.c.is_current,
                  certificate.c.revoked_at.is_not(None).label("is_revoked"))
        .join(certificate, certificate.c.version_id == version.c.id)
        .join(resource, version.c.resource_id == resource.id)
        .where(resource.package_id == id_of(dataset), resource.state == "active", version.c.purged_at.is_(None))
        .order_by(certificate.c.issued_at.desc(), version.c.number.desc())
    )  # fmt: skip
    return tuple(Kept(**row._mapping) for row in ckan_model.Session.execute(statement))
