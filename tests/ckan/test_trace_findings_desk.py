"""What does not add up, on the stewards' desk: worked out by a worker, narrowed and paged by addresses alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import derived
import pytest
import trace_feeds as feeds
from ckan import model
from ckan.lib import jobs
from desked import HOME, RECEIVED, Reader, heading, seen, trace_steward, words
from emptied import empty
from sqlalchemy import text
from trace_feeds import EGGS, FARM, PACKER

from ckanext.govinnov.trace_desk import checks, paging
from govinnov.trace import store
from govinnov.trace.store.privately import keep_origin

ADDRESS = f"{HOME}/findings"


@pytest.fixture
def steward_of_trace(app: Any) -> Iterator[Reader]:
    empty()
    jobs.get_queue().empty()
    with trace_steward() as user:
        yield Reader(app, user)
    jobs.get_queue().empty()
    empty()


@pytest.fixture
def odd(steward_of_trace: Reader, tmp_path: Path) -> Reader:
    """A steward who knows of a farm that sent more eggs than it had."""
    more = feeds.shipped(EGGS, FARM, PACKER, "23T12", 40_000)
    (loaded,) = store.load(model.meta.engine, [feeds.write(tmp_path, *feeds.FEED, more)], RECEIVED)
    with model.meta.engine.begin() as db:
        keep_origin(db, loaded.sha256, "eggs-of-august")
        owner = {"party": feeds.FARM_GLN, "value": "별빛골짜기양계", "sha": loaded.sha256, "at": RECEIVED}
        db.execute(text("INSERT INTO trace_private.party VALUES (:party, 'name', :value, :at, :sha)"), owner)
    checks.run()
    return steward_of_trace


def test_before_anything_is_checked_the_page_says_so_and_a_worker_can_be_asked(steward_of_trace: Reader) -> None:
    assert heading(steward_of_trace.get(ADDRESS).text) == "아직 점검하지 않았습니다"
    for _ in range(2):
        assert "지금 점검하고 있습니다" in words(steward_of_trace.post(ADDRESS).text)
    (job,) = jobs.get_queue().jobs
    job.perform()
    assert heading(steward_of_trace.get(ADDRESS).text) == "신고된 것이 모두 맞습니다"


def test_every_night_a_worker_is_asked_to_check(steward_of_trace: Reader) -> None:
    derived.publish()
    derived.forget()
    assert checks.is_asked()


def test_a_finding_says_what_whose_and_what_to_do(odd: Reader) -> None:
    told = words(odd.get(ADDRESS, code="more-out-than-in").text)
    for one in (
        "'egg10/2026-08-23/M3FSD/2'은(는) 30000이(가) 들어왔는데 70000이(가) 나갔습니다.".replace("'", "&#39;"),
        "신고한 곳에 수량을 확인하고", "별빛골짜기양계", "eggs-of-august", "2026-08-26 09:00",
    ):  # fmt: skip
        assert one in told, one
    assert "70000 went out" in words(odd.get(f"/en{ADDRESS}", code="more-out-than-in").text)
    assert (odd.name, "findings", "more-out-than-in") in seen()


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({}, True),
        ({"source": "eggs-of-august"}, True),
        ({"party": feeds.FARM_GLN}, True),
        ({"source": ""}, False),
        ({"code": "robot-round"}, False),
        ({"party": "' OR 1=1"}, False),
        ({"page": "2"}, False),
        ({"page": "-1"}, True),
        ({"page": "9" * 40}, True),
    ],
)
def test_findings_are_narrowed_by_kind_source_and_party(odd: Reader, asked: dict[str, str], is_there: bool) -> None:
    answer = odd.get(ADDRESS, **asked)
    assert (answer.status_code, "70000이(가) 나갔습니다" in answer.text) == (200, is_there)


def test_a_long_list_is_read_page_by_page_without_gap(odd: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "ROWS", 1)
    with model.meta.engine.begin() as db:
        count = db.execute(text("SELECT count(*) FROM trace_private.check_finding")).scalar_one()
    answers = [odd.get(ADDRESS, page=str(number)) for number in range(1, count + 1)]
    rows = [one.text for one in answers]
    assert [one.status_code for one in answers] == [200] * count
    assert [one.count('<th scope="row" class="gi-why">') for one in rows] == [1] * count
    assert ('rel="next"' in rows[0], 'rel="next"' in rows[-1], 'rel="prev"' in rows[0]) == (count > 1, False, False)
    assert len({one.split('class="gi-why">')[1].split("<")[0] for one in rows}) == count


def test_the_start_says_how_much_waits_and_as_of_when(odd: Reader) -> None:
    told = words(odd.get(HOME).text)
    assert "이상한 신고가" in told and "기준" in told and "충돌 0건" in told
