"""The egg in somebody's hand: not recalled; the farm fails; recalled, why and since when; and as of the day before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import trace_feeds as feeds
from ckan import model
from handed import REGISTRATION
from trace_feeds import EGGS, FEED

from govinnov.trace import store
from govinnov.trace.recall import Predicate
from govinnov.trace.recall.official import Certification, Inspection
from govinnov.trace.recall.steps import Step
from govinnov.trace.store import stewarding

FIRST = datetime(2026, 8, 26, tzinfo=UTC)
EGG, PACK, LATER = "0823M3FSD2", "L22608241234001", "L22608251234002"
WHY = "농장 검사에서 피프로닐이 기준을 넘었습니다."


@pytest.fixture
def farm_fails(tmp_path: Path) -> Iterator[None]:
    """A feed; a day later its farm fails, and a steward opens a recall; a pack is reported after that."""
    _renew()
    list(store.load(model.meta.engine, [feeds.write(tmp_path, *FEED)], FIRST))
    failed = Inspection(date(2026, 8, 25), "피프로닐", "fail", Decimal("0.056"), Decimal("0.02"), "mg/kg", "M3FSD")
    with model.meta.engine.begin() as db:
        found = stewarding.inspected(db, failed, FIRST + timedelta(hours=24))
        stewarding.certified(db, Certification("M3FSD", "HACCP", date(2025, 1, 1)), FIRST)
        days = Predicate(date(2026, 8, 20), date(2026, 8, 26), "M3FSD")
        number = stewarding.propose(db, days, Step("draft", "담당", "초안", "draft", _hour(24)), found)
        stewarding.advance(db, number, Step("open", "담당", WHY, "Too much fipronil.", _hour(25)))
    late = feeds.packed(
        "25T09", inputQuantityList=[feeds.amount(EGGS, 10)],
        outputQuantityList=[feeds.amount("urn:x-govinnov:bundle15/2026-08-25/2/1234/002", 10)],
    )  # fmt: skip
    list(store.load(model.meta.engine, [feeds.write(tmp_path, late, name="late")], _hour(26)))
    yield
    _renew()


def _hour(number: int) -> datetime:
    return FIRST + timedelta(hours=number)


def _renew() -> None:
    with model.meta.engine.begin() as db:
        db.execute(sa.text("DROP SCHEMA IF EXISTS trace, trace_private CASCADE"))
        store.make(db)


def page(app: Any, code: str, **more: str) -> tuple[str, str]:
    """The first heading, and all of the page's words."""
    text = app.get("/trace", query_string={"code": code, "on": "2026-08-26"} | more).text
    words = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    return " ".join(heading.split()), words


@pytest.mark.parametrize("code", [EGG, PACK, LATER])
def test_what_came_of_the_farm_is_recalled_also_when_it_is_reported_later(
    app: Any, farm_fails: None, code: str
) -> None:
    heading, words = page(app, code)
    assert heading == "먹지 마세요. 회수 대상입니다"
    assert WHY in words
    assert "2026-08-27 10:00" in words


def test_the_day_before_the_same_egg_was_not_recalled(app: Any, farm_fails: None) -> None:
    heading, words = page(app, EGG, at="2026-08-26T21:00:00+09:00")
    assert heading == "이 달걀은 회수 대상이 아닙니다"
    assert "지금이 아니라" in words
    link = re.search(r'href="([^"]+)">하루 전에는', app.get("/trace", query_string={"code": EGG}).text)
    assert link is not None
    assert app.get(link[1].replace("&amp;", "&")).status_code == 200


def test_another_farms_eggs_stay_free(app: Any, farm_fails: None) -> None:
    assert page(app, "0823K7PQA4")[0] == "이 달걀은 회수 대상이 아닙니다"


def test_a_slip_that_may_hide_a_recalled_egg_is_said_first(app: Any, farm_fails: None) -> None:
    assert page(app, "0823M3F5D2")[0] == "회수 대상일 수 있습니다. 글자를 다시 보고 골라 주세요"
    assert page(app, "M3FSD")[0] == "회수 대상일 수 있습니다. 글자를 다시 보고 골라 주세요"


def test_inspections_certificates_shares_and_the_way_stand_on_the_page(app: Any, farm_fails: None) -> None:
    _, words = page(app, PACK)
    for told in ("피프로닐 기준에 맞지 않음", "0.056 mg/kg", "0.02 mg/kg", "66.7 %", "33.3 %", "이 번호까지 이어진 길"):
        assert told in words, told
    assert "HACCP" in page(app, EGG)[1]


def test_nobody_reads_which_steward_it_was(app: Any, farm_fails: None) -> None:
    answer = app.get("/api/trace", query_string={"code": EGG})
    assert answer.json["recall"]["state"] == "recalled"
    assert "담당" not in answer.text


def test_what_the_gate_would_hold_is_left_out_and_the_verdict_stays(app: Any, farm_fails: None) -> None:
    again = f"{WHY} 문의 {REGISTRATION}"
    with model.meta.engine.begin() as db:
        days = Predicate(date(2026, 8, 20), date(2026, 8, 26), "M3FSD")
        number = stewarding.propose(db, days, Step("draft", "담당", "초안", "draft", _hour(27)))
        stewarding.advance(db, number, Step("open", "담당", again, again, _hour(28)))
        named = Inspection(date(2026, 8, 26), again, "pass", None, None, "mg/kg", "M3FSD")
        stewarding.inspected(db, named, _hour(28))
        bare = Inspection(date(2026, 8, 26), REGISTRATION.replace("-", ""), "pass", None, None, "mg/kg", "M3FSD")
        stewarding.inspected(db, bare, _hour(28))
    for told in (app.get(address, query_string={"code": EGG}).text for address in ("/trace", "/api/trace")):
        assert REGISTRATION not in told
        assert REGISTRATION.replace("-", "") not in told
    heading, words = page(app, EGG)
    assert heading == "먹지 마세요. 회수 대상입니다"
    assert "피프로닐" in words
