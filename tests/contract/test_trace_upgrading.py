"""A store of an earlier version becomes one of today when it is opened."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text
from trace_feeds import FEED
from trace_store import Part, Store

from govinnov.trace.store import make
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


def indexes(db: Connection) -> set[str]:
    return set(db.scalars(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'trace'")))
