"""The trace's page and JSON on the real site: what they answer, as whom they ask, and what they never say."""

from __future__ import annotations

import base64
import html
import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import ckan.plugins.toolkit as tk
import emptied
import pytest
import sqlalchemy as sa
import trace_feeds as feeds
from ckan import model
from sqlalchemy.exc import DBAPIError
from trace_feeds import EGGS, FARM, PACK, PACKER, PACKER_GLN, amount, shipped
from trace_stories import sold

from ckanext.govinnov import bootstrap
from ckanext.govinnov.trace_pages import answers
from govinnov.trace import store
from govinnov.trace.lookup import Pages

ON = "2026-08-26"
RECEIVED = datetime(2026, 8, 25, tzinfo=UTC)
#: Values that a feed carries and nobody may read: each stands nowhere else.
MARKS = {name: f"zq{name}mark" for name in ("farm", "shop", "event", "owner", "mobile", "step", "lot", "place")}
SHELL = "0823M3FSD2"
Load = Callable[..., None]


@pytest.fixture
def empty() -> Iterator[None]:
    """A store in which nothing was ever loaded."""
    emptied.empty()
    yield
    emptied.empty()


@pytest.fixture
def load(empty: None, tmp_path: Path) -> Load:
    """Load events, known since a moment."""

    def load(*events: dict[str, Any], received_at: datetime = RECEIVED) -> None:
        loaded = list(store.load(model.meta.engine, [feeds.write(tmp_path, *events)], received_at))
        assert [one.held for one in loaded] == [0]

    return load


@pytest.fixture
def feed(load: Load) -> None:
    load(*feeds.FEED)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.LogCaptureFixture]:
    """All that the site logs, as loud as it can be: also by loggers that a migration of CKAN's switched off.

    SQLAlchemy alone stays as quiet as it is: at its loudest it prints every row that it reads.
    """
    known = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    for logger in [one for one in known if not one.name.startswith("sqlalchemy")]:
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "propagate", True)
        monkeypatch.setattr(logger, "level", logging.NOTSET)
    with caplog.at_level(logging.DEBUG):
        yield caplog


class Programs:
    """How programs ask the site: by a door of their own, or by CKAN's where they bring a token of its."""

    def __init__(self, app: Any, headers: dict[str, str]) -> None:
        self.get, self.post = partial(app.get, headers=headers), partial(app.post, headers=headers)


DOORS: dict[str, dict[str, str]] = {"own door": {}, "door of CKAN": {"Authorization": "no-token"}}


@pytest.fixture(params=DOORS.values(), ids=DOORS)
def programs(app: Any, request: pytest.FixtureRequest) -> Programs:
    return Programs(app, request.param)


def page(app: Any, code: str, status: int = 200, path: str = "/trace", **more: str) -> str:
    answer = app.get(path, query_string={"code": code, "on": ON} | more)
    assert answer.status_code == status
    return str(answer.text)


def heading(text: str) -> str:
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    return " ".join(found.split())


def test_an_egg_is_told_from_its_farm_to_the_packer_with_the_verdict_first(app: Any, feed: None) -> None:
    text = page(app, "0823 m3fsd-2")
    assert heading(text) == "이 달걀은 회수 대상이 아닙니다"
    assert text.index("<h1") < text.index("농장에서 낳음") < text.index("모르는 것")
    for told in (
        "2026-08-23 (일)",
        "1일 뒤",
        "골라 담음",
        f"업체번호 {PACKER_GLN}",
        "30,000개",
        "축사 안 바닥에서 기름",
    ):
        assert told in text, told
    assert "2025-08-23" not in text


