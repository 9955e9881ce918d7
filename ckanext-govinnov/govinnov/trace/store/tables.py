"""The tables of the store. Rows are only added; the one thing that is ever changed is ``known_to``.

``known_from`` is when we got to know something and ``known_to`` when it ceased to count; without it, it still counts.
A row whose two times are equal never counted. Texts compare by code point, as Python's do.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Index,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

SCHEMA, PRIVATE = "trace", "trace_private"
#: The role that look-ups take on where it exists: it reads the trace, and nothing private.
READER = "trace_reader"
METADATA = MetaData(schema=SCHEMA)
_NAME = Text(collation="C")
_STILL = text("known_to IS NULL")
_ENDED = text("known_to IS NOT NULL")


def _name(name: str, **options: Any) -> Column[str]:
    return Column(name, _NAME, nullable=False, **options)


def _known_from() -> Column[Any]:
    return Column("known_from", DateTime(timezone=True), nullable=False)


def _known_to() -> Column[Any]:
    return Column("known_to", DateTime(timezone=True))


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, BigInteger, nullable=False, autoincrement=False, **options)


#: A file that was taken; what it said, byte by byte, is private.
DOCUMENT = Table(
    "document", METADATA, _name("sha256", primary_key=True), _name("format"), _name("source"), _known_from()
)
BYTES = Table("document", METADATA, _name("sha256", primary_key=True), Column("bytes", LargeBinary), schema=PRIVATE)

#: One content: its key, its canonical JSON, and when it happened (UTC, ISO 8601).
EVENT = Table("event", METADATA, _number("id", primary_key=True), _name("key"), _name("content"), _name("at"))

#: Somebody reported a content, under an event id or none (an empty text).
REPORT = Table(
    "report",
    METADATA,
    _number("event"),
    _name("event_id"),
    _name("hash"),
    _known_from(),
    _name("document"),
    PrimaryKeyConstraint("event", "event_id", "hash", "known_from"),
    Index("ix_report_event_id", "event_id", postgresql_where=text("event_id <> ''")),
    Index("ix_report_hash", "hash"),
)

#: What no longer stands: the reports of an event id, a hash, or a content key.
VOID = Table(
    "void", METADATA, _name("by"), _name("name"), _known_from(), PrimaryKeyConstraint("by", "name", "known_from")
)

#: Ids of corrective events that declarations name.
CORRECTIVE = Table(
    "corrective", METADATA, _name("event_id"), _known_from(), PrimaryKeyConstraint("event_id", "known_from")
)

#: An event id that came with more than one content: both are followed until a steward decides.
CONFLICT = Table("conflict", METADATA, _name("event_id", primary_key=True), _known_from())

PARTY = Table("party", METADATA, _name("id", primary_key=True))

#: A lot in one party's hands: a node.
HOLDING = Table(
    "holding",
    METADATA,
    _number("id", primary_key=True),
    _name("lot"),
    _name("party"),
    Index("ix_holding_lot", "lot"),
    Index("ix_holding_party", "party", "lot"),
)

#: Another name of a lot: the farm's signs of a mark.
ALIAS = Table("alias", METADATA, _name("name"), _name("lot"), PrimaryKeyConstraint("name", "lot"))

_COVERED = ["event"]

#: One holding became another: ``quantity`` of the source, ``made`` of the target.
#: ``packed``: it moved with what it was packed in.
EDGE = Table(
    "edge",
    METADATA,
    _number("event"),
    _number("src"),
    _number("dst"),
    Column("make", Boolean, nullable=False),
    Column("packed", Boolean, nullable=False),
    Column("quantity", Numeric),
    Column("unit", _NAME),
    Column("made", Numeric),
    Column("made_unit", _NAME),
    _known_from(),
    _known_to(),
    Index("ix_edge_event", "event", "src", "dst"),
    Index("ix_edge_src", "src", "dst", postgresql_include=_COVERED, postgresql_where=_STILL),
    Index("ix_edge_dst", "dst", "src", postgresql_include=_COVERED, postgresql_where=_STILL),
    Index("ix_edge_past", "src", postgresql_where=_ENDED),
    Index("ix_edge_past_dst", "dst", postgresql_where=_ENDED),
)

#: An event without edges names a holding; ``seen``: it says that the lot was there.
MENTION = Table(
    "mention",
    METADATA,
    _number("event"),
    _number("holding"),
    Column("seen", Boolean, nullable=False),
    PrimaryKeyConstraint("event", "holding", "seen"),
    Index("ix_mention_holding", "holding"),
)

#: What an event says of packing; without a child, of all that is in the parent.
PACKING = Table(
    "packing",
    METADATA,
    _number("event"),
    _name("parent"),
    _name("child"),
    PrimaryKeyConstraint("event", "child"),
    Index("ix_packing_parent", "parent"),
    Index("ix_packing_child", "child"),
)

#: A child was in a parent from one moment until another (UTC, ISO 8601; empty: it still is).
CONTAINMENT = Table(
    "containment",
    METADATA,
    _name("parent"),
    _name("child"),
    _name("since"),
    _name("until"),
    _known_from(),
    _known_to(),
    Index("ix_containment_parent", "parent", "child"),
    Index("ix_containment_child", "child"),
)


def make(db: Connection) -> None:
    """Make the schemas and tables that are missing; nobody but their owner reads the private one."""
    for schema in (SCHEMA, PRIVATE):
        db.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        db.execute(text(f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"))
    METADATA.create_all(db)
    if has_reader(db):
        db.execute(text(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}"))
        db.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}"))


def has_reader(db: Connection) -> bool:
    """Whether there is a role for look-ups that this connection may take on."""
    query = "SELECT FROM pg_roles WHERE rolname = :name AND pg_has_role(current_user, oid, 'member')"
    return db.execute(text(query), {"name": READER}).first() is not None


def is_made(db: Connection) -> bool:
    """Whether the tables are there, and their reader may read them."""
    if db.execute(text(f"SELECT to_regclass('{SCHEMA}.containment')")).scalar() is None:
        return False
    may = text("SELECT has_table_privilege(:name, :table, 'select')")
    return not has_reader(db) or bool(db.execute(may, {"name": READER, "table": f"{SCHEMA}.containment"}).scalar())
