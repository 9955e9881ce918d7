"""Submissions: bytes that somebody handed in. Written on a connection of their own, so that a refusal loses nothing."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing import report
from ckanext.govinnov.publishing.model import new_id, submission
from ckanext.govinnov.storage import Kept
from govinnov import gate


def receive(kept: Kept, filename: str, **facts: Any) -> str:
    """Write down that bytes came in; a retry of the same bytes for the same resource gets the same submission.

    Args:
        kept: The bytes in the storage.
        filename: What the sender called them.
        facts: Further columns of the submission: ``package_id``, ``resource_id``, ``agency_id``, ``actor`` …

    Returns:
        The submission's id; its state is ``pending``.
    """
    with ckan_model.meta.engine.begin() as connection:
        known = _same(connection, kept.sha256, facts)
        if known:
            return known
        submission_id = new_id()
        connection.execute(sa.insert(submission).values(
            id=submission_id, state="pending", filename=filename, sha256=kept.sha256, size=kept.size, **facts
        ))  # fmt: skip
    return submission_id


def hold(submission_id: str, verdict: gate.Verdict) -> None:
    """Put a submission into quarantine with the gate's report; durable at once."""
    with ckan_model.meta.engine.begin() as connection:
        connection.execute(_update(submission_id, state="quarantined", report=report.of(verdict)))


def published(submission_id: str, package_id: str, resource_id: str) -> None:
    """Mark a submission as published, in the caller's transaction."""
    ckan_model.Session.execute(
        _update(submission_id, state="published", package_id=package_id, resource_id=resource_id, report=None)
    )


def get(submission_id: str) -> sa.Row[Any] | None:
    """One submission, whole."""
    return ckan_model.Session.execute(sa.select(submission).where(submission.c.id == submission_id)).first()


def listing(state: str | None = None, limit: int = 100, offset: int = 0) -> list[sa.Row[Any]]:
    """Submissions, newest first."""
    statement = sa.select(submission).order_by(submission.c.created_at.desc(), submission.c.id)
    if state:
        statement = statement.where(submission.c.state == state)
    return list(ckan_model.Session.execute(statement.limit(limit).offset(offset)))


def count(state: str) -> int:
    """How many submissions are in a state."""
    statement = sa.select(sa.func.count()).select_from(submission).where(submission.c.state == state)
    return int(ckan_model.Session.execute(statement).scalar_one())


def _same(connection: sa.Connection, sha256: str, facts: dict[str, Any]) -> str | None:
    place = facts.get("resource_id")
    if not place:
        return None
    statement = sa.select(submission.c.id).where(
        submission.c.sha256 == sha256,
        submission.c.resource_id == place,
        submission.c.state.in_(["pending", "quarantined"]),
    )
    return connection.execute(statement).scalar()


def _update(submission_id: str, **values: Any) -> sa.Update:
    return sa.update(submission).where(submission.c.id == submission_id).values(decided_at=sa.func.now(), **values)
