"""A store of an earlier version becomes one of today when it is opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, create_engine, make_url, text
from trace_feeds import FEED
from trace_store import Part, Store

from govinnov.trace.store import make
from govinnov.trace.store.connecting import connected
from govinnov.trace.store.schema import is_made

#: By the step that ends it: the indexes as they were before.
BEFORE = {
    2: """
        DROP INDEX trace.ix_edge_of, trace.ix_edge_from, trace.ix_edge_into;
        CREATE INDEX ix_edge_event ON trace.edge (event, src, dst);
        CREATE INDEX ix_edge_src ON trace.edge (src, dst) INCLUDE (event) WHERE known_to IS NULL;
        CREATE INDEX ix_edge_dst ON trace.edge (dst, src) INCLUDE (event) WHERE known_to IS NULL""",
    3: """
        DROP INDEX trace.ix_report_of, trace.ix_holding_of;
        ALTER TABLE trace.report ADD PRIMARY KEY (event, event_id, hash, known_from);
        CREATE INDEX ix_holding_party ON trace.holding (party, lot)""",
}


@pytest.mark.parametrize("step", BEFORE)
def test_a_store_from_before_a_step_gets_the_indexes_of_a_new_one_and_keeps_its_rows(store: Store, step: int) -> None:
    store.empty()
    with store.engine.begin() as db:
        make(db)
    store.load(Part(FEED))
    told = store.dump()
    with store.engine.begin() as db:
        wanted = indexes(db)
        db.execute(text(BEFORE[step]))
        db.execute(text("DELETE FROM trace.step WHERE number >= :step"), {"step": step})
        assert indexes(db) != wanted
        assert not is_made(db)
        make(db)
        assert is_made(db)
        assert indexes(db) == wanted
    assert store.dump() == told


def test_of_what_two_captured_before_it_was_kept_who_came_first_neither_did(store: Store) -> None:
    store.empty()
    with store.engine.begin() as db:
        make(db)
        db.execute(text("ALTER TABLE trace_private.captured DROP COLUMN first"))
        db.execute(text("DELETE FROM trace.step WHERE number >= 7"))
        db.execute(text("INSERT INTO trace_private.captured VALUES ('a', 1, ''), ('b', 1, ''), ('b', 2, '')"))
        assert not is_made(db)
        make(db)
        rows = db.execute(text("SELECT owner, event FROM trace_private.captured WHERE first"))
        assert [tuple(row) for row in rows] == [("b", 2)]


def test_who_opens_a_store_that_another_is_making_waits_for_it(trace_url: str) -> None:
    with create_engine(trace_url, isolation_level="AUTOCOMMIT").connect() as server:
        server.execute(text("CREATE DATABASE opened_twice"))
    url = make_url(trace_url).set(database="opened_twice").render_as_string(hide_password=False)
    with create_engine(url).connect() as first, ThreadPoolExecutor(1) as pool:
        make(first)
        second = pool.submit(opened, url)
        while not first.execute(text(_WAITING)).scalar_one():
            assert not second.done()
        first.commit()
        assert second.result()


#: Whether somebody waits for a lock.
_WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"


def opened(url: str) -> bool:
    with connected(url) as engine, engine.connect() as db:
        return is_made(db)


def indexes(db: Connection) -> set[str]:
    return set(db.scalars(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'trace'")))