@pytest.mark.parametrize(
    ("code", "sentence", "told"),
    [
        ("0823M3FSDZ", "이 달걀은 회수 대상이 아닙니다", "10번째 자리의 Z을(를) 2(으)로"),
        ("0823M3F5D2", "이 번호로 신고된 것이 없습니다", "혹시 이 번호인가요?"),
        ("0824M3FSD2", "이 번호로 신고된 것이 없습니다", "이 세 부분을 껍데기와 견주어 보세요."),
        ("M3FSD", "어느 것인지 골라 주세요", "맞는 번호가 1개 있습니다"),
        ("0230M3FSD2", "이 번호로는 찾을 수 없습니다", "2월에 없는 날"),
        ("8801234567893", "이 번호로는 찾을 수 없습니다", "상품의 바코드"),
        ("", "이 번호로는 찾을 수 없습니다", "번호가 없습니다."),
    ],
)
def test_every_outcome_says_what_to_do_next(app: Any, feed: None, code: str, sentence: str, told: str) -> None:
    text = page(app, code)
    assert (heading(text), told in text) == (sentence, True)


def test_the_page_is_also_english(app: Any, feed: None) -> None:
    text = page(app, SHELL, path="/en/trace")
    assert heading(text) == "These eggs are not recalled"
    assert "Laid at the farm" in text


def test_a_slash_at_the_end_of_the_address_harms_nothing(app: Any, feed: None) -> None:
    assert heading(page(app, SHELL, path="/trace/")) == "이 달걀은 회수 대상이 아닙니다"


def test_without_anything_loaded_the_page_says_so_in_plain_words(app: Any, empty: None) -> None:
    for text in (app.get("/trace").text, page(app, SHELL)):
        assert "아직 실린 신고가 없습니다." in text


def test_what_was_known_before_is_readable_as_it_was(app: Any, load: Load) -> None:
    load(*feeds.FEED[:3])
    load(*feeds.FEED[3:], received_at=datetime(2026, 8, 26, tzinfo=UTC))
    assert "골라 담음" in page(app, SHELL)
    before = page(app, SHELL, at="2026-08-25T23:00:00+09:00")
    assert ("골라 담음" in before, "농장에서 낳음" in before) == (False, True)
    assert "지금이 아니라 2026-08-25 23:00에 알던 내용입니다." in re.sub(r"<[^>]+>", "", before)


def test_the_json_is_what_the_store_answers_to_the_public(programs: Programs, feed: None) -> None:
    told = programs.get("/api/trace", query_string={"code": SHELL, "on": ON})
    assert told.content_type == "application/json; charset=utf-8"
    with model.meta.engine.begin() as db:
        whole = store.look_up(db, SHELL, date.fromisoformat(ON))
    assert list(told.json) == list(whole)
    assert {**told.json, "known_at": ""} == {**answers.public(whole), "known_at": ""}


def test_no_cache_keeps_what_somebody_looked_up(app: Any, feed: None) -> None:
    for path in ("/trace", "/api/trace"):
        told = app.get(path, query_string={"code": SHELL}).headers["Cache-Control"]
        assert {one.strip() for one in told.split(",")} == {"no-store", "private"}


def test_a_hundred_codes_are_answered_in_one_request_and_no_more(programs: Programs, feed: None) -> None:
    codes = [SHELL, "L22608241234001", "none"] + ["M3FSD"] * 97
    by_address = programs.get("/api/trace", query_string={"code": codes, "on": ON}).json
    by_body = programs.post("/api/trace", json={"codes": codes, "on": ON}).json
    assert [one["input"] for one in by_address] == codes
    assert [one["match"] for one in by_body] == [one["match"] for one in by_address]
    for many in (101, 10_000):
        answer = programs.post("/api/trace", json={"codes": ["x"] * many})
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "too-many-codes")
        assert programs.get("/api/trace", query_string={"code": ["x"] * many}).status_code == 400


def test_a_hundred_codes_that_cost_much_are_answered_or_told_to_be_asked_in_parts_in_time(
    programs: Programs, load: Load
) -> None:
    load(*feeds.FEED, *sold(600))
    started = time.monotonic()
    answer = programs.post("/api/trace", json={"codes": [SHELL] * 100, "on": ON})
    assert time.monotonic() - started < 2 * answers.LONGEST_S
    told = answer.json
    assert (answer.status_code, len(told)) == (200, 100) or told["error"]["code"] == "too-slow"


