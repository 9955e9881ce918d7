"""The database as the public asks it: whoever asks is the reader, and only reads."""

from __future__ import annotations

from sqlalchemy import Engine

from govinnov.trace.store.rehearsing import engine_for
from govinnov.trace.store.tables import READER

#: Seconds until nobody is known to answer.
_CONNECT_S = 5
#: An option of connections that are the reader's from their first moment.
READS = "govinnov_reads"
_SETTINGS = {
    "role": READER,
    "default_transaction_read_only": "on",
    "statement_timeout": "2000",  # ms; nobody waits longer for an answer
    "jit": "off",  # compiling a question took 55 ms, answering it 2
}


def reading(url: str, *, rehearsal: bool = False) -> Engine:
    """An engine for the public: each connection is the reader's from its first moment, and can change nothing.

    Each question stands alone, as it does in a transaction of PostgreSQL's usual kind: to begin and to end one would be
    two more. Where the database has no such role, or its login may not take it on, no connection is made. What was
    asked never stands in an error. With ``rehearsal`` it reads the rehearsals, and nothing else.
    """
    said = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    connect = {"connect_timeout": _CONNECT_S, "options": said}
    engine = engine_for(
        url,
        rehearsal=rehearsal,
        connect_args=connect,
        isolation_level="AUTOCOMMIT",
        pool_pre_ping=True,
        hide_parameters=True,
    )
    engine.update_execution_options(**{READS: True})
    return engine
