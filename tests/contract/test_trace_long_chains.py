"""A chain of packings as long as nobody packs: loaded, looked up and corrected in seconds."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from trace_feeds import event, pallet_sent
from trace_store import FIRST, Part, Store

from govinnov.trace.store import look_up

LENGTH = 10_000


def sscc(number: int) -> str:
    return f"urn:epc:id:sscc:8800003.{number:010d}"


def packed(number: int, action: str = "ADD", at: str = "23T09") -> dict[str, Any]:
    """Each is packed in the next."""
    return event("AggregationEvent", at, "packing", action=action, parentID=sscc(number + 1), childEPCs=[sscc(number)])


@pytest.fixture
def chain(store: Store) -> Store:
    store.empty()
    (told,) = store.load(Part([*map(packed, range(LENGTH)), pallet_sent("24T15") | {"epcList": [sscc(LENGTH)]}]))
    assert (told.new, told.held) == (LENGTH + 1, 0)
    return store


def test_one_link_more_of_a_long_chain_is_loaded_and_looked_up_at_once(chain: Store) -> None:
    started = time.monotonic()
    (told,) = chain.load(Part([packed(0, "DELETE", "25T09")], hour=1))
    assert (told.new, told.held) == (1, 0)
    for number in (0, LENGTH // 2, LENGTH):
        with chain.engine.begin() as db:
            answer = look_up(db, sscc(number), date(2026, 8, 26), FIRST)
        assert answer["match"] == "exact"
    assert time.monotonic() - started < 4
