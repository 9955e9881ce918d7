"""What a store that is there already needs before it is one of today: steps, each done once and in order."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, Table, func, insert, select, text

from govinnov.trace.store.bodies import BODY
from govinnov.trace.store.captured import CAPTURED, NAMED
from govinnov.trace.store.tables import METADATA, PRIVATE, SCHEMA, known_from

#: The steps that a store has behind it.
STEP = Table("step", METADATA, Column("number", Integer, primary_key=True), known_from())

#: Each brings the tables of the step before to its own; new tables are made by `schema.make` and need none.
STEPS: tuple[str, ...] = (
    f"ALTER TABLE {PRIVATE}.document ADD COLUMN IF NOT EXISTS keep_until date",
    f"""
    DROP INDEX IF EXISTS {SCHEMA}.ix_edge_event, {SCHEMA}.ix_edge_src, {SCHEMA}.ix_edge_dst;
    CREATE INDEX IF NOT EXISTS ix_edge_of ON {SCHEMA}.edge (event);
    CREATE INDEX IF NOT EXISTS ix_edge_from ON {SCHEMA}.edge (src) WHERE known_to IS NULL;
    CREATE INDEX IF NOT EXISTS ix_edge_into ON {SCHEMA}.edge (dst) WHERE known_to IS NULL""",
    f"""INSERT INTO {NAMED.fullname} SELECT id, substring(link FROM '^https://id[.]gs1[.]org/41[47]/([0-9]{{13}})')
        FROM {SCHEMA}.event, LATERAL (SELECT {BODY.format(content="content")} AS body) read,
            LATERAL (SELECT jsonb_path_query(body, '$.sourceList[*].source') #>> '{{}}' AS link
                UNION SELECT jsonb_path_query(body, '$.destinationList[*].destination') #>> '{{}}') told
        WHERE link ~ '^https://id[.]gs1[.]org/41[47]/[0-9]{{13}}' ON CONFLICT DO NOTHING""",
    f"CREATE INDEX IF NOT EXISTS ix_event_at ON {SCHEMA}.event (at)",
    f"CREATE INDEX IF NOT EXISTS ix_report_known ON {SCHEMA}.report (known_from, event)",
    f"""
    ALTER TABLE {SCHEMA}.report DROP CONSTRAINT IF EXISTS report_pkey;
    CREATE INDEX IF NOT EXISTS ix_report_of ON {SCHEMA}.report (event, event_id);
    DROP INDEX IF EXISTS {SCHEMA}.ix_holding_party;
    CREATE INDEX IF NOT EXISTS ix_holding_of ON {SCHEMA}.holding (party)""",
    f"""
    ALTER TABLE {CAPTURED.fullname} ADD COLUMN IF NOT EXISTS first boolean NOT NULL DEFAULT true;
    UPDATE {CAPTURED.fullname} c SET first = false WHERE EXISTS (SELECT FROM {CAPTURED.fullname} o
        WHERE (o.event, o.event_id) = (c.event, c.event_id) AND o.owner <> c.owner)""",
)


def migrate(db: Connection) -> list[int]:
    """Do the steps that are left, and give their numbers; on tables made anew they change nothing."""
    left = [number for number in range(1, len(STEPS) + 1) if number > standing(db)]
    for number in left:
        db.execute(text(STEPS[number - 1]))
        db.execute(insert(STEP).values(number=number, known_from=func.now()))
    return left


def standing(db: Connection) -> int:
    """The last step that was done."""
    return int(db.execute(select(func.coalesce(func.max(STEP.c.number), 0))).scalar_one())
