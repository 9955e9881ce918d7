"""The tables of harvesting; the catalog's migration creates them from ``METADATA``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect


class UtcTime(TypeDecorator[datetime]):
    """A time in UTC that comes back with its zone from every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone: it was UTC."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


METADATA = MetaData()
_ID = BigInteger().with_variant(Integer, "sqlite")

SOURCES = Table(
    "govinnov_source",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("agency", Text),
    Column("options", JSON, nullable=False, default=dict),
    Column("schedule", Text),
    Column("allow_hosts", JSON, nullable=False, default=list),
    Column("approved", Boolean, nullable=False, default=False),
    Column("paused", Boolean, nullable=False, default=False),
    Column("bookmark", JSON),
    # Consecutive failed jobs, and until when no scheduled job begins (the circuit breaker).
    Column("failures", Integer, nullable=False, default=0),
    Column("not_before", UtcTime),
    Column("created_at", UtcTime, nullable=False, default=lambda: datetime.now(UTC)),
)

JOBS = Table(
    "govinnov_job",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("source", Text, ForeignKey("govinnov_source.name", ondelete="CASCADE"), nullable=False),
    Column("state", Text, nullable=False),
    Column("dry", Boolean, nullable=False, default=False),
    Column("partial", Boolean, nullable=False, default=False),
    # The fencing token grows with each worker that takes the job; the lease is in seconds since 1970, UTC.
    Column("token", Integer, nullable=False, default=1),
    Column("lease_until", Float, nullable=False),
    Column("counts", JSON, nullable=False, default=dict),
    Column("problems", JSON, nullable=False, default=list),
    Column("bookmark", JSON),
    Column("approved_by", Text),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Index("ix_govinnov_job_source", "source", "id"),
)

RECORDS = Table(
    "govinnov_record",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("source", Text, ForeignKey("govinnov_source.name", ondelete="CASCADE"), nullable=False),
    # As the source writes it, and the form under which ids are one (case, normal form).
    Column("remote_id", Text, nullable=False),
    Column("remote_key", Text, nullable=False),
    Column("dataset_id", Text, nullable=False),
    Column("state", Text, nullable=False, default="new"),
    Column("title", Text, nullable=False, default=""),
    Column("agency", Text),
    Column("url", Text),
    # What the source said at the last hand-over, and what it says now (``entry`` only while it waits).
    Column("marker", Text),
    Column("new_marker", Text),
    Column("entry", JSON),
    Column("hash", Text),
    Column("fingerprint", Text),
    Column("seen_job", _ID),
    Column("plan", Text),
    Column("plan_job", _ID),
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", JSON),
    Column("missing_since", UtcTime),
    Column("delivered_at", UtcTime),
    UniqueConstraint("source", "remote_key", name="uq_govinnov_record"),
    Index("ix_govinnov_record_plan", "source", "plan", "id"),
    Index("ix_govinnov_record_title", "agency", "title"),
    Index("ix_govinnov_record_url", "url"),
    Index("ix_govinnov_record_dataset", "dataset_id"),
)

PROPOSALS = Table(
    "govinnov_proposal",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    # ``rename``: the new record is the old one under a new id; ``merge``: two sources claim one dataset.
    Column("kind", Text, nullable=False),
    Column("source", Text, ForeignKey("govinnov_source.name", ondelete="CASCADE"), nullable=False),
    Column("job", _ID, nullable=False),
    Column("record", _ID, nullable=False),
    Column("other", _ID, nullable=False),
    Column("state", Text, nullable=False, default="open"),
    Column("decided_by", Text),
    UniqueConstraint("record", "other", name="uq_govinnov_proposal"),
)

QUOTAS = Table(
    "govinnov_quota",
    METADATA,
    Column("source", Text, ForeignKey("govinnov_source.name", ondelete="CASCADE"), primary_key=True),
    Column("day", Text, primary_key=True),
    Column("used", Integer, nullable=False, default=0),
)

# What went wrong with a record in a job: a fact of that job, whatever later jobs do with the record.
ERRORS = Table(
    "govinnov_job_error",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("job", _ID, ForeignKey("govinnov_job.id", ondelete="CASCADE"), nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("problem", JSON, nullable=False),
    Index("ix_govinnov_job_error_job", "job", "id"),
)

# A part of a long list that any worker may hand over while its lease lasts (seconds since 1970, UTC; 0: nobody's).
SHARES = Table(
    "govinnov_share",
    METADATA,
    Column("job", _ID, ForeignKey("govinnov_job.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    # Numbers of records; without an end it holds all that follow.
    Column("first", _ID, primary_key=True, autoincrement=False),
    Column("until", _ID),
    Column("lease_until", Float, nullable=False, default=0.0),
)

# What a steward must hear of: one row for each job that was held or failed, until it was sent.
NOTICES = Table(
    "govinnov_harvest_notice",
    METADATA,
    Column("job", _ID, ForeignKey("govinnov_job.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("not_before", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("sent_at", UtcTime),
)
