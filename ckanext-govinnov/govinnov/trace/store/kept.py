"""The tables of stewards and authorities: recalls and their steps, inspections, certificates."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Identity, Index, Integer, Numeric, PrimaryKeyConstraint, Table

from govinnov.trace.store.tables import METADATA, PRIVATE, known_from, name, number


def _steps(called: str, of: str, *told: Column[str], schema: str | None = None) -> Table:
    """A table with a row for each step of a thing; without a schema, in that of all."""
    return Table(
        called, METADATA, number(of), known_from(), *told, PrimaryKeyConstraint(of, "known_from"), schema=schema
    )


#: What is recalled: the predicate, and the inspection that it follows.
RECALL = Table(
    "recall",
    METADATA,
    Column("id", BigInteger, Identity(), primary_key=True),
    name("farm"),
    name("lot"),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("inspection", BigInteger),
)

#: What became of a recall, step by step.
RECALL_STEP = _steps("recall_step", "recall", name("state"), name("reason_ko"), name("reason_en"))

#: Who took the step.
STEWARD = _steps("steward", "recall", name("name"), schema=PRIVATE)

#: What was found in a lot or at a farm, and the limit of it.
INSPECTION = Table(
    "inspection",
    METADATA,
    Column("id", BigInteger, Identity(), primary_key=True),
    name("farm"),
    name("lot"),
    Column("on", Date, nullable=False),
    name("item"),
    Column("value", Numeric),
    Column("limit", Numeric),
    name("unit"),
    name("verdict"),
    known_from(),
    Index("ix_inspection_farm", "farm"),
    Index("ix_inspection_lot", "lot"),
)

#: A farm's certificate of a kind, and its days.
CERTIFICATION = Table(
    "certification",
    METADATA,
    Column("id", BigInteger, Identity(), primary_key=True),
    name("farm"),
    name("kind"),
    Column("first", Date, nullable=False),
    Column("last", Date),
    known_from(),
    Index("ix_certification_farm", "farm"),
)

#: A sick farm, and how far was looked from it: its name is for stewards alone.
OUTBREAK = Table(
    "outbreak",
    METADATA,
    Column("id", BigInteger, Identity(), primary_key=True),
    name("farm"),
    Column("day", Date, nullable=False),
    Column("days", Integer, nullable=False),
    Column("steps", Integer, nullable=False),
    schema=PRIVATE,
)

#: What the public is told of an outbreak, step by step: districts as JSON, as of when they were looked for.
NOTICE = _steps("notice", "outbreak", name("state"), name("reason_ko"), name("reason_en"), name("told"))

#: Who told it.
NOTICE_STEWARD = _steps("notice_steward", "outbreak", name("name"), schema=PRIVATE)

#: Which of the contents of an event id is the right one, as a steward decided: its key; the others are void.
DECISION = Table(
    "decision",
    METADATA,
    name("event_id"),
    known_from(),
    name("kept"),
    name("steward"),
    name("reason"),
    PrimaryKeyConstraint("event_id", "known_from"),
    schema=PRIVATE,
)

#: Which steward saw which page or file with private data, and what of it.
VIEWING = Table("viewing", METADATA, known_from(), name("steward"), name("page"), name("subject"), schema=PRIVATE)

#: What tables for everybody told anew of a group, in its order: the group and what changed in it as JSON.
TELLING = Table(
    "telling",
    METADATA,
    name("table"),
    name("month"),
    name("group"),
    Column("number", Integer, nullable=False),
    known_from(),
    name("since"),
    name("entries"),
    PrimaryKeyConstraint("table", "month", "group", "number"),
)

#: Tables of stewards and authorities, and of what was told, in which no row is ever changed.
KEPT = (
    RECALL, RECALL_STEP, STEWARD, INSPECTION, CERTIFICATION, OUTBREAK, NOTICE, NOTICE_STEWARD, DECISION, VIEWING,
    TELLING,
)  # fmt: skip
