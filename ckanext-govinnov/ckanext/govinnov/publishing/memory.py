"""Answers from memory what CKAN asks the database again and again while many datasets are handled together.

CKAN's actions ask for the same user and agency with every dataset, for rows that were read a moment ago with those of
many datasets, and whether rows exist that are just about to be written. Where the answers are known (``known``,
``loaded``) CKAN's own code runs unchanged, and the database is not asked. Every other question is asked as always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import FrozenResult, Result
from sqlalchemy.orm import ORMExecuteState, Session

#: Tables whose rows stay as they are meanwhile; an answer that was found holds for the batch.
CONSTANT = frozenset({"user", "group", "tag"})

Answers = Mapping[str, Callable[[tuple[Any, ...]], Any]]

_BOUND = re.compile(r"%\(\w+\)s")
_TABLE = re.compile(r'FROM "?(\w+)"? WHERE (?!.*\bJOIN\b)')


class _Shape:
    """One kind of statement: what it asks, and the form of its answers once one was given by the database."""

    def __init__(self, sql: str, answers: Answers) -> None:
        asked = _BOUND.sub("?", " ".join(sql.split()))
        question = asked if asked.startswith("SELECT EXISTS") else asked[asked.find("FROM ") :]
        table = _TABLE.match(question)
        self.ask = answers.get(question)
        self.constant = table.group(1) if table and table.group(1) in CONSTANT else None
        self.form: FrozenResult[Any] | None = None
        self.answers: dict[tuple[Any, ...], FrozenResult[Any]] = {}


class Memory:
    """Listens to a session for the length of one batch.

    Args:
        answers: By the question from ``FROM`` on, with ``?`` for values; each gives rows, or None when it can't tell.
        added: Told of every row that is written for the first time.
        write: Called before the database is asked, with the one table that is asked or None: it is to know everything.
    """

    def __init__(
        self,
        answers: Answers,
        added: Callable[[Any], None] = lambda row: None,
        write: Callable[[str | None], None] = lambda table: None,
    ) -> None:
        self._answers = answers
        self._added = added
        self._write = write
        self._shapes: dict[Any, _Shape] = {}

    @contextmanager
    def listening(self, session: Session) -> Iterator[None]:
        """Answer this session's questions until the block ends."""
        listeners = (("do_orm_execute", self._answer), ("after_flush", self._note))
        for event, listener in listeners:
            sa.event.listen(session, event, listener)
        try:
            yield
        finally:
            for event, listener in listeners:
                sa.event.remove(session, event, listener)

    def _note(self, session: Session, flush_context: Any) -> None:
        """Learn of rows that the unit of work wrote."""
        for row in session.new:
            self._added(row)
        changed = (row for row in session.dirty if session.is_modified(row, include_collections=False))
        if any(table_of(row) in CONSTANT for row in (*changed, *session.deleted)):
            self._shapes.clear()

    def _answer(self, state: ORMExecuteState) -> Result[Any] | None:
        """The answer, or None to let the database give it."""
        statement: Any = state.statement
        key = statement._generate_cache_key() if state.is_select else None
        if key is None:
            self._write(None)
            return None
        shape = self._shapes.get(key.key) or self._new_shape(key.key, state)
        if shape.constant:
            return self._constant(shape, shape.constant, _values(key, state), state)
        rows = shape.ask(_values(key, state)) if shape.ask else None
        if rows is None:
            self._write(None)
            return None
        if shape.form is None:
            shape.form = state.invoke_statement().freeze()
        return shape.form.with_new_rows(rows)()

    def _new_shape(self, key: Any, state: ORMExecuteState) -> _Shape:
        statement: Any = state.statement
        bind = state.session.get_bind(**state.bind_arguments)
        shape = self._shapes[key] = _Shape(str(statement.compile(dialect=bind.dialect)), self._answers)
        return shape

    def _constant(self, shape: _Shape, table: str, values: tuple[Any, ...], state: ORMExecuteState) -> Result[Any]:
        """The same answer as before; an empty one is asked again, for the row may have been written since."""
        known = shape.answers.get(values)
        if known is None:
            self._write(table)
            known = state.invoke_statement().freeze()
            if known.data:
                shape.answers[values] = known
        return known()


def table_of(row: Any) -> str:
    """Name of the table that a mapped object is a row of."""
    return str(row.__mapper__.local_table.name)


def _values(key: Any, state: ORMExecuteState) -> tuple[Any, ...]:
    """What a statement asks for: the values of its parameters, in the order in which it names them."""
    given: Any = state.parameters or {}
    return tuple(given.get(bound.key, bound.value) for bound in key.bindparams)
