"""The tables of publishing; SQLAlchemy Core on CKAN's own session, created by the migration."""

from __future__ import annotations

import datetime
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

metadata = sa.MetaData()


def new_id() -> str:
    """A random identifier, 36 characters."""
    return str(uuid.uuid4())


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text, primary_key=True, default=new_id)


def _now(name: str) -> sa.Column[datetime.datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now())


#: The bytes of one resource under one schema and one set of rules. Held versions carry no certificate.
version = sa.Table(
    "govinnov_version",
    metadata,
    _id(),
    sa.Column("package_id", sa.Text, nullable=False, index=True),
    sa.Column("resource_id", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("is_current", sa.Boolean, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("filename", sa.Text, nullable=False),
    sa.Column("format", sa.Text),
    sa.Column("encoding", sa.Text),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("fields", JSONB, nullable=False),
    sa.Column("schema", JSONB),
    sa.Column("schema_sha256", sa.Text),
    sa.Column("rules_version", sa.Text, nullable=False),
    sa.Column("report", JSONB, nullable=False),
    sa.Column("waivers", JSONB, nullable=False, server_default="[]"),
    sa.Column("submission_id", sa.Text),
    _now("created_at"),
    sa.Column("purged_at", sa.DateTime(timezone=True)),
    sa.UniqueConstraint("resource_id", "number"),
    sa.Index("govinnov_version_current", "resource_id", unique=True, postgresql_where=sa.text("is_current")),
)

#: The gate's word that a version passed; it names the resource, so the same bytes in two resources need two.
#: ``rules_version`` issued it; ``screened_under`` is the latest one under which it still held.
certificate = sa.Table(
    "govinnov_certificate",
    metadata,
    _id(),
    sa.Column("version_id", sa.Text, sa.ForeignKey(version.c.id, ondelete="CASCADE"), nullable=False, unique=True),
    sa.Column("resource_id", sa.Text, nullable=False, index=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("rules_version", sa.Text, nullable=False),
    sa.Column("screened_under", sa.Text, nullable=False, index=True),
    _now("issued_at"),
    sa.Column("revoked_at", sa.DateTime(timezone=True)),
    sa.Column("revoked_by", sa.Text),
    sa.Column("revoked_why", sa.Text),
)

#: The same for a dataset's texts; ``xact`` is the transaction that changed them, which the trigger compares.
metadata_certificate = sa.Table(
    "govinnov_metadata_certificate",
    metadata,
    sa.Column("package_id", sa.Text, primary_key=True),
    sa.Column("xact", sa.Text, nullable=False),
    sa.Column("texts_sha256", sa.Text, nullable=False),
    sa.Column("rules_version", sa.Text, nullable=False),
    sa.Column("screened_under", sa.Text, nullable=False, index=True),
    _now("issued_at"),
    sa.Column("revoked_at", sa.DateTime(timezone=True)),
    sa.Column("revoked_by", sa.Text),
    sa.Column("revoked_why", sa.Text),
)

#: Bytes that somebody handed in, whatever became of them. Never public.
submission = sa.Table(
    "govinnov_submission",
    metadata,
    _id(),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("package_id", sa.Text, index=True),
    sa.Column("resource_id", sa.Text, index=True),
    sa.Column("agency_id", sa.Text, index=True),
    sa.Column("dataset_title", sa.Text),
    sa.Column("resource_name", sa.Text),
    sa.Column("filename", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.Text),
    sa.Column("source", sa.Text),
    sa.Column("report", JSONB),
    sa.Column("payload", JSONB),
    _now("created_at"),
    sa.Column("decided_at", sa.DateTime(timezone=True)),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_why", sa.Text),
    sa.CheckConstraint(
        "state in ('pending', 'quarantined', 'published', 'discarded', 'failed')", name="govinnov_submission_state"
    ),
)

#: What a named person decided about a submission: one row each, never changed.
decision = sa.Table(
    "govinnov_decision",
    metadata,
    _id(),
    sa.Column("submission_id", sa.Text, sa.ForeignKey(submission.c.id), nullable=False, index=True),
    sa.Column("decision", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("field", sa.Text),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    _now("created_at"),
    sa.CheckConstraint(
        "decision in ('confirm', 'waive', 'dispute', 'reject', 'discard', 'publish')", name="govinnov_decision_kind"
    ),
)

#: Work that follows a commit: indexing, renditions, withdrawals. A row stands until its work is done.
outbox = sa.Table(
    "govinnov_outbox",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("not_before", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Column("last_error", sa.Text),
    _now("created_at"),
)

#: A copy made from an accepted version by a named generator: table, Parquet, CSV for spreadsheets.
rendition = sa.Table(
    "govinnov_rendition",
    metadata,
    sa.Column("version_id", sa.Text, sa.ForeignKey(version.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("generator", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text),
    sa.Column("size", sa.BigInteger),
    _now("created_at"),
)
