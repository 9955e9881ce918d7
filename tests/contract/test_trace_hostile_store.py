"""Shapes that somebody might send to stop the store: what is asked of them afterwards ends in two seconds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from sqlalchemy import Connection, text
from trace_feeds import EGGS, FARM, PACKER, SHOP, with_id
from trace_store import FIRST, Part, Store

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from trace_clock import Clock, server_of

from govinnov.trace.recall import Predicate
from govinnov.trace.store import look_up, recall

ON = date(2026, 8, 26)
#: Processor seconds of this process and PostgreSQL's: the machine may be busy.
MOST_S = 2.0
LONG = bool(os.environ.get("GOVINNOV_LONG"))
LEVELS = 100_000 if LONG else 10_000


@pytest.fixture
def clean(store: Store) -> Store:
    store.empty()
    return store


@contextmanager
def soon(store: Store) -> Iterator[Connection]:
    """A connection whose questions end soon."""
    with store.engine.begin() as db:
        clock = Clock(server_of(db))
        with clock.step("asked"):
            yield db
        assert clock.of["asked"].cpu < MOST_S


def made(inputs: list[str], outputs: list[str], **fields: Any) -> dict[str, Any]:
    lists = {"inputEPCList": inputs, "outputEPCList": outputs, "bizLocation": {"id": PACKER}}
    return feeds.event("TransformationEvent", "24T09", "packing", **lists, **fields)


def wide() -> list[dict[str, Any]]:
    """One event of 10,000 × 10,000, which comes again under an id."""
    inputs = [EGGS, *(f"urn:x:in:{number}" for number in range(9_999))]
    one = made(inputs, [f"urn:x:out:{number}" for number in range(10_000)])
    return [feeds.laid(EGGS, FARM), one, with_id(one, "again")]


def circle() -> list[dict[str, Any]]:
    """Lots that are made of each other, all around, and that go to and fro."""
    lots = [EGGS, *(f"urn:x:lot:{number}" for number in range(299))]
    around = [made([one], [after]) for one, after in zip(lots, [*lots[1:], lots[0]], strict=True)]
    moves = [
        feeds.shipped(EGGS, *ends, f"24T{hour:02}") for hour in range(24) for ends in ((PACKER, SHOP), (SHOP, PACKER))
    ]
    return [*around, *moves]


def robot() -> list[dict[str, Any]]:
    """One content under 5,000 ids."""
    return [with_id(feeds.shipped(EGGS, FARM, PACKER), str(number)) for number in range(5_000)]


def chain() -> list[dict[str, Any]]:
    """Each is packed in the next, and the first is laid."""
    names = [EGGS, *(f"urn:x:box:{number}" for number in range(LEVELS))]
    packed = [
        feeds.event("AggregationEvent", "24T09", "packing", action="ADD", parentID=parent, childEPCs=[child])
        for child, parent in pairwise(names)
    ]
    return [feeds.laid(EGGS, FARM), *packed]


@pytest.mark.parametrize("shape", [wide, circle, robot, chain])
def test_what_is_asked_of_a_hostile_shape_ends(clean: Store, shape: Callable[[], list[dict[str, Any]]]) -> None:
    clean.load(Part(shape()))
    for at in (None, FIRST):
        with soon(clean) as db:
            assert look_up(db, "0823M3FSD2", ON, at)["match"] == "exact"
        with soon(clean) as db:
            assert recall(db, Predicate(date(2026, 8, 23), date(2026, 8, 23), "M3FSD"), at)["seeds"]


def test_a_store_that_was_analysed_when_it_was_empty_answers_soon(clean: Store) -> None:
    with clean.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("ANALYZE"))
    clean.load(Part(robot()))
    with soon(clean) as db:
        assert look_up(db, "0823M3FSD2", ON)["match"] == "exact"


@pytest.mark.parametrize("shape", [wide, robot])
def test_a_hostile_shape_that_comes_again_is_known_soon(
    clean: Store, shape: Callable[[], list[dict[str, Any]]]
) -> None:
    first, again = (clean.load(Part(shape(), hour=hour))[0] for hour in (1, 0))
    assert (first.new, again.new) == (first.records, 0)
    with clean.engine.begin() as db:
        assert db.execute(text("SELECT count(*) FROM trace.edge WHERE known_to IS NULL")).scalar_one() > 0


def test_one_more_packing_in_a_long_chain_reads_the_chain_once(clean: Store) -> None:
    clean.load(Part(chain()))
    with clean.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("ANALYZE"))
        clock = Clock(server_of(db))  # the pool has one connection, which the load takes
    middle = feeds.loaded("ADD", "24T13", child="urn:x:lot", parent=f"urn:x:box:{LEVELS // 2}")
    with clock.step("load"):
        clean.load(Part([middle]))
    assert clock.of["load"].cpu < MOST_S * LEVELS / 10_000
