"""What the EPCIS interface needs of the store: whose events are whose, and declarations as they were sent.

Nothing of it is the public's: all of it lies in the private schema, which the look-up's role can't read.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, PrimaryKeyConstraint, Table, true

from govinnov.trace.store.tables import METADATA, PRIVATE, known_from, name, number

#: What came of one delivery; ``errors`` is JSON, ``owner`` the user whose token it came with.
JOB = Table(
    "job",
    METADATA,
    name("id", primary_key=True),
    name("owner"),
    name("behaviour"),
    Column("success", Boolean, nullable=False),
    name("errors"),
    name("document"),
    known_from(),
    Column("finished", DateTime(timezone=True), nullable=False),
    Index("ix_job_known", "known_from", "id"),
    schema=PRIVATE,
)

#: Who captured an event through the interface; ``first``: nobody had reported it before, so that he may declare it
#: an error. Who is named in an event reads it whole, and could send it again.
CAPTURED = Table(
    "captured",
    METADATA,
    name("owner"),
    number("event"),
    name("event_id"),
    Column("first", Boolean, nullable=False, server_default=true()),
    PrimaryKeyConstraint("owner", "event", "event_id"),
    schema=PRIVATE,
)

#: Which GLNs an event names as source or destination.
NAMED = Table("named", METADATA, number("event"), name("party"), PrimaryKeyConstraint("party", "event"), schema=PRIVATE)

#: Lots that an event names, and that neither its edges nor its packing nor its mentions tell.
ASIDE = Table("aside", METADATA, number("event"), name("lot"), PrimaryKeyConstraint("lot", "event"), schema=PRIVATE)

#: A declaration of an error: the event that it repeats, and what it says (``declared``, canonical JSON; ``mark`` is
#: its sha256), and the GLNs that it names, divided by spaces. The state needs only what it voids.
DECLARATION = Table(
    "declaration",
    METADATA,
    number("event"),
    name("event_id"),
    name("mark"),
    name("hash"),
    name("key"),
    name("content"),
    name("at"),
    name("declared"),
    name("parties"),
    known_from(),
    PrimaryKeyConstraint("event", "event_id", "mark"),
    schema=PRIVATE,
)
