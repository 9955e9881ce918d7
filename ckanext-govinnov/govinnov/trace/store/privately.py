"""What only stewards may read, in a schema in which the look-up's role has no rights."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Connection, Date, LargeBinary, PrimaryKeyConstraint, Table, insert, text
from sqlalchemy.dialects.postgresql import insert as upsert

from govinnov.trace.feeds.parties import Private, Pseudonyms
from govinnov.trace.store.staging import copy, line
from govinnov.trace.store.tables import METADATA, PRIVATE, known_from, name

#: Files as they were received, byte by byte, and until when they are kept.
BYTES = Table(
    "document",
    METADATA,
    name("sha256", primary_key=True),
    Column("bytes", LargeBinary),
    Column("keep_until", Date),
    schema=PRIVATE,
)

#: Which source of the harvest brought a file.
ORIGIN = Table("origin", METADATA, name("sha256", primary_key=True), name("source"), schema=PRIVATE)

#: What feeds tell of parties: owners, numbers, addresses, telephones.
PARTY = Table(
    "party",
    METADATA,
    name("party"),
    name("field"),
    name("value"),
    known_from(),
    name("document"),
    PrimaryKeyConstraint("party", "field", "value"),
    schema=PRIVATE,
)

#: The key of the names that parties have for programs.
SECRET = Table("secret", METADATA, Column("key", LargeBinary, nullable=False), schema=PRIVATE)

#: Which steward read what, when and why.
READING = Table("reading", METADATA, known_from(), name("steward"), name("reason"), name("document"), schema=PRIVATE)

#: Days for which a file is kept as it came: five years, as long as trade books are.
KEPT_DAYS = 5 * 365


def names_of(db: Connection) -> Pseudonyms:
    """How parties are named here."""
    key = db.execute(text(f"SELECT key FROM {SECRET.fullname} LIMIT 1")).scalar()
    return Pseudonyms(bytes(key) if key else b"")


def keep_secret(db: Connection) -> None:
    """Make a key where there is none, unless parties already have names without one: these would be others."""
    used = db.execute(text(f"SELECT FROM {SECRET.fullname} UNION ALL SELECT FROM {PARTY.fullname} LIMIT 1")).first()
    if used is None:
        db.execute(insert(SECRET).values(key=secrets.token_bytes(32)))


def keep_bytes(db: Connection, sha256: str, raw: bytes, received: datetime) -> None:
    """Keep a file as it came, for as long as the law lets us."""
    until = received.date() + timedelta(days=KEPT_DAYS)
    row = {"sha256": sha256, "bytes": raw, "keep_until": until}
    db.execute(upsert(BYTES).values(row).on_conflict_do_nothing())


def keep_origin(db: Connection, sha256: str, source: str) -> None:
    """Keep which source brought a file; the first one stays."""
    db.execute(upsert(ORIGIN).values(sha256=sha256, source=source).on_conflict_do_nothing())


def forget(db: Connection, today: date) -> int:
    """Delete the files whose time has come; how many these were. What they said stays, as everybody may know it."""
    return db.execute(BYTES.delete().where(BYTES.c.keep_until < today)).rowcount


def read_bytes(db: Connection, sha256: str, steward: str, reason: str, at: datetime) -> bytes | None:
    """A file as it came, for a named steward who says why; that is kept before anything is read.

    Raises:
        ValueError: Nobody is named, or no reason is given.
    """
    if not steward.strip() or not reason.strip():
        raise ValueError("a steward reads a private file by name and with a reason")
    db.execute(insert(READING).values(known_from=at, steward=steward, reason=reason, document=sha256))
    found = db.execute(BYTES.select().where(BYTES.c.sha256 == sha256)).first()
    return bytes(found.bytes) if found else None


def keep_private(db: Connection, told: Iterable[Private], known: datetime, sha256: str) -> None:
    """Keep what a feed tells of parties; what is known is not kept twice."""
    rows = dict.fromkeys(line(*one, known.isoformat(), sha256) for one in told)
    if rows:
        db.execute(text(_STAGED))
        copy(db, "stage_private", rows)
        db.execute(text(_TAKEN))


_STAGED = f"CREATE TEMP TABLE IF NOT EXISTS stage_private (LIKE {PARTY.fullname}) ON COMMIT DROP"
_TAKEN = f"INSERT INTO {PARTY.fullname} SELECT * FROM stage_private ON CONFLICT DO NOTHING"
