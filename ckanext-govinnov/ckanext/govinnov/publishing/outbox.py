"""What must still happen after a commit, as rows: nothing is forgotten when a process dies in between."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import ckan.model as ckan_model
import sqlalchemy as sa

from ckanext.govinnov.publishing.model import outbox

INDEX, RENDER, WITHDRAW, JUDGE = "index", "render", "withdraw", "judge"
RESCREEN, RESCREEN_TEXTS = "rescreen", "rescreen-texts"

#: What may take many minutes for one large file.
LONG = frozenset({JUDGE, RENDER})

#: What is withdrawn goes first; judging and screening everything again must not keep anybody else waiting.
_URGENCY = sa.case({WITHDRAW: 0, INDEX: 1, RENDER: 2, JUDGE: 3}, value=outbox.c.kind, else_=4)


def put(kind: str, key: str, later_s: float = 0.0) -> int:
    """Add work in the caller's transaction, due after so many seconds; returns the row's id."""
    return put_many(kind, [key], later_s)[0]


def put_many(kind: str, keys: list[str], later_s: float = 0.0) -> list[int]:
    """Add the same work for many keys in the caller's transaction; returns the rows' ids."""
    if not keys:
        return []
    due = sa.func.now() + datetime.timedelta(seconds=later_s)
    statement = sa.insert(outbox).values(not_before=due).returning(outbox.c.id)
    return list(ckan_model.Session.scalars(statement, [{"kind": kind, "key": key} for key in keys]))


def done(ids: list[int]) -> None:
    """Remove finished work and commit."""
    if ids:
        ckan_model.Session.execute(sa.delete(outbox).where(outbox.c.id.in_(ids)))
        ckan_model.Session.commit()


def claim(lease_s: float, leave: Collection[str] = ()) -> sa.Row[Any] | None:
    """Take the oldest due row for ``lease_s`` seconds and commit, but none of a kind to ``leave`` to other workers.

    Another worker gets another row.

    A worker that dies leaves its row, which is due again when the lease ends.
    """
    # One row is asked for by ``=``: with ``IN`` PostgreSQL may ask again for each row that it looks at, and take many.
    due = (
        sa.select(outbox.c.id).where(outbox.c.not_before <= sa.func.now(), outbox.c.kind.not_in(leave))
        .order_by(_URGENCY, outbox.c.id).limit(1).with_for_update(skip_locked=True)
    )  # fmt: skip
    row = ckan_model.Session.execute(
        sa.update(outbox)
        .where(outbox.c.id == due.scalar_subquery())
        .values(attempts=outbox.c.attempts + 1, not_before=sa.func.now() + datetime.timedelta(seconds=lease_s))
        .returning(outbox)
    ).first()
    ckan_model.Session.commit()
    return row


@contextmanager
def held(row_id: int, lease_s: float) -> Iterator[None]:
    """Keep a claimed row while its work goes on, however long it takes; a process that dies lets it go."""
    over = Event()
    renewing = Thread(target=_renew, args=(row_id, lease_s, over), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        over.set()
        renewing.join()


def _renew(row_id: int, lease_s: float, over: Event) -> None:
    later = sa.func.now() + datetime.timedelta(seconds=lease_s)
    while not over.wait(lease_s / 3):
        with ckan_model.meta.engine.begin() as connection:
            connection.execute(sa.update(outbox).where(outbox.c.id == row_id).values(not_before=later))


def failed(row_id: int, error: str, retry_s: float) -> None:
    """Keep a row whose work failed, with the reason, for another try after ``retry_s`` seconds."""
    ckan_model.Session.rollback()
    ckan_model.Session.execute(
        sa.update(outbox)
        .where(outbox.c.id == row_id)
        .values(last_error=error[:2000], not_before=sa.func.now() + datetime.timedelta(seconds=retry_s))
    )
    ckan_model.Session.commit()


def waiting() -> int:
    """How many rows stand."""
    return int(ckan_model.Session.execute(sa.select(sa.func.count()).select_from(outbox)).scalar_one())
