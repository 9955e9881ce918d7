"""Which files of the dispatch datasets are served now: asked of the database for every page, never remembered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing.model import certificate, metadata_certificate, version
from ckanext.govinnov.storage import storage
from harvesters.package import dataset_id

#: The source that hands runs over.
SOURCE = "dispatch"
#: Every dataset of the analysis is called so, and then as its table or its government.
PREFIX = f"{SOURCE}-"


@dataclass(frozen=True, slots=True)
class Served:
    """One file that everybody may read: a version whose certificate stands, in a public dataset."""

    dataset: str
    resource_id: str
    filename: str
    number: int
    sha256: str
    size: int
    issued_at: datetime

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return storage().path(self.sha256)


def id_of(dataset: str) -> str:
    """The id of the dataset that the source brings under a name.

    Pages go by it: a name is free to any agency, an id only to the engine and to administrators.
    """
    return dataset_id(SOURCE, dataset.removeprefix(PREFIX))


def served(datasets: Iterable[str]) -> tuple[Served, ...]:
    """The served files of some datasets, in the order of their resources: one query."""
    package, resource = ckan_model.Package, ckan_model.Resource
    statement = (
        sa.select(
            package.name.label("dataset"), resource.id.label("resource_id"), version.c.filename, version.c.number,
            version.c.sha256, version.c.size, certificate.c.issued_at,
        )
        .join(resource, resource.package_id == package.id)
        .join(version, (version.c.resource_id == resource.id) & version.c.is_current & version.c.purged_at.is_(None))
        .join(certificate, (certificate.c.version_id == version.c.id) & certificate.c.revoked_at.is_(None))
        .join(
            metadata_certificate,
            (metadata_certificate.c.package_id == package.id) & metadata_certificate.c.revoked_at.is_(None),
        )
        .where(package.id.in_(list(map(id_of, datasets))), package.state == "active", package.private.is_(False),
               resource.state == "active")
        .order_by(package.name, resource.position)
    )  # fmt: skip
    return tuple(Served(**row._mapping) for row in ckan_model.Session.execute(statement))
