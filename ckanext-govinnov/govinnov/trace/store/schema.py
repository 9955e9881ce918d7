"""The schemas of the store: made where they are missing, with the rights on them."""

from __future__ import annotations

from sqlalchemy import Connection, text

from govinnov.trace.store import derived  # noqa: F401 - its tables are made too
from govinnov.trace.store.kept import CERTIFICATION, KEPT
from govinnov.trace.store.migrating import STEPS, migrate, standing
from govinnov.trace.store.privately import READING
from govinnov.trace.store.tables import METADATA, PRIVATE, READER, SCHEMA
from govinnov.trace.store.taking import LOCK, alone


def make(db: Connection) -> None:
    """Make the schemas and tables that are missing; nobody but their owner reads the private one.

    Who else wants to make them meanwhile waits, and finds them made.
    """
    alone(db, LOCK + 2)
    for schema in (SCHEMA, PRIVATE):
        db.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        db.execute(text(f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"))
    METADATA.create_all(db)
    migrate(db)
    db.execute(text(_REFUSING))
    for table in (*KEPT, READING):
        db.execute(text(_REFUSED.format(table=table.fullname)))
    if has_reader(db):
        db.execute(text(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}"))
        db.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}"))


_REFUSING = f"""
    CREATE OR REPLACE FUNCTION {SCHEMA}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'rows of %.% are only added', TG_TABLE_SCHEMA, TG_TABLE_NAME; END $$"""
_REFUSED = f"""
    CREATE OR REPLACE TRIGGER only_added BEFORE UPDATE OR DELETE ON {{table}}
    FOR EACH STATEMENT EXECUTE FUNCTION {SCHEMA}.refuse()"""


def has_reader(db: Connection) -> bool:
    """Whether there is a role for look-ups that this connection may take on."""
    query = "SELECT FROM pg_roles WHERE rolname = :name AND pg_has_role(current_user, oid, 'member')"
    return db.execute(text(query), {"name": READER}).first() is not None


def is_made(db: Connection) -> bool:
    """Whether the tables are there, and their reader may read them."""
    names = ", ".join(f"'{table.fullname}'" for table in METADATA.tables.values())
    there = f"SELECT bool_and(to_regclass(name) IS NOT NULL) FROM unnest(ARRAY[{names}]) name"
    if not db.execute(text(there)).scalar():
        return False
    if standing(db) < len(STEPS):
        return False
    may = f"SELECT has_table_privilege('{READER}', '{CERTIFICATION.fullname}', 'select')"
    return not has_reader(db) or bool(db.execute(text(may)).scalar())
