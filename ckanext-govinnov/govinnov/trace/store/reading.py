"""The database as the public asks it: whoever asks is the reader, and only reads."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine

from govinnov.trace.store.tables import READER

#: Seconds until nobody is known to answer, and milliseconds after which a question is ended.
_CONNECT_S, _ANSWER_MS = 5, 2_000


def reading(url: str) -> Engine:
    """An engine for the public: each connection is the reader's from its first moment, and can change nothing.

    Where the database has no such role, or its login may not take it on, no connection is made. What was asked never
    stands in an error.
    """
    options = {"role": READER, "default_transaction_read_only": "on", "statement_timeout": str(_ANSWER_MS)}
    said = " ".join(f"-c {name}={value}" for name, value in options.items())
    connect = {"connect_timeout": _CONNECT_S, "options": said}
    return create_engine(url, connect_args=connect, pool_pre_ping=True, hide_parameters=True)
