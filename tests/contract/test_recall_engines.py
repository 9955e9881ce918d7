"""A recall in the database is the recall without one, now and as of then."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from hypothesis import HealthCheck, given, settings
from test_trace_convergence import feed
from test_trace_store import STORIES, run
from trace_feeds import FARM_GLN, FEED
from trace_store import FIRST, Part, Store, state_of_parts

from govinnov.trace.lineage import changes_of
from govinnov.trace.recall import Ground, InMemory, Predicate, answer, reach, sheet
from govinnov.trace.recall.evidence import evidence
from govinnov.trace.store.grounding import InStore

DAYS = (date(2026, 8, 20), date(2026, 8, 26))
PREDICATES = [
    Predicate(*DAYS, "M3FSD"),
    Predicate(*DAYS, FARM_GLN),
    Predicate(*DAYS, feeds.PACKER_GLN),
    Predicate(*DAYS, lot=feeds.OTHER_EGGS),
]


def pure_recall(parts: Iterable[Part], predicate: Predicate, at: datetime | None) -> dict[str, Any]:
    return told(InMemory(changes_of(state_of_parts(parts, at).records)), predicate)


def stored_recall(store: Store, predicate: Predicate, at: datetime | None) -> dict[str, Any]:
    with store.engine.begin() as db:
        return told(InStore(db, at or "infinity"), predicate)


def told(ground: Ground, predicate: Predicate) -> dict[str, Any]:
    """The answer, and the rows of the sheet."""
    found = reach(ground, predicate)
    made = answer(ground, predicate, found, FIRST)
    return {**made, "sheet": list(sheet.rows(found, made, evidence(ground, found)))}


def both_alike(store: Store, parts: list[Part]) -> None:
    for hour in (None, 0, 2):
        at = None if hour is None else FIRST + timedelta(hours=hour)
        known = [part for part in parts if hour is None or part.hour <= hour]
        for predicate in PREDICATES:
            assert stored_recall(store, predicate, at) == pure_recall(known, predicate, at), (predicate, hour)


MEAT = [
    feeds.shipped("urn:x:flock:1", feeds.FARM, feeds.PACKER, "22T10"),
    feeds.packed("23T09", inputQuantityList=[feeds.amount("urn:x:flock:1", 3), feeds.amount("urn:x:flock:2", 1)]),
    feeds.with_id(feeds.packed("23T10"), "1"),
    feeds.with_id(feeds.packed("23T10"), "2"),
]
MORE = STORIES | {"meat of two flocks": [Part([*FEED, *MEAT]), Part([feeds.error(MEAT[2])], hour=2)]}


@pytest.mark.parametrize("story", MORE)
def test_both_engines_recall_alike_now_and_then(store: Store, story: str) -> None:
    store.empty()
    store.load(*MORE[story])
    both_alike(store, MORE[story])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=feed())
def test_both_engines_recall_alike_in_random_feeds(store: Store, parts: list[Part]) -> None:
    store.empty()
    store.load(*parts)
    both_alike(store, parts)


def test_the_command_says_it_of_the_store(store: Store, trace_url: str, tmp_path: Path) -> None:
    store.empty()
    store.load(Part(FEED))
    said = ["recall", "--farm", "M3FSD", "--from", "2026-08-01", "--days", "30", "--db", trace_url]
    ended = run(*said, "--out", tmp_path, "--json")
    answered = json.loads(ended.stdout)
    assert (ended.returncode, len(answered["lots"]), answered["seeds"]) == (0, 2, ["egg10/2026-08-23/M3FSD/2"])
    assert (tmp_path / "sheet.csv").is_file()
    assert run(*said, "--at", "2026-08-31T00:00:00Z").returncode == 1
