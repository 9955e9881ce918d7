"""What is worked out of the store in the background, and kept until the next time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Float, Identity, Integer, Table

from govinnov.trace.store.tables import METADATA, PRIVATE, known_from, name

#: A run of all checks.
RUN = Table(
    "check_run",
    METADATA,
    Column("id", BigInteger, Identity(), primary_key=True),
    known_from(),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("records", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    schema=PRIVATE,
)

#: ``at`` is when the newest report about it came, and ``source`` who brought that.
FOUND = Table(
    "check_finding",
    METADATA,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    name("code"),
    name("value"),
    name("message_ko"),
    name("message_en"),
    name("party"),
    name("source"),
    Column("at", DateTime(timezone=True)),
    schema=PRIVATE,
)

SCORE = Table(
    "check_score",
    METADATA,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    name("party", primary_key=True),
    Column("same_counts", Float, nullable=False),
    Column("same_split", Float, nullable=False),
    Column("round", Float, nullable=False),
    Column("whole", Float, nullable=False),
    schema=PRIVATE,
)
