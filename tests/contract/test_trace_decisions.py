"""One event id with two contents: both are followed until a steward decides, and what was known before stays known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import trace_feeds as feeds
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from trace_feeds import EGGS, FARM, FEED, PACKER, with_id
from trace_store import FIRST, Part, Store

from govinnov.trace.lookup.steps import code_of
from govinnov.trace.store import look_up
from govinnov.trace.store.deciding import Decision, conflicts, contents, decide, decisions
from govinnov.trace.store.errors import StepError

NAME = "2fa1"
ID = f"urn:uuid:{NAME}"
RIGHT = with_id(feeds.shipped(EGGS, FARM, PACKER), NAME)
WRONG = with_id(feeds.shipped(EGGS, FARM, feeds.SHOP), NAME)
SHOP = feeds.SHOP_GLN


@pytest.fixture
def disputed(store: Store) -> Store:
    store.empty()
    store.load(Part([FEED[0], RIGHT]), Part([WRONG], hour=1))
    return store


def keys(store: Store) -> dict[str, str]:
    """The keys of the two contents, by who got the eggs."""
    with store.engine.begin() as db:
        found = contents(db, ID)
    return {one.event["destinationList"]["destination"].rpartition("/")[2][:13]: one.key for one in found}


def said(hour: int = 2, **other: str) -> Decision:
    told = {"kept": "", "steward": "담당", "reason": "보낸 곳이 첫 신고가 맞다고 합니다."} | other
    return Decision(FIRST + timedelta(hours=hour), **told)


def settle(store: Store, key: str, hour: int = 2, **other: str) -> None:
    with store.engine.begin() as db:
        decide(db, ID, key, said(hour, **other))


def holders(store: Store, hour: int | None = None) -> set[str]:
    """Who is said to have got the eggs."""
    at = None if hour is None else FIRST + timedelta(hours=hour)
    with store.engine.begin() as db:
        told = look_up(db, code_of(EGGS), feeds.ON, at)
    return {one["party"] for one in told["steps"] if one["step"] == "shipping"}


def open_conflicts(store: Store) -> list[str]:
    with store.engine.begin() as db:
        return [one.event_id for one in conflicts(db, 10)]


def test_until_somebody_decides_both_contents_are_followed(disputed: Store) -> None:
    assert open_conflicts(disputed) == [ID]
    assert holders(disputed) == {feeds.PACKER_GLN, SHOP}


def test_a_decision_keeps_one_content_and_the_past_stays_as_it_was(disputed: Store) -> None:
    settle(disputed, keys(disputed)[feeds.PACKER_GLN])
    assert (holders(disputed), holders(disputed, hour=1)) == ({feeds.PACKER_GLN}, {feeds.PACKER_GLN, SHOP})
    assert (open_conflicts(disputed), disputed.overlaps()) == ([], 0)
    with disputed.engine.begin() as db:
        assert [one.standing for one in conflicts(db, 10, undecided=False)] == [1]
        assert [(one.steward, one.at) for one in decisions(db, ID)] == [("담당", FIRST + timedelta(hours=2))]
        assert [one.counts for one in contents(db, ID)] == [True, False]
    assert not any('"conflict"' in line for line in disputed.dump())


def test_what_was_decided_against_stays_void_when_it_is_sent_again(disputed: Store) -> None:
    settle(disputed, keys(disputed)[feeds.PACKER_GLN])
    disputed.load(Part([WRONG], hour=3))
    assert holders(disputed) == {feeds.PACKER_GLN}


def test_a_third_content_is_a_new_conflict(disputed: Store) -> None:
    settle(disputed, keys(disputed)[feeds.PACKER_GLN])
    third: dict[str, Any] = with_id(feeds.shipped(EGGS, FARM, PACKER, quantity=29_000), NAME)
    disputed.load(Part([third], hour=3))
    assert open_conflicts(disputed) == [ID]


@pytest.mark.parametrize(
    ("key", "other", "sentence"),
    [
        ("nothing", {}, "no such content"),
        ("", {}, "no such content"),
        (feeds.PACKER_GLN, {"reason": " "}, "and why"),
        (feeds.PACKER_GLN, {"steward": ""}, "who decides"),
    ],
)
def test_what_can_not_be_decided_is_refused_and_nothing_is_kept(
    disputed: Store, key: str, other: dict[str, str], sentence: str
) -> None:
    with pytest.raises(StepError, match=sentence):
        settle(disputed, keys(disputed).get(key, key), **other)
    with disputed.engine.begin() as db:
        assert decisions(db, ID) == []
    assert holders(disputed) == {feeds.PACKER_GLN, SHOP}


def test_nobody_decides_twice(disputed: Store) -> None:
    settle(disputed, keys(disputed)[feeds.PACKER_GLN])
    with pytest.raises(StepError, match="not in conflict any more"):
        settle(disputed, keys(disputed)[SHOP], hour=3)


def test_no_decision_is_changed(disputed: Store) -> None:
    settle(disputed, keys(disputed)[feeds.PACKER_GLN])
    with pytest.raises(DatabaseError, match="are only added"), disputed.engine.begin() as db:
        db.execute(text("DELETE FROM trace_private.decision"))
