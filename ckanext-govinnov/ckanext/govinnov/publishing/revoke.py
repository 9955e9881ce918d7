"""Takes certificates back: one transaction for what is served, then the index, then every copy."""

from __future__ import annotations

import datetime
import logging
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa
from ckan import logic

from ckanext.govinnov.publishing import history, indexing, judging, outbox, renditions, texts, versions
from ckanext.govinnov.publishing.indexing import DatasetPair
from ckanext.govinnov.publishing.model import certificate, metadata_certificate, version
from govinnov import gate

log = logging.getLogger(__name__)

#: Who revokes when no person does.
GATE = "gate"


def revoke_version(version_id: str, by: str, why: str) -> None:
    """Revoke a version's certificate; commit, then index.

    The last unrevoked earlier version becomes current again; without one the resource leaves its dataset. A version
    that is revoked already stays as it is.
    """
    row = _locked(version_id)
    revoked = _session().execute(
        sa.update(certificate)
        .where(certificate.c.version_id == version_id, certificate.c.revoked_at.is_(None))
        .values(revoked_at=sa.func.now(), revoked_by=by, revoked_why=why)
    )
    if not revoked.rowcount:
        ckan_model.repo.commit()
        return
    if row.is_current:
        _step_back(row)
    withdrawal = outbox.put(outbox.WITHDRAW, row.resource_id)
    _settle(row.package_id, by)
    _withdraw(row.resource_id, withdrawal)


def revoke_metadata(package_id: str, by: str, why: str) -> None:
    """Revoke the certificate of a dataset's words: it is private from then on; commit, then out of the index."""
    _session().execute(sa.select(ckan_model.Package.id).where(ckan_model.Package.id == package_id).with_for_update())
    _hold(package_id, by, why)
    _commit_and_index(package_id, None)


def withdrawn(package_id: str) -> list[sa.Row[Any]]:
    """The tombstones of a dataset: versions that are gone, newest first, without any of their words."""
    statement = (
        sa.select(version.c.resource_id, version.c.number, version.c.format, version.c.rows, version.c.sha256,
                  version.c.purged_at, certificate.c.revoked_at, certificate.c.revoked_why)
        .join(certificate, certificate.c.version_id == version.c.id)
        .where(version.c.package_id == package_id, certificate.c.revoked_at.is_not(None))
    )  # fmt: skip
    return list(_session().execute(statement.order_by(certificate.c.revoked_at.desc())))


def gone(package_id: str, resource_id: str, number: int | None = None) -> sa.Row[Any] | None:
    """The tombstone of a resource that has no version left, or of one of its versions; None when it is served."""
    if not versions.is_public(package_id) or (number is None and versions.current(resource_id)):
        return None
    found = (row for row in withdrawn(package_id) if row.resource_id == resource_id)
    return next((row for row in found if number in (None, row.number)), None)


def _locked(version_id: str) -> Any:
    """The version, with its dataset locked (if it is still there): no write may come between."""
    row = _session().execute(sa.select(version).where(version.c.id == version_id).with_for_update()).one()
    package = ckan_model.Package
    _session().execute(sa.select(package.id).where(package.id == row.package_id).with_for_update())
    return row


def _step_back(row: Any) -> None:
    """Let the last good version before be current again."""
    _session().execute(sa.update(version).where(version.c.id == row.id).values(is_current=False))
    resource = _session().get(ckan_model.Resource, row.resource_id)
    earlier = next((one for one in versions.history(row.resource_id) if one.number < row.number), None)
    if earlier is None:
        _leave(row.package_id, resource)
        return
    _session().execute(sa.update(version).where(version.c.id == earlier.id).values(is_current=True))
    outbox.put(outbox.RENDER, earlier.id)
    if resource is not None:
        resource.url, resource.hash, resource.size = earlier.filename, earlier.sha256, earlier.size


def _leave(package_id: str, resource: Any) -> None:
    """Take a resource out of its dataset; those behind it move up, as CKAN counts them."""
    if resource is None:
        return
    resource.state = "deleted"
    table = ckan_model.Resource
    behind = _session().query(table).filter(table.package_id == package_id, table.state == "active")
    for position, other in enumerate(behind.filter(table.id != resource.id).order_by(table.position)):
        other.position = position


def _settle(package_id: str, by: str) -> None:
    """Certify what the dataset says now, in the transaction that changed it; words that don't pass make it private."""
    _touch(package_id)
    _session().flush()
    _session().expire_all()
    pair = None
    if versions.is_public(package_id):
        pair = dictized(package_id)
        verdict = judging.words(texts.of(pair[0]) | texts.of(pair[1]))
        if isinstance(verdict, gate.AcceptedTexts):
            versions.certify_metadata(package_id, verdict)
        else:
            _hold(package_id, by, reasons(verdict.findings))
            pair = None
    _commit_and_index(package_id, pair)


def _hold(package_id: str, by: str, why: str) -> None:
    _session().execute(
        sa.update(metadata_certificate)
        .where(metadata_certificate.c.package_id == package_id, metadata_certificate.c.revoked_at.is_(None))
        .values(revoked_at=sa.func.now(), revoked_by=by, revoked_why=why)
    )
    package = _session().get(ckan_model.Package, package_id)
    if package is not None:
        package.private = True
    _touch(package_id)
    history.forget(package_id)


def _touch(package_id: str) -> None:
    """A newer time than the index has: until it is written, CKAN reads the dataset from the database."""
    package = _session().get(ckan_model.Package, package_id)
    if package is not None:
        package.metadata_modified = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def _commit_and_index(package_id: str, pair: DatasetPair | None) -> None:
    row = outbox.put(outbox.INDEX, package_id)
    _session().execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
    ckan_model.repo.commit()
    if pair is not None:
        indexing.update({}, pair, row)
        return
    logic.index_remove_package(package_id)
    outbox.done([row])


def _withdraw(resource_id: str, row: int) -> None:
    """Take the copies away now, however long the worker's queue is; what fails here stays in it."""
    try:
        renditions.withdraw(resource_id)
    except (sa.exc.SQLAlchemyError, OSError):
        _session().rollback()
        log.exception("copies of resource %s are left to the worker", resource_id)
        return
    outbox.done([row])


def reasons(findings: Any) -> str:
    """The rules behind a revocation by the gate: codes, never values."""
    return ", ".join(sorted({found.code for found in findings if found.severity == "error"}))


def dictized(package_id: str) -> DatasetPair:
    """A dataset as it is read and as it is validated, whoever asks."""
    context: Any = {"ignore_auth": True, "user": "", "model": ckan_model, "session": ckan_model.Session}
    return logic.package_show_default_and_custom_schemas(context, package_id)


def _session() -> Any:
    return ckan_model.Session
