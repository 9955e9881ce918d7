"""One statement that inserts rows or refreshes them, in PostgreSQL and SQLite alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_KEY = ("source", "remote_key")
_KEPT = frozenset({*_KEY, "dataset_id"})


def upsert(db: Connection, table: Table, values: Sequence[dict[str, Any]]) -> None:
    """Insert rows of records; one that is known by (source, remote_key) keeps its dataset and state."""
    if not values:
        return
    postgres = db.dialect.name == "postgresql"
    statement = postgresql.insert(table) if postgres else sqlite.insert(table)
    refreshed = {name: statement.excluded[name] for name in values[0] if name not in _KEPT}
    db.execute(statement.on_conflict_do_update(index_elements=_KEY, set_=refreshed), list(values))
