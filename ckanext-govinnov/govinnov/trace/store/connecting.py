"""The database of a command, with the tables of the store in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from govinnov.trace.store.errors import NoDatabaseError
from govinnov.trace.store.rehearsing import engine_for
from govinnov.trace.store.schema import is_made, make

#: Seconds until nobody is known to answer.
_CONNECT_S = 5


@contextmanager
def connected(url: str, *, rehearsal: bool = False) -> Iterator[Engine]:
    """An engine for a database in which the tables are made where they are missing; with ``rehearsal``, those of it.

    Raises:
        NoDatabaseError: It is no PostgreSQL, does not answer, or ended a question that took too long.
    """
    engine = _engine(url, rehearsal=rehearsal)
    try:
        with engine.begin() as db:
            if not is_made(db):
                make(db)
        yield engine
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise NoDatabaseError(*(sentence.format(said) for sentence in _SILENT)) from error
    finally:
        engine.dispose()


def _engine(url: str, *, rehearsal: bool) -> Engine:
    if not url.startswith("postgresql"):
        raise NoDatabaseError(*_WRONG)
    try:
        return engine_for(url, rehearsal=rehearsal, connect_args={"connect_timeout": _CONNECT_S})
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        raise NoDatabaseError(*_WRONG) from None


_WRONG = (
    "--db에는 postgresql://… 주소를 적고, PostgreSQL용 파이썬 모듈(psycopg2)이 있는지 보세요.",
    "Give --db an address of the form postgresql://…, and see that the Python module psycopg2 is installed.",
)
_SILENT = (
    "데이터베이스가 답하지 않습니다: {}",
    "The database did not answer: {}",
)