def test_more_than_a_page_holds_is_told_page_by_page_in_json_and_on_the_page(
    app: Any, programs: Programs, load: Load
) -> None:
    load(*feeds.FEED, *(feeds.laid(EGGS, f"urn:x:seen:{number:04}", "23T08") for number in range(700)))
    first = programs.get("/api/trace", query_string={"code": SHELL, "on": ON}).json
    asked = {"code": SHELL, "next": first["next"]}
    load(feeds.shipped(EGGS, FARM, "urn:x:late"), received_at=datetime.now(UTC))
    second = programs.get("/api/trace", query_string=asked).json
    assert (second["known_at"], second["next"], second["totals"]) == (first["known_at"], None, None)
    assert programs.post("/api/trace", json={"codes": [SHELL], "next": first["next"]}).json == [second]
    assert first["totals"]["back"] == [{"kind": "egg", "lots": 1}]
    text = page(app, SHELL)
    (link,) = re.findall(r'href="(/trace[^"]*next=[^"]*)"', text)
    assert "더 보기" in text
    more = app.get(html.unescape(link)).text
    assert ("앞쪽에서 이어지는" in more, "더 보기" in more) == (True, False)


def test_a_token_that_does_not_fit_is_refused_with_its_reason(app: Any, programs: Programs, load: Load) -> None:
    load(*feeds.FEED, *(feeds.laid(EGGS, f"urn:x:seen:{number:04}") for number in range(700)))
    token = programs.get("/api/trace", query_string={"code": SHELL, "on": ON}).json["next"]
    foreign = Pages().next(datetime.now(UTC), date.fromisoformat(ON), EGGS, ())
    for code, said, status, reason in (
        (SHELL, token[:-2], 400, "next-wrong"),
        (SHELL, foreign, 400, "next-wrong"),
        (SHELL, "\x00" * 50, 400, "next-wrong"),
        (SHELL, "A" * 100_000, 400, "next-wrong"),
        ("L22608241234001", token, 400, "next-of-another"),
        ([SHELL, SHELL], token, 400, "next-alone"),
    ):
        answer = programs.get("/api/trace", query_string={"code": code, "next": said})
        assert (answer.status_code, answer.json["error"]["code"]) == (status, reason)
    assert "다른 번호의 것입니다" in page(app, "L22608241234001", 400, next=token)
    load(feeds.laid(EGGS, "urn:x:seen:0000", "23T09"))
    answer = programs.get("/api/trace", query_string={"code": SHELL, "next": token})
    assert (answer.status_code, answer.json["error"]["code"]) == (410, "next-expired")


def test_a_request_that_would_take_too_long_is_told_to_ask_in_parts(
    programs: Programs, feed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LONGEST_S", 0.0)
    answer = programs.get("/api/trace", query_string={"code": [SHELL] * 3})
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "too-slow")


def test_of_many_days_the_newest_are_listed(app: Any, load: Load) -> None:
    days = [EGGS.replace("08-23", f"{month:02d}-{day:02d}") for month in (6, 7) for day in range(1, 31)]
    load(*(feeds.laid(lot, FARM) for lot in [*days, EGGS]))
    text = page(app, "M3FSD")
    assert (text.count('<li class="gi-row">'), "61개 가운데 최근 60개입니다." in text) == (60, True)


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({}, 400, "code-missing"),
        ({"code": "x", "on": "9999-12-31"}, 400, "on-wrong"),
        ({"code": "x", "at": "yesterday"}, 400, "at-wrong"),
    ],
)
def test_what_can_not_be_asked_is_refused_with_a_sentence(
    app: Any, programs: Programs, query: Any, status: int, code: str
) -> None:
    answer = programs.get("/api/trace", query_string=query)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    if query:
        assert answer.json["error"]["message_ko"] in app.get("/trace", query_string=query).text


