"""Versions of a resource and their certificates: written inside the caller's transaction, read by everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing import outbox, report
from ckanext.govinnov.publishing.model import certificate, metadata_certificate, new_id, version
from govinnov import gate

#: Values of ``url_type`` under which we hold a resource's data ourselves.
HELD_HERE = ("upload", "datastore", "tabledesigner")


def add(package_id: str, resource_id: str, verdict: gate.Verdict, submission_id: str | None) -> str:
    """Make the judged bytes the resource's current version; an accepted one is certified.

    A held one gets no certificate: that is allowed in private datasets alone, the database refuses a public one.

    Returns:
        The version's id.
    """
    number = _retire(resource_id)
    version_id = new_id()
    _session().execute(sa.insert(version).values(
        id=version_id, package_id=package_id, resource_id=resource_id, number=number + 1, is_current=True,
        submission_id=submission_id, **_facts(verdict),
    ))  # fmt: skip
    certify(version_id, resource_id, verdict)
    return version_id


def certify(version_id: str, resource_id: str, verdict: gate.Verdict) -> None:
    """Bind an accepted verdict to a version of the same bytes and order its renditions; a held one gets nothing."""
    if not isinstance(verdict, gate.Accepted):
        return
    _session().execute(sa.insert(certificate).values(
        id=new_id(), version_id=version_id, resource_id=resource_id, sha256=verdict.sha256,
        rules_version=verdict.rules_version, screened_under=verdict.rules_version,
    ))  # fmt: skip
    outbox.put(outbox.RENDER, version_id)


def certify_metadata(package_id: str, verdict: gate.AcceptedTexts) -> None:
    """Write that the dataset's texts passed, in the very transaction that changes them."""
    certify_metadata_of({package_id: verdict})


def certify_metadata_of(verdicts: Mapping[str, gate.AcceptedTexts]) -> None:
    """Write that the texts of many datasets passed, in the very transaction that changes them."""
    if not verdicts:
        return
    statement = sa.dialects.postgresql.insert(metadata_certificate).values(
        [_metadata_facts(package_id, verdict) for package_id, verdict in verdicts.items()]
    )
    refreshed = {name: statement.excluded[name] for name in _METADATA_FACTS}
    withdrawn = dict.fromkeys(("revoked_at", "revoked_by", "revoked_why"))
    _session().execute(statement.on_conflict_do_update(index_elements=["package_id"], set_={**refreshed, **withdrawn}))


def _metadata_facts(package_id: str, verdict: gate.AcceptedTexts) -> dict[str, Any]:
    return {
        "package_id": package_id,
        "xact": sa.text("pg_current_xact_id()::text"),
        "texts_sha256": verdict.sha256,
        "rules_version": verdict.rules_version,
        "screened_under": verdict.rules_version,
        "issued_at": sa.func.now(),
    }


_METADATA_FACTS = ("xact", "texts_sha256", "rules_version", "screened_under", "issued_at")


def current(resource_id: str) -> sa.Row[Any] | None:
    """The version that is served: the current one, while its certificate stands or its dataset is not public."""
    row = latest(resource_id)
    if row is None or row.purged_at is not None:
        return None
    return row if row.certificate_id or not is_public(row.package_id) else None


def latest(resource_id: str) -> sa.Row[Any] | None:
    """The current version whether certified or not: what the bytes of the resource are, not whether they are served."""
    statement = _WITH_CERTIFICATE.where(version.c.resource_id == resource_id, version.c.is_current)
    return _session().execute(statement).first()


def history(resource_id: str) -> list[sa.Row[Any]]:
    """Every version with a standing certificate, newest first."""
    statement = _WITH_CERTIFICATE.where(
        version.c.resource_id == resource_id, certificate.c.id.is_not(None), version.c.purged_at.is_(None)
    )
    return list(_session().execute(statement.order_by(version.c.number.desc())))


def uncertified(package_id: str) -> list[sa.Row[Any]]:
    """Current versions of a dataset's uploaded resources that no standing certificate covers."""
    resource = ckan_model.Resource
    statement = (
        sa.select(resource.id, resource.position, version.c.id.label("version_id"), version.c.sha256,
                  version.c.package_id, version.c.filename, version.c.schema, version.c.report, version.c.waivers)
        .outerjoin(version, (version.c.resource_id == resource.id) & version.c.is_current)
        .outerjoin(certificate, (certificate.c.version_id == version.c.id) & certificate.c.revoked_at.is_(None))
        .where(resource.package_id == package_id, resource.state == "active", resource.url_type.in_(HELD_HERE),
               certificate.c.id.is_(None))
        .order_by(resource.position)
    )  # fmt: skip
    return list(_session().execute(statement))


def metadata_of(package_id: str) -> sa.Row[Any] | None:
    """The standing metadata certificate of a dataset."""
    table = metadata_certificate
    return (
        _session()
        .execute(sa.select(table).where(table.c.package_id == package_id, table.c.revoked_at.is_(None)))
        .first()
    )


def are_words_revoked(package_id: str) -> bool:
    """Say whether the certificate of a dataset's words was taken back."""
    table = metadata_certificate
    statement = sa.select(table.c.revoked_at).where(table.c.package_id == package_id)
    return _session().scalar(statement) is not None


def is_public(package_id: str) -> bool:
    """Say whether an anonymous user could see the dataset: active and not private."""
    package = ckan_model.Session.get(ckan_model.Package, package_id)
    return bool(package and package.state == "active" and not package.private)


_WITH_CERTIFICATE = sa.select(
    version,
    certificate.c.id.label("certificate_id"),
    certificate.c.issued_at,
).outerjoin(certificate, (certificate.c.version_id == version.c.id) & certificate.c.revoked_at.is_(None))


def _retire(resource_id: str) -> int:
    """Take the crown from the current version; returns the highest number given so far."""
    _session().execute(
        sa.update(version).where(version.c.resource_id == resource_id, version.c.is_current).values(is_current=False)
    )
    highest = sa.select(sa.func.coalesce(sa.func.max(version.c.number), 0))
    return int(_session().execute(highest.where(version.c.resource_id == resource_id)).scalar_one())


def _facts(verdict: gate.Verdict) -> dict[str, Any]:
    return {
        "sha256": verdict.sha256,
        "size": verdict.size,
        "filename": verdict.name,
        "format": verdict.format,
        "encoding": verdict.encoding,
        "rows": verdict.rows,
        "fields": list(verdict.fields),
        "schema": verdict.schema,
        "schema_sha256": verdict.schema_sha256,
        "rules_version": verdict.rules_version,
        "report": report.of(verdict),
        "waivers": [asdict(waiver) for waiver in verdict.waivers],
    }


def _session() -> Any:
    return ckan_model.Session
