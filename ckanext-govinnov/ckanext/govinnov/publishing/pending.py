"""Holds back the rows of new datasets, so that those of a whole batch go to the database together.

CKAN flushes its session again and again while it makes one dataset: to have ids, and to read back what it has just
written. Neither needs the database: an id is a default that Python fills in, and what was written is known (``known``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.util import IdentitySet

from ckanext.govinnov.publishing.memory import table_of
from ckanext.govinnov.publishing.stored import complete


def _never(entity: type, ident: Any) -> bool:
    return False


class Pending:
    """The new rows that a session holds back, while nothing else has changed in it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows = IdentitySet()
        self._by_id: dict[tuple[type, str], Any] = {}

    def holds(self, row: Any) -> bool:
        """Whether a row waits here: the database knows nothing of it yet."""
        return row in self._rows

    @contextmanager
    def holding(self, added: Callable[[Any], None], absent: Callable[[type, Any], bool] = _never) -> Iterator[None]:
        """Hold back until the block ends, then write; when the block fails, its rows are never written.

        Args:
            added: Told of every row that CKAN believes to be written.
            absent: Whether there is surely no row of a kind with an id.
        """
        session: Any = self._session
        session.flush = lambda objects=None: self._flush(objects, added)
        session.get = lambda entity, ident, **how: None if absent(entity, ident) else self._get(entity, ident, **how)
        try:
            yield
            self.write()
        finally:
            del session.flush, session.get

    def write(self, table: str | None = None) -> None:
        """Write all rows that wait, or none when a table is named of which no row waits."""
        if table is None or any(table_of(row) == table for row in self._session.new):
            type(self._session).flush(self._session)
            self._rows.clear()
            self._by_id.clear()

    def _get(self, entity: type, ident: Any, **how: Any) -> Any:
        """A row by its id, as sessions give those that they have written."""
        return self._by_id.get((entity, ident)) or type(self._session).get(self._session, entity, ident, **how)

    def _flush(self, objects: Sequence[Any] | None, added: Callable[[Any], None]) -> None:
        """What stands for a flush: the rows are as after one, but for the database."""
        if objects or self._session.in_nested_transaction() or self._changed():
            self.write()
            return
        for row in self._session.new - self._rows:
            complete(row)
            self._rows.add(row)
            self._by_id[type(row), row.id] = row
            added(row)

    def _changed(self) -> bool:
        """Whether a row that stands in the database is to be changed: then the order of statements matters."""
        modified = (self._session.is_modified(row, include_collections=False) for row in self._session.dirty)
        return bool(self._session.deleted) or any(modified)
