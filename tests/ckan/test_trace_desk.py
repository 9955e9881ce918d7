"""The stewards' side of the trace: who enters, the sheet of a farm, and the life of a recall."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import pytest
import trace_feeds as feeds
from ckan import model
from ckan.tests import factories
from desked import HOME, RECEIVED, Reader, heading, seen, trace_steward, words
from emptied import empty
from handed import REGISTRATION
from openpyxl import load_workbook

from ckanext.govinnov.trace_desk.auth import SETTING
from govinnov.trace import store
from govinnov.trace.feeds.parties import Private
from govinnov.trace.store.privately import keep_private

FARM = {"farm": "M3FSD", "first": "2026-08-01", "days": "30"}
WHY = {"reason_ko": "피프로닐이 기준을 넘었습니다.", "reason_en": "Too much fipronil."}
#: An example of what stands in the addresses of the desk.
EXAMPLES = {"number": "1", "name": "sheet.csv", "sha256": "0" * 64, "key": "x"}


@pytest.fixture
def curator() -> Iterator[dict[str, Any]]:
    with trace_steward() as user:
        yield user


@pytest.fixture
def steward_of_trace(app: Any, curator: dict[str, Any], tmp_path: Path) -> Iterator[Reader]:
    """A steward of the trace, who knows a small feed."""
    empty()
    list(store.load(model.meta.engine, [feeds.write(tmp_path, *feeds.FEED)], RECEIVED))
    yield Reader(app, curator)
    empty()


def addresses(app: Any) -> Iterator[tuple[str, str]]:
    """Every way into the desk: method and address."""
    with app.flask_app.test_request_context():
        adapter = app.flask_app.url_map.bind("")
    for rule in app.flask_app.url_map.iter_rules():
        if rule.rule.startswith(HOME):
            values = {name: int(EXAMPLES[name]) if name == "number" else EXAMPLES[name] for name in rule.arguments}
            address = adapter.build(rule.endpoint, values)
            yield from ((method, address) for method in sorted(rule.methods & {"GET", "POST"}))


def _answer(reader: Reader, method: str, address: str) -> Any:
    return (reader.get if method == "GET" else reader.post)(address, follow=False)


def test_every_way_into_the_desk_asks_who_it_is(app: Any, curator: dict[str, Any]) -> None:
    stranger = factories.UserWithToken()
    factories.Organization(users=[{"name": stranger["name"], "capacity": "admin"}])
    ordinary = factories.UserWithToken()
    nobody, steward = Reader(app), Reader(app, curator)
    admin = Reader(app, factories.SysadminWithToken())
    ways = list(addresses(app))
    assert len(ways) > 5
    for method, address in ways:
        refused = [_answer(Reader(app, one), method, address).status_code for one in (ordinary, stranger)]
        login = _answer(nobody, method, address)
        assert refused == [403, 403], (method, address)
        assert (login.status_code, "/user/login" in login.headers["Location"]) == (302, True), (method, address)
        for reader in (steward, admin):
            answer = _answer(reader, method, address)
            assert answer.status_code in {200, 302, 404}, (method, address)
            assert "no-store" in answer.headers["Cache-Control"], (method, address)


@pytest.fixture
def guarded(app: Any, curator: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The site with its check against forgery on, and the steward of the trace logged in."""
    monkeypatch.setitem(app.flask_app.config, "WTF_CSRF_ENABLED", True)
    monkeypatch.setitem(app.flask_app.config, "SESSION_COOKIE_DOMAIN", urlsplit(tk.config["ckan.site_url"]).hostname)
    app.set_session_user(curator["id"])
    return app


def test_no_form_of_the_desk_is_taken_without_its_token(guarded: Any) -> None:
    forms = [address for method, address in addresses(guarded) if method == "POST"]
    assert len(forms) > 5 and guarded.get(HOME).status_code == 200
    for address in forms:
        for form in ({}, {"_csrf_token": "x"}):
            assert guarded.post(address, data=form).status_code == 400, address


def test_without_an_agency_only_administrators_enter(app: Any) -> None:
    user = factories.UserWithToken()
    factories.Organization(users=[{"name": user["name"], "capacity": "admin"}])
    assert Reader(app, user).get(HOME).status_code == 403
    assert Reader(app, factories.SysadminWithToken()).get(HOME).status_code == 200


