"""Removes bytes for good and leaves a tombstone; bytes under another standing certificate stay."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing import outbox, revoke
from ckanext.govinnov.publishing.model import certificate, submission, version
from ckanext.govinnov.storage import storage


@dataclass(frozen=True, slots=True)
class Purged:
    """How many versions became tombstones, and the versions whose certificates keep the bytes (then they stay)."""

    versions: int
    kept_by: tuple[str, ...]

    @property
    def removed(self) -> bool:
        """Whether the bytes are gone."""
        return not self.kept_by


def purge_version(version_id: str, by: str, why: str) -> Purged | None:
    """Revoke a version and remove its bytes; None when there is no such version."""
    sha256 = ckan_model.Session.scalar(sa.select(version.c.sha256).where(version.c.id == version_id))
    if sha256 is None:
        return None
    revoke.revoke_version(version_id, by, why)
    return _purge(sha256, version.c.id == version_id, by, why)


def purge_bytes(sha256: str, by: str, why: str) -> Purged:
    """Remove bytes from every version and submission without a standing certificate."""
    return _purge(sha256, version.c.sha256 == sha256, by, why)


def _purge(sha256: str, which: sa.ColumnElement[bool], by: str, why: str) -> Purged:
    """Tombstones first, committed; then the bytes: a crash in between leaves bytes that nobody can reach."""
    standing = sa.select(certificate.c.version_id).where(
        certificate.c.sha256 == sha256, certificate.c.revoked_at.is_(None)
    )
    kept_by = tuple(ckan_model.Session.scalars(standing))
    marked = ckan_model.Session.execute(
        sa.update(version)
        .where(which, version.c.id.not_in(kept_by), version.c.purged_at.is_(None))
        .values(purged_at=sa.func.now())
        .returning(version.c.resource_id)
    ).scalars().all()  # fmt: skip
    for resource_id in set(marked):
        outbox.put(outbox.WITHDRAW, resource_id)
    if not kept_by:
        _discard_submissions(sha256, by, why)
    ckan_model.Session.commit()
    if not kept_by:
        storage().remove(sha256)
    return Purged(len(marked), kept_by)


def _discard_submissions(sha256: str, by: str, why: str) -> None:
    waits = submission.c.state.in_(["pending", "quarantined", "failed"])
    ckan_model.Session.execute(
        sa.update(submission)
        .where(submission.c.sha256 == sha256, waits)
        .values(state="discarded", decided_at=sa.func.now(), decided_by=by, decided_why=why)
    )
