"""Which steward saw what is private, and when: kept before it is shown, and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert

from govinnov.trace.store.kept import VIEWING
from govinnov.trace.store.taking import fetch


class Viewing(NamedTuple):
    """Somebody saw something; ``reason`` is empty where none is asked for, as it is for originals."""

    at: datetime
    steward: str
    page: str
    subject: str
    reason: str


def viewed(db: Connection, steward: str, page: str, subject: str, at: datetime) -> None:
    """Keep that a steward is about to see something.

    Raises:
        ValueError: Nobody is named.
    """
    if not steward.strip():
        raise ValueError("private data are seen by a named steward")
    db.execute(insert(VIEWING).values(known_from=at, steward=steward, page=page, subject=subject))


def viewings(db: Connection, most: int) -> list[Viewing]:
    """Who saw what, and who read which original and why; the newest first."""
    return [Viewing(*row) for row in fetch(db, _VIEWINGS, most=most)]


def readings(db: Connection, document: str, most: int) -> list[Viewing]:
    """Who read one file as it came, and why; the newest first."""
    query = f"{_READINGS} WHERE document = :document {_NEWEST}"
    return [Viewing(*row) for row in fetch(db, query, document=document, most=most)]


_READINGS = "SELECT known_from, steward, 'original', document, reason FROM trace_private.reading"
_NEWEST = "ORDER BY 1 DESC, 3, 4 LIMIT :most"
_VIEWINGS = f"""
    SELECT known_from, steward, page, subject, '' FROM trace_private.viewing
    UNION ALL {_READINGS} {_NEWEST}"""