def test_who_gives_his_agency_the_name_of_the_traces_does_not_enter_where_the_setting_has_its_id(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, other = factories.UserWithToken(), factories.UserWithToken()
    agency = factories.Organization(users=[{"name": editor["name"], "capacity": "editor"}])
    its = factories.Organization(users=[{"name": other["name"], "capacity": "admin"}])
    monkeypatch.setitem(tk.config, SETTING, agency["id"])
    for title in (agency["title"], agency["id"]):
        tk.get_action("organization_patch")({"user": other["name"]}, {"id": its["id"], "title": title})
        assert [Reader(app, one).get(HOME).status_code for one in (editor, other)] == [200, 403]
    monkeypatch.setitem(tk.config, SETTING, "0" * 8 + agency["id"][8:])
    assert Reader(app, editor).get(HOME).status_code == 403


def test_the_desk_shows_its_door_to_those_who_may_enter(app: Any, steward_of_trace: Reader, agency: Any) -> None:
    assert f'href="{HOME}"' in steward_of_trace.get("/steward/submissions").text
    other = Reader(app, factories.UserWithToken())
    assert f'href="{HOME}"' not in other.get("/steward/submissions").text


def test_the_sheet_page_says_how_much_came_of_a_farm_and_that_is_kept(steward_of_trace: Reader) -> None:
    page = steward_of_trace.get(f"{HOME}/sheet", **FARM).text
    assert heading(page) == "M3FSD 2026-08-01–2026-08-30: 로트 2개로 이어집니다"
    told = words(page)
    for one in ("30,000개", "2,000개", "0823 M3FSD 2", "L2 260824 1234 001", "66.7"):
        assert one in told, one
    assert seen() == [(steward_of_trace.name, "recall", "M3FSD 2026-08-01–2026-08-30")]


def test_each_file_of_the_sheet_is_whole_and_who_took_it_is_kept(steward_of_trace: Reader) -> None:
    files = {
        name: steward_of_trace.get(f"{HOME}/sheet/{name}", **FARM)
        for name in ("sheet.csv", "sheet.xlsx", "events.jsonld", "events.xml")
    }
    assert all(one.status_code == 200 for one in files.values())
    rows = list(csv.DictReader(io.StringIO(files["sheet.csv"].data.decode("utf-8-sig"))))
    assert {row["받은 곳 to"] for row in rows} >= {feeds.PACKER_GLN, feeds.SHOP_GLN}
    book = load_workbook(io.BytesIO(files["sheet.xlsx"].data), read_only=True)
    assert sum(1 for _ in book.worksheets[0].rows) == len(rows) + 1
    events = json.loads(files["events.jsonld"].data)["epcisBody"]["eventList"]
    assert events
    assert files["events.xml"].data.count(b"</ObjectEvent>") == sum(one["type"] == "ObjectEvent" for one in events)
    assert [one[1] for one in seen()] == ["events.xml", "events.jsonld", "sheet.xlsx", "sheet.csv"]
    assert steward_of_trace.get(f"{HOME}/sheet/passwd", **FARM).status_code == 404


def test_who_and_where_the_parties_are_stands_in_a_file_of_its_own(steward_of_trace: Reader) -> None:
    told = {"name": "=달솔나루마트", "address": "부산 해운대구 1-1", "phone": "051-734-9182"}
    with model.meta.engine.begin() as db:
        private = [Private(feeds.SHOP_GLN, field, value) for field, value in told.items()]
        keep_private(db, [*private, Private("8800009999999", "name", "다른 곳")], RECEIVED, "0" * 64)
    answer = steward_of_trace.get(f"{HOME}/sheet/places.csv", **FARM)
    (row,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert row["party"] == feeds.SHOP_GLN
    assert {field: row[field] for field in told} == told | {"name": "'=달솔나루마트"}
    assert seen()[0][1] == "places.csv"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"farm": "ZZZZZ"}, "신고된 것이 없습니다"),
        ({"code": "0823M3FSD2", "first": "2026-08-20"}, "0823 M3FSD 2: 로트 2개로 이어집니다"),
        ({"code": "0823ZZZZZ2"}, "이 번호로 신고된 것이 없습니다"),
        ({"farm": "M3FSD", "first": "yesterday"}, "날짜를 읽을 수 없습니다"),
        ({"farm": "M3FSD", "days": "0"}, "날짜를 읽을 수 없습니다"),
        ({"farm": "M3FSD", "days": "9" * 400}, "날짜를 읽을 수 없습니다"),
        ({"farm": "M3FSD", "at": "9999-12-31T23:59:59-14:00"}, "날짜를 읽을 수 없습니다"),
        ({"farm": "M3FSD", "at": "0001-01-01T00:00:00+14:00"}, "날짜를 읽을 수 없습니다"),
        ({"farm": "' OR 1=1; --", "first": "2026-08-01"}, "신고된 것이 없습니다"),
        ({"farm": "M3F\x00SD", "first": "2026-08-01"}, "신고된 것이 없습니다"),
        ({}, "농장이나 로트를 적어 주세요"),
    ],
)
def test_whatever_is_asked_the_page_says_what_came_of_it(
    steward_of_trace: Reader, asked: dict[str, str], sentence: str
) -> None:
    answer = steward_of_trace.get(f"{HOME}/sheet", **asked)
    assert (answer.status_code, sentence in words(heading(answer.text))) == (200, True)