BAD = [
    "'; DROP TABLE trace.edge; --", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}",
    "\x00", "old/01\x00\x00", "urn:x-govinnov:old/01\x00가", "0823\x00M3FSD2", "🐣" * 20, "%00", "٠٨٢٣M3FSD2",
    "egg10/0000-00-00/M3FSD/2", "egg10/0001-01-01/M3FSD/2", "egg10/9999-12-31/M3FSD/2", "0229M3FSD2", "299999999999",
    "https://id.gs1.org/01/" + "9" * 2000, "(01)" * 500, "urn:epc:id:sgtin:" + "1." * 900, "0" * 1_000_000,
    "M" * 5 + " " * 1_000_000, "\n" * 2048, "../../etc/passwd", "0823M3FSD2" * 300,
]  # fmt: skip


@pytest.mark.parametrize("code", BAD, ids=range(len(BAD)))
def test_whatever_is_typed_is_answered_at_once_and_harms_nothing(app: Any, feed: None, code: str) -> None:
    started = time.process_time()
    text = page(app, code)
    told = [app.get("/api/trace", query_string={"code": code, "on": ON}, headers=door) for door in DOORS.values()]
    assert time.process_time() - started < 2
    for answer in told:
        assert (answer.status_code, answer.json["match"] in {"malformed", "unknown"}) == (200, True)
        assert "Traceback" not in text + answer.text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert len(text) < 40_000
    assert heading(page(app, SHELL)) == "이 달걀은 회수 대상이 아닙니다"


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b"\xff", b'{"codes": ["\\ud800"]}', b'{"codes": [{}]}', b"x" * 2_000_000]
)
def test_no_body_breaks_the_json(programs: Programs, feed: None, body: bytes) -> None:
    answer = programs.post("/api/trace", data=body, content_type="application/json")
    assert answer.status_code in {200, 400, 413}
    assert "Traceback" not in answer.text


def test_it_asks_as_the_reader_who_sees_nothing_private_and_changes_nothing(app: Any, feed: None) -> None:
    engine = answers._engine(answers._url())
    with engine.begin() as db:
        assert db.execute(sa.text("SELECT session_user, current_user")).one() == ("trace_reader", "trace_reader")
        assert db.scalar(sa.text("SHOW statement_timeout")) == "2s"
    for forbidden in ("SELECT * FROM trace_private.document", 'SELECT * FROM public."user"', "DELETE FROM trace.edge"):
        with pytest.raises(DBAPIError, match=r"permission denied|read-only"), engine.begin() as db:
            db.execute(sa.text(forbidden))
    with pytest.raises(DBAPIError, match="statement timeout"), engine.begin() as db:
        db.execute(sa.text("SELECT pg_sleep(5)"))


def test_without_a_login_of_its_own_it_takes_on_the_role(app: Any, feed: None) -> None:
    with answers._engine(tk.config["sqlalchemy.url"]).begin() as db:
        assert db.execute(sa.text("SELECT session_user, current_user")).one() == ("ckan", "trace_reader")
        with pytest.raises(DBAPIError, match="permission denied"):
            db.execute(sa.text("SELECT * FROM trace_private.document"))


def test_without_its_tables_it_says_so_and_set_up_makes_them_again(
    app: Any, programs: Programs, logged: pytest.LogCaptureFixture
) -> None:
    with model.meta.engine.begin() as db:
        db.execute(sa.text("DROP SCHEMA trace, trace_private CASCADE"))
    try:
        answer = programs.get("/api/trace", query_string={"code": SHELL})
        assert (answer.status_code, answer.json["error"]["code"]) == (503, "store-silent")
        assert "지금은 이력을 찾을 수 없습니다" in page(app, SHELL, 503)
    finally:
        model.Session.remove()
        list(bootstrap.steps())
    assert programs.get("/api/trace", query_string={"code": SHELL}).json["match"] == "unknown"
    assert "trace look-up failed: UndefinedTable" in logged.text
    assert SHELL not in logged.text


