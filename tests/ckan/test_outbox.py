"""Work that waits in the outbox is taken row by row, by whoever has time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.govinnov.publishing import outbox

KEYS = [f"test-outbox-{number}" for number in range(40)]


@pytest.fixture
def waiting() -> Iterator[None]:
    """Much work, of which the database believes that it is none: it counted the rows when there were none."""
    _put()
    with model.meta.engine.begin() as connection:
        connection.execute(sa.delete(outbox.outbox))
        connection.exec_driver_sql("ANALYZE govinnov_outbox")
    _put()
    yield
    model.Session.rollback()
    with model.meta.engine.begin() as connection:
        connection.execute(sa.delete(outbox.outbox))


def test_whoever_takes_work_takes_one_row_however_the_database_plans_it(waiting: None) -> None:
    row = outbox.claim(30)
    assert row is not None
    assert _taken() == [row.key]


def test_who_leaves_long_work_to_others_gets_to_what_is_urgent(waiting: None) -> None:
    model.Session.execute(sa.update(outbox.outbox).values(kind=outbox.JUDGE))
    model.Session.commit()
    assert outbox.claim(30, outbox.LONG) is None
    rescreen = outbox.put(outbox.RESCREEN, KEYS[0])
    model.Session.commit()
    row = outbox.claim(30, outbox.LONG)
    assert row is not None
    assert row.id == rescreen
    assert outbox.claim(30).kind == outbox.JUDGE


def _put() -> None:
    outbox.put_many(outbox.WITHDRAW, KEYS)
    model.Session.commit()


def _taken() -> list[str]:
    table = outbox.outbox
    return list(model.Session.scalars(sa.select(table.c.key).where(table.c.key.in_(KEYS), table.c.attempts > 0)))
