"""What named persons decided about submissions: rows that are only ever added."""

from __future__ import annotations

from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing.judging import Decided
from ckanext.govinnov.publishing.model import decision
from govinnov import gate

CONFIRM, WAIVE, DISPUTE, REJECT, DISCARD, PUBLISH = "confirm", "waive", "dispute", "reject", "discard", "publish"
KINDS = (CONFIRM, WAIVE, DISPUTE, REJECT, DISCARD, PUBLISH)


def record(submission_id: str, kind: str, person: str, **said: Any) -> None:
    """Write one decision in the caller's transaction; ``said`` are ``code``, ``field`` and ``reason``."""
    ckan_model.Session.execute(
        sa.insert(decision).values(submission_id=submission_id, decision=kind, person=person, **said)
    )


def of(submission_id: str) -> list[sa.Row[Any]]:
    """Every decision about a submission, oldest first."""
    statement = sa.select(decision).where(decision.c.submission_id == submission_id)
    return list(ckan_model.Session.execute(statement.order_by(decision.c.created_at, decision.c.id)))


def decided(submission_id: str) -> Decided:
    """The decisions as the gate takes them."""
    rows = of(submission_id)
    confirmed: dict[str, list[str]] = {}
    for row in rows:
        if row.decision == CONFIRM:
            confirmed.setdefault(row.field, []).append(row.code)
    waived = [gate.Waiver(row.code, row.field, (row.person,), row.reason) for row in rows if row.decision == WAIVE]
    return Decided(None, confirmed, (*waived, *_settled_disputes(rows)))


def disputed(rows: list[sa.Row[Any]]) -> dict[tuple[str, str | None], dict[str, str]]:
    """Open disputes by code and column: who said so, with which reason. A rejection closes one."""
    found: dict[tuple[str, str | None], dict[str, str]] = {}
    for row in rows:
        if row.decision == DISPUTE:
            found.setdefault((row.code, row.field), {}).setdefault(row.person, row.reason)
        elif row.decision == REJECT:
            found.pop((row.code, row.field), None)
    return found


def _settled_disputes(rows: list[sa.Row[Any]]) -> list[gate.Waiver]:
    """A personal-data finding is let pass by two persons; one alone changes nothing."""
    return [
        gate.Waiver(code, field, tuple(said), " / ".join(said.values()))
        for (code, field), said in disputed(rows).items()
        if len(said) > 1
    ]
