"""The bench's rows, which are made without a load, are those of a load."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from trace_store import FIRST, Store

sys.path.append(str(Path(__file__).parents[1] / "bench"))
import trace_flow as flow
from trace_bulk import build
from trace_clock import Clock, server_of
from trace_made import Bare, Made

from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.reading import read
from govinnov.trace.store import taking
from govinnov.trace.store.loading import take_rows
from govinnov.trace.store.staging import REPORTED, rows_of, stage

TABLES = ("alias", "edge", "event", "holding", "mention", "party", "report")


class Few(flow.Flow):
    """A few packers' days, far from each other."""

    @property
    def packer_days(self) -> int:
        return 3

    def place(self, number: int) -> tuple[int, date]:
        return (0, 77, 999)[number], flow.FIRST + timedelta(days=number * 179)


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    return store


def test_made_rows_are_those_of_a_load_of_the_same_flow(clean: Store) -> None:
    few = Few(990)
    with clean.engine.begin() as db:
        indexes = definitions(db)
        build(db, few, Made(FIRST, "bench"), Clock(server_of(db)))
        assert definitions(db) == indexes
        made = {table: content(db, table) for table in TABLES}
        build(db, few, Bare(FIRST, "bench"), Clock(server_of(db)))
        assert ends(content(db, "edge")) == ends(made["edge"])
    clean.empty()
    for raw in few.documents(0, 3):
        load(clean, raw)
    with clean.engine.begin() as db:
        assert {table: content(db, table) for table in TABLES} == made
    assert len(made["edge"]) == 990


def load(store: Store, raw: bytes) -> None:
    document = read(raw)
    assert isinstance(document, Document)
    with store.engine.begin() as db:
        taking.plainly(db)
        rows = rows_of(document)
        stage(db, rows, *REPORTED)
        take_rows(db, rows, "bench", FIRST)


def content(db: Connection, table: str) -> list[str]:
    return sorted(str(row) for (row,) in db.execute(text(f"SELECT CAST(t AS text) FROM trace.{table} t")))


def ends(edges: list[str]) -> list[str]:
    """What edges say, without the numbers of their events and holdings."""
    return sorted(edge.split(",", 3)[3] for edge in edges)


def definitions(db: Connection) -> set[str]:
    return set(db.scalars(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'trace'")))