def test_a_database_that_does_not_answer_is_told_and_quotes_nothing(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, logged: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(answers, "_engine", lambda url: answers.reading("postgresql://nobody@127.0.0.1:1/none"))
    assert programs.get("/api/trace", query_string={"code": SHELL}).status_code == 503
    assert "trace look-up failed: OperationalError" in logged.text
    assert SHELL not in logged.text


def test_the_log_keeps_family_and_outcome_and_nothing_that_was_typed(
    app: Any, programs: Programs, feed: None, logged: pytest.LogCaptureFixture
) -> None:
    page(app, SHELL)
    page(app, "zqtyped")
    programs.get("/api/trace", query_string={"code": [SHELL, "M3FSD"]})
    told = [one.getMessage() for one in logged.records if one.name.startswith("ckanext.govinnov.trace_pages")]
    outcomes = ["egg10 exact", "- malformed", "egg10 exact", "- ambiguous"]
    assert [one.removeprefix("trace look-up: ") for one in told] == outcomes
    assert [typed for typed in (SHELL, "zqtyped", "M3FSD") if typed in logged.text] == []


def test_no_byte_of_any_answer_is_what_a_feed_said_of_somebody(
    app: Any, load: Load, logged: pytest.LogCaptureFixture
) -> None:
    load(*_planted())
    needles = _needles()
    for code in (SHELL, "L22608241234001", "M3FSD", "0823M3F5D2", "0824M3FSD2"):
        for path in ("/trace", "/en/trace", "/api/trace"):
            answer = app.get(path, query_string={"code": code, "on": ON})
            assert (answer.status_code, [what for form, what in needles.items() if form in answer.data]) == (200, [])
    assert [word for word in MARKS.values() if word in logged.text] == []
    with model.meta.engine.begin() as db:
        whole = json.dumps(store.look_up(db, SHELL, date.fromisoformat(ON)))
    assert {name for name, word in MARKS.items() if word in whole} >= {"shop", "event", "lot", "step"}


def _planted() -> list[dict[str, Any]]:
    """A feed that says more than it should, in every place where it can."""
    uri = {name: f"urn:x:{word}" for name, word in MARKS.items()}
    own = {f"https://feed.example/{MARKS['owner']}": {"https://feed.example/mobile": MARKS["mobile"]}}
    laid = feeds.laid(EGGS, FARM) | {"readPoint": {"id": uri["place"]}, "ilmd": own}
    sold = [shipped(PACK, PACKER, uri["shop"], "25T10", 100), shipped(EGGS, PACKER, uri["farm"], "25T11", 7)]
    return [
        feeds.with_id(laid, "a") | {"eventID": uri["event"]},
        feeds.with_id(feeds.laid(EGGS, FARM, "23T08"), "b") | {"eventID": uri["event"]},
        *feeds.FEED[1:5],
        *sold,
        shipped(EGGS, PACKER, uri["shop"], "25T12", 8) | {"bizStep": uri["step"]},
        feeds.event("ObjectEvent", "25T13", "storing", action="OBSERVE",
                    quantityList=[amount(EGGS, 3, "KGM")], bizLocation={"id": uri["shop"]}),
        feeds.packed("25T14", inputQuantityList=[amount(EGGS, 9)], outputQuantityList=[amount(uri["lot"], 1)]),
    ]  # fmt: skip


def _needles() -> dict[bytes, str]:
    """Every form in which a word could stand in an answer."""
    forms = {}
    for word in MARKS.values():
        raw = word.encode()
        forms |= dict.fromkeys((raw, raw.upper(), word.encode("utf-16-le"), quote(word).encode()), word)
        for shift in range(3):
            forms[base64.b64encode(b"x" * shift + raw)[4:12]] = word
    return forms
