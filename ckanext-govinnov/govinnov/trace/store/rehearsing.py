"""The store of rehearsals: the same tables in schemas of their own, which no real look-up ever names.

An engine is of the one store or of the other for good. Of a rehearsal's, every statement is written anew for its own
schemas before the database sees it; values are bound and never touched. So what an answer says of itself (`is_of`)
follows from where it was read, not from what somebody asked for.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from govinnov.trace.store.tables import PRIVATE, SCHEMA

#: What takes the place of the two schemas.
REHEARSAL = {SCHEMA: "trace_rehearsal", PRIVATE: "trace_rehearsal_private"}
_NAMED = re.compile(rf"\b{SCHEMA}(_private)?\b")


def engine_for(url: str, *, rehearsal: bool = False, **options: Any) -> Engine:
    """An engine for the real store, or for that of rehearsals.

    Args:
        url: PostgreSQL.
        rehearsal: Which of the two.
        options: More for SQLAlchemy.
    """
    if not rehearsal:
        return create_engine(url, **options)
    engine = create_engine(url, execution_options={"schema_translate_map": REHEARSAL}, **options)
    event.listen(engine, "before_cursor_execute", _rewritten, retval=True)
    return engine


def rehearsing(engine: Engine) -> Engine:
    """The same database's rehearsals."""
    return engine_for(engine.url.render_as_string(hide_password=False), rehearsal=True)


def is_of(db: Connection | Engine) -> bool:
    """Whether a connection or an engine is one to the rehearsals."""
    return db.get_execution_options().get("schema_translate_map") == REHEARSAL


def rewritten(statement: str) -> str:
    """A statement for the schemas of rehearsals."""
    return _NAMED.sub(lambda found: REHEARSAL[found[0]], statement)


def for_store(db: Connection, statement: str) -> str:
    """A statement that goes past SQLAlchemy, for the store that a connection is of."""
    return rewritten(statement) if is_of(db) else statement


def _rewritten(  # noqa: PLR0913, PLR0917 - SQLAlchemy hands these over
    db: Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    return rewritten(statement), parameters
