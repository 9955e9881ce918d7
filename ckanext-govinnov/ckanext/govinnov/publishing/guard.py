"""Installs the database's own lock on public datasets, and says whether it is in place."""

from __future__ import annotations

from importlib import resources

import sqlalchemy as sa

#: Tables that carry the constraint trigger, and the function that it calls.
GUARDED = {"package": "govinnov_guard_package", "resource": "govinnov_guard_resource"}

_STATE = sa.text(
    """
    SELECT c.relname AS guarded, p.proname AS function
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgname = 'govinnov_guard' AND t.tgenabled IN ('O', 'A') AND t.tgdeferrable
      AND c.relnamespace = current_schema()::regnamespace
    """
)


def install(connection: sa.Connection) -> None:
    """Create or renew the functions and triggers; running it again changes nothing."""
    script = resources.files(__package__).joinpath("triggers.sql").read_text(encoding="utf-8")
    connection.exec_driver_sql(script.replace("%", "%%"))


def remove(connection: sa.Connection) -> None:
    """Take the triggers away: only for a downgrade, and then the site serves nothing."""
    for table, function in GUARDED.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS govinnov_guard ON {table}")
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {function}()")


def missing(connection: sa.Connection) -> list[str]:
    """Tables whose trigger is absent, disabled, not deferrable or calls another function."""
    found = {row.guarded: row.function for row in connection.execute(_STATE)}
    return [table for table, function in GUARDED.items() if found.get(table) != function]
