"""One event id with two contents on the stewards' desk: side by side, and a decision with name and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trace_feeds as feeds
from ckan import model
from desked import HOME, RECEIVED, Reader, heading, seen, trace_steward, words
from emptied import empty
from trace_feeds import EGGS, FARM, PACKER, SHOP, with_id

from govinnov.trace import store

ID = "urn:uuid:2fa1"
WHY = "보낸 곳이 첫 신고가 맞다고 합니다."


@pytest.fixture
def steward_of_trace(app: Any, tmp_path: Path) -> Iterator[Reader]:
    """A steward who knows a shipment that was reported to two takers under one id."""
    empty()
    for name, taker in (("first", PACKER), ("second", SHOP)):
        shipped = with_id(feeds.shipped(EGGS, FARM, taker), "2fa1")
        list(store.load(model.meta.engine, [feeds.write(tmp_path, feeds.FEED[0], shipped, name=name)], RECEIVED))
    with trace_steward() as user:
        yield Reader(app, user)
    empty()


def test_a_conflict_is_listed_and_shown_side_by_side(steward_of_trace: Reader) -> None:
    assert f"id={ID}" in steward_of_trace.get(f"{HOME}/conflicts").text
    page = steward_of_trace.get(f"{HOME}/conflict", id=ID).text
    assert heading(page) == "내용 2개가 항목 1곳에서 다릅니다"
    marked = re.findall(r'<td class="gi-value gi-wrong">(.*?)</td>', page)
    assert [any(gln in one for one in marked) for gln in (feeds.PACKER_GLN, feeds.SHOP_GLN)] == [True, True]
    assert seen() == [(steward_of_trace.name, "conflict", ID)]


def test_a_decision_is_kept_with_name_and_reason_and_the_look_up_follows_it(app: Any, steward_of_trace: Reader) -> None:
    page = steward_of_trace.get(f"{HOME}/conflict", id=ID).text
    kept = re.findall(r'name="kept" value="([^"]+)"', page)[0]
    told = words(steward_of_trace.post(f"{HOME}/conflict", id=ID, kept=kept, reason=WHY).text)
    assert "판단했습니다. 내용 하나만 인정합니다" in told
    assert WHY in told and steward_of_trace.name in told
    assert heading(steward_of_trace.get(f"{HOME}/conflicts").text) == "충돌하는 이벤트 번호가 없습니다"
    assert ID in steward_of_trace.get(f"{HOME}/conflicts", all="1").text
    answer = app.get("/api/trace", query_string={"code": "0823M3FSD2", "on": "2026-08-26"}).text
    assert "event-id-conflict" not in answer
    assert WHY not in answer and steward_of_trace.name not in answer


@pytest.mark.parametrize("form", [{}, {"kept": "x", "reason": WHY}, {"kept": "x"}])
def test_what_can_not_be_decided_is_told(steward_of_trace: Reader, form: dict[str, str]) -> None:
    page = steward_of_trace.post(f"{HOME}/conflict", id=ID, **form).text
    assert heading(page) == "내용 2개가 항목 1곳에서 다릅니다"
    assert "적으세요" in words(page) or "그런 내용이 없습니다" in words(page)


def test_an_id_that_is_in_no_conflict_is_not_found(steward_of_trace: Reader) -> None:
    for name in ("urn:uuid:none", "", "' OR 1=1", "a\x00b", "a" * 9_000):
        assert steward_of_trace.get(f"{HOME}/conflict", id=name).status_code == 404
        assert steward_of_trace.post(f"{HOME}/conflict", id=name, kept=name, reason="a\x00b").status_code == 404
