"""Submissions: bytes that somebody handed in. Written on a connection of their own, so that a refusal loses nothing."""

from __future__ import annotations

import json
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing import report
from ckanext.govinnov.publishing.model import new_id, submission
from ckanext.govinnov.storage import Kept
from govinnov import gate


def receive(kept: Kept, filename: str, **facts: Any) -> str:
    """Write down that bytes came in; a retry of the same bytes for the same resource gets the same submission.

    The resource of a source that has no id yet is known by its dataset and name.

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


def judge_again(submission_id: str) -> None:
    """Let a submission that is held wait for its judgement again, in the caller's transaction; its decisions stay."""
    held = submission.c.state == "quarantined"
    ckan_model.Session.execute(
        sa.update(submission).where(submission.c.id == submission_id, held).values(state="pending", report=None)
    )


def payload_of(package: dict[str, Any]) -> dict[str, Any]:
    """What is needed to publish a held file later: the package dict as it came, without its files."""
    resources = [{key: value for key, value in resource.items() if key != "upload"} if isinstance(resource, dict)
                 else resource for resource in package.get("resources") or []]  # fmt: skip
    return json.loads(json.dumps({**package, "resources": resources}, default=str))


def remember(ids: dict[int, str], payload: dict[str, Any]) -> None:
    """Keep with each submission of one write what it was to become; ``ids`` by the position of their resource."""
    by_position = {str(position): submission_id for position, submission_id in ids.items()}
    with ckan_model.meta.engine.begin() as connection:
        for position, submission_id in ids.items():
            kept = {"package": payload, "position": position, "submissions": by_position}
            connection.execute(sa.update(submission).where(submission.c.id == submission_id).values(payload=kept))


def close(submission_id: str, state: str, by: str, why: str | None) -> None:
    """End a submission as ``discarded`` or ``failed``, in the caller's transaction."""
    ckan_model.Session.execute(_update(submission_id, state=state, decided_by=by, decided_why=why))


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


def waiting(package_id: str, sha256: str, resource_id: str | None, name: str | None) -> sa.Row[Any] | None:
    """The pending submission of the same bytes for the same resource; a new resource is known by its name."""
    same = submission.c.resource_id == resource_id if resource_id else submission.c.resource_name == name
    statement = sa.select(submission).where(
        submission.c.package_id == package_id, submission.c.sha256 == sha256, submission.c.state == "pending",
        submission.c.payload.has_key("resource"), same,
    )  # fmt: skip
    return ckan_model.Session.execute(statement).first()


def count(state: str) -> int:
    """How many submissions are in a state."""
    statement = sa.select(sa.func.count()).select_from(submission).where(submission.c.state == state)
    return int(ckan_model.Session.execute(statement).scalar_one())


def _same(connection: sa.Connection, sha256: str, facts: dict[str, Any]) -> str | None:
    place = ("resource_id",) if facts.get("resource_id") else ("source", "package_id", "resource_name")
    if not all(facts.get(name) for name in place):
        return None
    statement = sa.select(submission.c.id).where(
        submission.c.sha256 == sha256,
        *(submission.c[name] == facts[name] for name in place),
        submission.c.state.in_(["pending", "quarantined"]),
    )
    return connection.execute(statement).scalar()


def _update(submission_id: str, **values: Any) -> sa.Update:
    return sa.update(submission).where(submission.c.id == submission_id).values(decided_at=sa.func.now(), **values)
