"""Judges what is published again after a change of the rules; what holds no longer is revoked by the gate."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing import history, judging, outbox, revoke, texts, versions
from ckanext.govinnov.publishing.model import certificate, metadata_certificate, version
from ckanext.govinnov.publishing.model import outbox as outbox_table


def order() -> int:
    """Put everything into the outbox that was not yet screened under the rules in force; returns how much."""
    stale = certificate.c.screened_under != judging.rules()
    files = _put(outbox.RESCREEN, certificate.c.version_id, stale & certificate.c.revoked_at.is_(None))
    table = metadata_certificate
    words = _put(
        outbox.RESCREEN_TEXTS, table.c.package_id,
        (table.c.screened_under != judging.rules()) & table.c.revoked_at.is_(None),
    )  # fmt: skip
    ckan_model.Session.commit()
    return files + words


def version_again(version_id: str) -> None:
    """Judge a certified version again; an error finding that nobody let pass revokes it.

    Raises:
        OSError: Its bytes can't be read; the work is tried again, nothing is revoked for a disk that is away.
        StoppedError: The check was ended by its limits; the same holds.
    """
    row = _certified(version_id)
    if row is None:
        return
    ckan_model.Session.commit()  # judging takes its time: hold no snapshot meanwhile
    with tempfile.TemporaryDirectory(prefix="govinnov-gate-") as workdir:
        verdict = judging.again(row, Path(workdir))
    waived = {(waiver.code, waiver.field) for waiver in verdict.waivers}
    found = revoke.reasons(f for f in verdict.findings if (f.code, f.field) not in waived)
    if found:
        revoke.revoke_version(version_id, revoke.GATE, f"{verdict.rules_version}: {found}")
        return
    _screened(certificate, certificate.c.version_id == version_id)


def texts_again(package_id: str) -> None:
    """Judge a dataset's words again, and those that its history remembers."""
    if versions.metadata_of(package_id) is None:
        return
    history.rescreen(package_id)
    if versions.is_public(package_id):
        pair = revoke.dictized(package_id)
        verdict = judging.words(texts.of(pair[0]) | texts.of(pair[1]))
        found = revoke.reasons(verdict.findings)
        if found:
            revoke.revoke_metadata(package_id, revoke.GATE, f"{verdict.rules_version}: {found}")
            return
    _screened(metadata_certificate, metadata_certificate.c.package_id == package_id)


def _put(kind: str, key: sa.Column[Any], stale: Any) -> int:
    waits = sa.exists().where(outbox_table.c.kind == kind, outbox_table.c.key == key)
    chosen = sa.select(sa.literal(kind), key).where(stale, ~waits)
    return int(ckan_model.Session.execute(sa.insert(outbox_table).from_select(["kind", "key"], chosen)).rowcount)


def _certified(version_id: str) -> Any:
    statement = sa.select(version).join(certificate, certificate.c.version_id == version.c.id)
    found = statement.where(version.c.id == version_id, certificate.c.revoked_at.is_(None))
    return ckan_model.Session.execute(found).first()


def _screened(table: sa.Table, which: Any) -> None:
    ckan_model.Session.execute(sa.update(table).where(which).values(screened_under=judging.rules()))
    ckan_model.Session.commit()
