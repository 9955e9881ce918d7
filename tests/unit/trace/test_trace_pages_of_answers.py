"""Pages of an answer: together they are the whole, none overlaps, and a token that does not fit is told so."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import trace_feeds as feeds
from hypothesis import given, settings
from trace_feeds import EGGS, FEED, NOW, ON, changes
from trace_stories import sold, steps, story

from govinnov.trace.lookup import PageError, Pages, answer, paging
from govinnov.trace.lookup.totals import by_kind

SHELL = "0823M3FSD2"
KEY = b"a key of this test"


def pages_of(text: str, *events: dict[str, Any], key: bytes = KEY) -> list[dict[str, Any]]:
    """All pages of an answer, in turn."""
    known, token, told = changes(*events), "", []
    while token is not None:
        told.append(answer(text, known, ON, NOW, pages=Pages.of(token, key)))
        token = told[-1]["next"]
        assert len(told) < 100
    return told


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST", 3)


def test_a_lot_that_many_hold_comes_in_pages_which_together_tell_everything() -> None:
    told = pages_of(SHELL, *FEED, *sold(1_300))
    assert [len(one["steps"]) for one in told] == [500, 500, 303]
    assert len(steps(*told)) == sum(steps(*told).values()) == 1_303
    assert [[found["code"] for found in one["unknown"]] for one in told] == [["answer-cut"], ["answer-cut"], []]
    assert told[0]["totals"] == {"back": [{"kind": "egg", "lots": 1}], "onward": by_kind({"chicken": 1, "egg": 1})}


def test_an_answer_of_just_as_much_as_a_page_holds_is_not_cut() -> None:
    for count, pages in ((496, 1), (497, 2)):  # two farms' hands, the packer, the pack, and its shop
        assert len(pages_of(SHELL, *FEED, *sold(count))) == pages


@settings(max_examples=60, deadline=None)
@given(events=story())
def test_pages_of_any_story_are_the_whole_and_never_overlap(events: list[dict[str, Any]]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        for code in (SHELL, "L22608241234001"):
            (whole,) = pages_of(code, *events)
            patched.setattr(paging, "MOST", 3)
            told = pages_of(code, *events)
            patched.undo()
            assert steps(*told) == steps(whole)
            assert told[-1]["origins"] == whole["origins"]


@pytest.mark.usefixtures("_short")
def test_a_token_that_does_not_fit_is_refused_with_its_reason() -> None:
    known, first = changes(*FEED, *sold(9)), pages_of(SHELL, *FEED, *sold(9))[0]
    token = str(first["next"])
    bent = [
        "A",
        "",
        "not a token",
        token[:-3],
        token + "AAAA",
        "가" * 20,
        *(_bent(token, at) for at in range(0, 41, 5)),
    ]
    for text in [one for one in bent if one]:
        with pytest.raises(PageError, match="as it is"):
            Pages.of(text, KEY)
    with pytest.raises(PageError, match="as it is"):
        Pages.of(token, b"another key")
    for other in ("L22608241234001", "M3FSD", "hello", "0230M3FSD2"):
        with pytest.raises(PageError, match="another code"):
            answer(other, known, ON, NOW, pages=Pages.of(token, KEY))


def _bent(token: str, at: int) -> str:
    raw = bytearray(base64.urlsafe_b64decode(token + "=="))
    raw[at] ^= 1
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.mark.usefixtures("_short")
@pytest.mark.parametrize("changed", [sold(9)[1:], [*sold(9), feeds.shipped(EGGS, feeds.PACKER, "urn:x:shop:0")]])
def test_where_what_was_told_has_changed_there_is_no_next_page(changed: list[dict[str, Any]]) -> None:
    token = pages_of(SHELL, *FEED, *sold(9))[0]["next"]
    second = answer(SHELL, changes(*FEED, *sold(9)), ON, NOW, pages=Pages.of(token, KEY))
    assert second["steps"]
    with pytest.raises(PageError, match="has changed"):
        answer(SHELL, changes(*FEED, *changed), ON, NOW, pages=Pages.of(token, KEY))


@pytest.mark.usefixtures("_short")
def test_a_token_holds_nothing_that_was_told_but_moment_day_and_number() -> None:
    """Two stories that differ in private things alone differ in the seals alone, which need the key."""
    tokens = [pages_of(SHELL, *FEED, *sold(9, giver=giver))[0]["next"] for giver in (feeds.PACKER, feeds.SHOP)]
    one, other = (base64.urlsafe_b64decode(str(token) + "==") for token in tokens)
    assert (len(one), one[:25], one[25:] != other[25:]) == (41, other[:25], True)
    place = Pages.of(str(tokens[0]), KEY).place
    assert place is not None
    assert (place.known_at, place.on, place.told) == (NOW, ON, 3)


def test_moments_before_the_epoch_and_far_ahead_stand_in_a_token() -> None:
    for moment in (datetime(1900, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC) - timedelta(microseconds=1)):
        token = Pages().next(moment, date(2026, 8, 26), EGGS, ["x"])
        place = Pages.of(token).place
        assert place is not None
        assert place.known_at == moment
