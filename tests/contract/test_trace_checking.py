"""What does not add up in the store: the same as in files, kept with whose report it is and since when."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta

import pytest
import trace_feeds as feeds
from trace_feeds import EGGS, FARM, FEED, PACKER, with_id
from trace_store import FIRST, Part, Store

from govinnov.trace.checks import check as check_changes
from govinnov.trace.lineage import changes_of, state_of
from govinnov.trace.store import checking
from govinnov.trace.store.checking import Narrowed
from govinnov.trace.store.privately import keep_origin

NOW = datetime(2026, 9, 20, tzinfo=UTC)
ANY = Narrowed()
#: More eggs leave the farm than were laid.
TOO_MANY = feeds.shipped(EGGS, FARM, PACKER, "23T12", 40_000)


@pytest.fixture
def odd(store: Store) -> Store:
    """A feed in which eggs are missing, which a source brought later than all else."""
    store.empty()
    store.load(Part(FEED))
    (loaded,) = store.load(Part([TOO_MANY], hour=5))
    with store.engine.begin() as db:
        keep_origin(db, loaded.sha256, "eggs-of-august")
    return store


def check(store: Store, at: datetime = NOW) -> checking.Run:
    with store.engine.begin() as db:
        return checking.check(db, at)


def kept(store: Store, wanted: Narrowed = ANY, most: int = 100, skip: int = 0) -> list[checking.Kept]:
    with store.engine.begin() as db:
        return checking.findings(db, wanted, most, skip)


def test_the_store_finds_what_the_engine_without_one_finds(odd: Store) -> None:
    run = check(odd)
    documents = [feeds.document([*FEED, TOO_MANY])]
    pure = [(one.code, one.value) for one in check_changes(changes_of(state_of(documents).records), NOW)]
    assert sorted((one.code, one.value) for one in kept(odd)) == sorted(pure)
    assert (run.records, "more-out-than-in" in dict(pure)) == (len(FEED) + 1, True)


def test_a_finding_says_whose_report_it_is_who_brought_it_and_when(odd: Store) -> None:
    check(odd)
    (found,) = kept(odd, Narrowed(code="more-out-than-in", source="eggs-of-august"))
    assert (found.party, found.at) == (feeds.FARM_GLN, FIRST + timedelta(hours=5))
    assert kept(odd)[0] == found
    assert kept(odd, Narrowed(party=feeds.FARM_GLN)) == [found]
    assert kept(odd, Narrowed(source="another")) == []
    assert kept(odd, most=1, skip=1) == kept(odd)[1:2]


def test_a_new_run_takes_the_place_of_the_one_before(odd: Store) -> None:
    check(odd)
    odd.load(Part([feeds.error(TOO_MANY)], hour=6))
    before = [one.code for one in kept(odd)]
    run = check(odd, NOW + timedelta(days=1))
    assert "more-out-than-in" in before
    assert "more-out-than-in" not in [one.code for one in kept(odd)]
    with odd.engine.begin() as db:
        assert checking.last_run(db) == run


def test_conflicts_and_corrections_about_nothing_are_found(store: Store) -> None:
    store.empty()
    other = with_id(feeds.shipped(EGGS, FARM, feeds.SHOP), "a")
    unknown = feeds.error(with_id(FEED[1], "never"))
    unknown["errorDeclaration"]["correctiveEventIDs"] = ["urn:uuid:missing", "urn:uuid:taken-back"]
    corrected = feeds.error(with_id(copy.deepcopy(FEED[3]), "taken-back"))
    store.load(Part([FEED[0], with_id(FEED[2], "a"), other, unknown, corrected]))
    check(store)
    found = {(one.code, one.value) for one in kept(store)}
    assert {
        ("event-id-conflict", "urn:uuid:a"), ("void-of-unknown", "urn:uuid:never"),
        ("corrective-not-known", "urn:uuid:missing"), ("corrective-void", "urn:uuid:taken-back"),
    } <= found  # fmt: skip


def test_reports_that_look_made_up_have_a_score(store: Store) -> None:
    store.empty()
    days = [feeds.laid(f"urn:x-govinnov:egg10/2026-08-{day:02}/M3FSD/2", FARM, f"{day:02}T07") for day in range(1, 15)]
    store.load(Part(days))
    check(store)
    with store.engine.begin() as db:
        (scored,) = checking.scored(db, 10)
        assert checking.counts(db, "code")["robot-same-counts"] == 1
    assert (scored.party, scored.same_counts, scored.whole) == (feeds.FARM_GLN, 1.0, 1.0)
    assert [one.party for one in kept(store, Narrowed(code="robot-same-counts"))] == [feeds.FARM_GLN]


def test_of_more_than_fits_the_newest_are_checked_and_it_is_said_since_when(
    odd: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST_EVENTS", 3)
    run = check(odd)
    assert (run.records, run.since) == (3, datetime(2026, 8, 24, 0, tzinfo=UTC))


def test_before_anything_was_checked_there_is_no_run(store: Store) -> None:
    store.empty()
    with store.engine.begin() as db:
        assert checking.last_run(db) is None
        assert checking.findings(db, ANY, 10) == []
