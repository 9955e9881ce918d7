"""One statement that inserts rows or refreshes them, in PostgreSQL and SQLite alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_KEYS = {"govinnov_record": ("source", "remote_key"), "govinnov_quota": ("source", "day")}
#: What a known row keeps, whatever the new one says.
_KEPT = frozenset({"dataset_id"})


def upsert(db: Connection, table: Table, values: Sequence[dict[str, Any]], **refresh: ColumnElement[Any]) -> None:
    """Insert rows; one that is known by the table's key takes the new values, or those of ``refresh``."""
    if not values:
        return
    key = _KEYS[table.name]
    postgres = db.dialect.name == "postgresql"
    statement = postgresql.insert(table) if postgres else sqlite.insert(table)
    refreshed = {name: statement.excluded[name] for name in values[0] if name not in {*key, *_KEPT}}
    db.execute(statement.on_conflict_do_update(index_elements=key, set_={**refreshed, **refresh}), list(values))
