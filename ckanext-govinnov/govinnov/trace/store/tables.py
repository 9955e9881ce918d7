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
    DateTime,
    Index,
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


def name(called: str, **options: Any) -> Column[str]:
    """A text that is never missing; empty where there is none."""
    return Column(called, _NAME, nullable=False, **options)


def known_from() -> Column[Any]:
    """Since when it is known."""
    return Column("known_from", DateTime(timezone=True), nullable=False)


def known_to() -> Column[Any]:
    """Until when it counted."""
    return Column("known_to", DateTime(timezone=True))


def number(called: str, **options: Any) -> Column[int]:
    """A number made of a natural key."""
    return Column(called, BigInteger, nullable=False, autoincrement=False, **options)


#: A file that was taken; what it said, byte by byte, is private (`privately.BYTES`).
DOCUMENT = Table("document", METADATA, name("sha256", primary_key=True), name("format"), name("source"), known_from())

#: One content: its key, its canonical JSON, and when it happened (UTC, ISO 8601).
EVENT = Table(
    "event",
    METADATA,
    number("id", primary_key=True),
    name("key"),
    name("content"),
    name("at"),
    Index("ix_event_at", "at"),
)

#: Somebody reported a content, under an event id or none (an empty text). One writer at a time tells what is there
#: already (`taking.take`): a key of all columns would be as large as the table.
REPORT = Table(
    "report",
    METADATA,
    number("event"),
    name("event_id"),
    name("hash"),
    known_from(),
    name("document"),
    Index("ix_report_of", "event", "event_id"),
    Index("ix_report_event_id", "event_id", postgresql_where=text("event_id <> ''")),
    Index("ix_report_hash", "hash"),
    Index("ix_report_known", "known_from", "event"),
)

#: What no longer stands: the reports of an event id, a hash, or a content key.
VOID = Table("void", METADATA, name("by"), name("name"), known_from(), PrimaryKeyConstraint("by", "name", "known_from"))

#: Ids of corrective events that declarations name.
CORRECTIVE = Table(
    "corrective", METADATA, name("event_id"), known_from(), PrimaryKeyConstraint("event_id", "known_from")
)

#: An event id that came with more than one content: both are followed until a steward decides.
CONFLICT = Table("conflict", METADATA, name("event_id", primary_key=True), known_from())

PARTY = Table("party", METADATA, name("id", primary_key=True))

#: A lot in one party's hands: a node.
HOLDING = Table(
    "holding",
    METADATA,
    number("id", primary_key=True),
    name("lot"),
    name("party"),
    Index("ix_holding_lot", "lot"),
    Index("ix_holding_of", "party"),
)

#: Another name of a lot: the farm's signs of a mark.
ALIAS = Table("alias", METADATA, name("name"), name("lot"), PrimaryKeyConstraint("name", "lot"))

#: One holding became another: ``quantity`` of the source, ``made`` of the target.
#: ``packed``: it moved with what it was packed in. Its indexes cover nothing: every question wants the amounts, which
#: lie in the row, and PostgreSQL keeps a key that comes often once (140 B an edge, 236 where they cover).
EDGE = Table(
    "edge",
    METADATA,
    number("event"),
    number("src"),
    number("dst"),
    Column("make", Boolean, nullable=False),
    Column("packed", Boolean, nullable=False),
    Column("quantity", Numeric),
    Column("unit", _NAME),
    Column("made", Numeric),
    Column("made_unit", _NAME),
    known_from(),
    known_to(),
    Index("ix_edge_of", "event"),
    Index("ix_edge_from", "src", postgresql_where=_STILL),
    Index("ix_edge_into", "dst", postgresql_where=_STILL),
    Index("ix_edge_past", "src", postgresql_where=_ENDED),
    Index("ix_edge_past_dst", "dst", postgresql_where=_ENDED),
)

#: An event without edges names a holding; ``seen``: it says that the lot was there.
MENTION = Table(
    "mention",
    METADATA,
    number("event"),
    number("holding"),
    Column("seen", Boolean, nullable=False),
    PrimaryKeyConstraint("event", "holding", "seen"),
    Index("ix_mention_holding", "holding"),
)

#: What an event says of packing; without a child, of all that is in the parent.
PACKING = Table(
    "packing",
    METADATA,
    number("event"),
    name("parent"),
    name("child"),
    PrimaryKeyConstraint("event", "child"),
    Index("ix_packing_parent", "parent"),
    Index("ix_packing_child", "child"),
)

#: A child was in a parent from one moment until another (UTC, ISO 8601; empty: it still is).
CONTAINMENT = Table(
    "containment",
    METADATA,
    name("parent"),
    name("child"),
    name("since"),
    name("until"),
    known_from(),
    known_to(),
    Index("ix_containment_parent", "parent", "child"),
    Index("ix_containment_child", "child"),
)