def drafted(steward: Reader) -> str:
    """Keep a draft, and give its address."""
    answer = steward.post(f"{HOME}/recalls", follow=False, **FARM, **WHY)
    assert answer.status_code == 302
    return str(answer.headers["Location"]).replace("http://test.ckan.net", "")


def public_state(app: Any) -> str:
    told = app.get("/api/trace", query_string={"code": "L22608241234001", "on": "2026-08-26"}).json
    return str(told["recall"]["state"])


def test_a_recall_goes_from_draft_to_open_to_closed_and_every_step_stays(app: Any, steward_of_trace: Reader) -> None:
    address = drafted(steward_of_trace)
    assert public_state(app) == "none"
    page = steward_of_trace.post(f"{address}/step", state="open", **WHY).text
    assert "회수 중" in words(page)
    assert public_state(app) == "recalled"
    assert WHY["reason_ko"] in app.get("/trace", query_string={"code": "L22608241234001", "on": "2026-08-26"}).text
    ended = {"reason_ko": "모두 거두었습니다.", "reason_en": "All of it is taken back."}
    page = words(steward_of_trace.post(f"{address}/step", state="closed", **ended).text)
    assert public_state(app) == "closed"
    for told in (steward_of_trace.name, *WHY.values(), *ended.values()):
        assert told in page, told
    assert "다음 단계" not in page
    assert steward_of_trace.name not in app.get("/trace", query_string={"code": "L22608241234001"}).text


def test_a_step_that_may_not_come_is_refused_with_a_sentence(app: Any, steward_of_trace: Reader) -> None:
    address = drafted(steward_of_trace)
    page = steward_of_trace.post(f"{address}/step", state="closed", **WHY).text
    assert "다음에 올 수 있는 단계: open, withdrawn" in words(page)
    assert "두 언어로 적으세요" in words(steward_of_trace.post(f"{address}/step", state="open", reason_ko="왜").text)
    assert steward_of_trace.post(f"{address}/step", state="burnt", **WHY).status_code == 404
    assert steward_of_trace.post(f"{HOME}/recalls/999/step", state="open", **WHY).status_code == 404
    assert public_state(app) == "none"


def test_a_reason_with_a_personal_number_is_not_kept(app: Any, steward_of_trace: Reader) -> None:
    told = {"reason_ko": f"문의 {REGISTRATION}", "reason_en": "why"}
    page = steward_of_trace.post(f"{HOME}/recalls", **FARM, **told).text
    assert REGISTRATION not in page
    assert "주민등록번호" in words(page)
    assert heading(steward_of_trace.get(f"{HOME}/recalls").text) == "해당하는 회수가 없습니다"


def test_recalls_are_listed_by_state(steward_of_trace: Reader) -> None:
    steward_of_trace.post(f"{drafted(steward_of_trace)}/step", state="withdrawn", **WHY)
    drafted(steward_of_trace)
    assert heading(steward_of_trace.get(f"{HOME}/recalls").text) == "회수 2건"
    assert heading(steward_of_trace.get(f"{HOME}/recalls", state="draft").text) == "회수 1건: 초안"
    assert heading(steward_of_trace.get(HOME).text) == "진행 중인 회수가 없습니다"
    assert steward_of_trace.get(f"{HOME}/recalls", state="lost").status_code == 404


def test_an_inspection_that_failed_leads_to_a_recall_that_follows_it(steward_of_trace: Reader) -> None:
    from datetime import date

    from govinnov.trace.recall.official import Inspection
    from govinnov.trace.store import stewarding

    with model.meta.engine.begin() as db:
        failed = Inspection(date(2026, 8, 25), "피프로닐", "fail", None, None, "mg/kg", "M3FSD")
        number = stewarding.inspected(db, failed, RECEIVED)
    page = steward_of_trace.get(f"{HOME}/recalls").text
    assert f"inspection={number}" in page
    steward_of_trace.post(f"{HOME}/recalls", **FARM, **WHY, inspection=number)
    with model.meta.engine.begin() as db:
        (kept,) = stewarding.recalls(db, "infinity")
    assert (kept.inspection, kept.predicate.farm) == (number, "M3FSD")


def test_the_desk_is_also_english(steward_of_trace: Reader) -> None:
    assert heading(steward_of_trace.get(f"/en{HOME}/sheet", **FARM).text).endswith("2 lots came of it")
