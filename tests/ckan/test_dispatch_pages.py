"""The pages of the dispatch analysis on the real site: what they say, and what they never say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any

import ckan.plugins.toolkit as tk
import dispatch_tables
import pytest
from ckan import model
from dispatch_tables import csv_of, map_of, publish, publish_table
from handed import upload
from sqlalchemy import event

from ckanext.govinnov.dispatch_pages import published
from ckanext.govinnov.dispatch_pages.served import id_of

pytestmark = pytest.mark.site
Act = Callable[..., Any]
Heads = dict[str, dict[str, Any]]
PAGES = ("/golden-time", "/golden-time/42110", "/golden-time/42110/council", "/golden-time/backtest")
COMPUTED, SCENARIO = "계산값, 실측 아님", "시나리오, 실측 아님"


@dataclass(slots=True)
class Published:
    """The small run as it was published: resources by table, and who may change them."""

    act: Act
    resources: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def kept() -> dict[str, Published]:
    """The run that the tests which only read share: publishing it takes seconds."""
    return {}


@pytest.fixture
def run(_site: None, kept: dict[str, Published], request: pytest.FixtureRequest) -> Published:
    """A whole small run is published; an agency and its steward are made for it alone."""
    if not kept:
        act, agency = request.getfixturevalue("act"), request.getfixturevalue("agency")
        dispatch_tables.clear()
        found = {name: publish_table(act, agency, name, rows) for name, rows in dispatch_tables.tables().items()}
        found["map"] = publish(act, agency, "dispatch-government-42110", map_of(), "map.geojson")
        kept["run"] = Published(act, found)
    return kept["run"]


@pytest.fixture
def nothing(_site: None, kept: dict[str, Published]) -> Iterator[None]:
    """No run is published, before and after."""
    kept.clear()
    dispatch_tables.clear()
    yield
    model.Session.rollback()
    dispatch_tables.clear()


@pytest.fixture
def heads(nothing: None, act: Act, agency: dict[str, Any]) -> Heads:
    """The two tables that a headline is made of; their resources."""
    tables = dispatch_tables.tables()
    return {name: publish_table(act, agency, name, tables[name]) for name in ("distances", "facts")}


def words(page: Any) -> str:
    """What a reader sees, in one line."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return _plain(text)


def _plain(text: str) -> str:
    """Without what only keeps a line together."""
    return " ".join(unescape(text).replace("\u2060", "").split())


def section(page: Any, name: str) -> str:
    """The words of one section."""
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', page.text, re.DOTALL)
    assert found, name
    return _plain(re.sub(r"<[^>]+>", " ", found.group()))


@contextmanager
def questions() -> Iterator[list[str]]:
    """Every question that the site asks its database meanwhile."""
    asked: list[str] = []

    def keep(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    event.listen(model.meta.engine, "before_cursor_execute", keep)
    yield asked
    event.remove(model.meta.engine, "before_cursor_execute", keep)


def heading(page: Any) -> str:
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    return _plain(found)


def test_the_answer_of_a_place_is_its_headline(app: Any, run: Published) -> None:
    page = app.get("/golden-time/42110")
    told = "춘천시에서 가장 가까운 119안전센터까지 보통 1.8 km, 10명 가운데 5–7명이 2 km 안에 삽니다"
    assert heading(page) == told
    assert "선거인(18세 이상) 1,000입니다" in words(page)


def test_no_figure_stands_without_its_kind_and_its_grade(app: Any, run: Published) -> None:
    page = app.get("/golden-time/42110")
    assert COMPUTED in section(page, "minutes")
    assert "10명 가운데 5–7명 57 % (48–68) C" in section(page, "minutes")
    assert "58 % (58–58) C" in section(page, "areas")
    assert "A 실제 길로" in section(page, "how")


def test_police_that_can_not_be_computed_are_said_so_with_the_reason(app: Any, run: Published) -> None:
    told = section(app.get("/golden-time/42110"), "police")
    assert "공개 데이터로는 계산할 수 없음: 주소만 있음" in told
    assert "%" not in told


def test_police_that_can_are_a_scenario(app: Any, run: Published) -> None:
    told = section(app.get("/golden-time/47940"), "police")
    assert SCENARIO in told
    assert "57 % (48–68) D" in told


def test_no_camera_data_is_never_a_share(app: Any, run: Published) -> None:
    assert "자료 없음" in section(app.get("/golden-time/42110"), "cameras")
    assert "%" not in section(app.get("/golden-time/42110"), "cameras")
    assert "7대가 땅의 약 20 %를 봅니다" in section(app.get("/golden-time/47940"), "cameras")


def test_what_is_not_known_is_said(app: Any, run: Published) -> None:
    told = section(app.get("/golden-time/42110"), "not-known")
    assert "119지역대" in told
    assert "카메라가 어디 있는지" in told
    assert "카메라가 어디 있는지" not in section(app.get("/golden-time/47940"), "not-known")


def test_the_map_is_drawn_from_the_published_one(app: Any, run: Published) -> None:
    text = app.get("/golden-time/42110").text
    assert "<title>동내면 58 %</title>" in text
    assert "지금은 지도가 공개되어 있지 않습니다" in words(app.get("/golden-time/47940"))


def test_a_province_leads_to_its_districts(app: Any, run: Published) -> None:
    text = app.get("/golden-time/42").text
    assert 'href="/golden-time/42110"' in text
    assert 'href="/golden-time/47940"' not in text


def test_everyone_stands_by_code_and_is_found_by_first_consonants(app: Any, run: Published) -> None:
    everyone = re.findall(r'href="/golden-time/(\d+)"', app.get("/golden-time").text)
    assert everyone == ["42", "42110", "47940"]
    found = app.get("/golden-time", query_string={"q": "ㅊㅊ"})
    assert re.findall(r'href="/golden-time/(\d+)"', found.text) == ["42110"]
    assert "그런 이름의 자치단체가 없습니다" in words(app.get("/golden-time", query_string={"q": "평양"}))


def test_a_council_reads_what_each_post_adds_and_costs(app: Any, run: Published) -> None:
    page = app.get("/golden-time/42110/council", query_string={"cost": "1.2"})
    assert heading(page) == "춘천시에 구급차 자리를 한 곳 더 두면 신고하고 10분 안에 닿는 사람이 120명 늘어납니다"
    told = words(page)
    assert "+120 520 · 52.0 % 1,000,000 신북읍, 동내면 최선 증명됨" in told
    assert "+0 520 · 52.0 % 늘지 않음" in told
    assert "80 %: 5–9곳을 더 두면 닿습니다" in told
    assert "울릉군 100 57 % (48–68) C" in told


def test_a_wrong_cost_is_said_and_comes_back_as_text(app: Any, run: Published) -> None:
    page = app.get("/golden-time/42110/council", query_string={"cost": '"><script>x'})
    assert "금액이 아닙니다" in words(page)
    assert "<script>x" not in page.text


def test_the_backtest_says_in_its_headline_that_the_model_does_not_beat_density(app: Any, run: Published) -> None:
    page = app.get("/golden-time/backtest")
    told = heading(page)
    assert told.startswith("우리가 계산한 도착 시간은 관서를 전혀 모르는 짐작보다 낫지 않습니다")
    assert "12.0건" in told
    assert "6.3건" in told
    assert COMPUTED in words(page)


def test_english_readers_get_english_around_the_names(app: Any, run: Published) -> None:
    for path in PAGES[1:]:
        page = words(app.get(f"/en{path}"))
        assert "computed, not measured" in page
        assert COMPUTED not in page


def test_an_unknown_code_is_not_found_and_leads_on(app: Any, run: Published) -> None:
    for code in ("99999", "42111", "4211", "x" * 300, "<script>", "42110%20"):
        for end in ("", "/council"):
            (main,) = re.findall(r"<main.*</main>", app.get(f"/golden-time/{code}{end}", status=404).text, re.DOTALL)
            assert "<script>" not in main
            assert 'href="/golden-time"' in main


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_once_what_is_public_and_reads_no_table_twice(app: Any, run: Published, path: str) -> None:
    app.get(path)
    read = published._frame.cache_info().misses
    with questions() as asked:
        app.get(path)
    assert sum("govinnov_certificate" in one for one in asked) == 1
    assert published._frame.cache_info().misses == read


def test_each_table_is_gone_from_its_page_as_soon_as_it_is_revoked(app: Any, run: Published) -> None:
    """One after the other, the list of governments last: without it there is no page of a government at all."""
    for table, path, gone in (
        ("map", "/golden-time/42110", "짙을수록"),
        ("areas", "/golden-time/42110", "읍면동별 값"),
        ("golden-time", "/golden-time/42110", "신고하고 7분 안에 소방차가"),
        ("facts", "/golden-time/42110", "57 % (48–68)"),
        ("plans", "/golden-time/42110/council", "+120"),
        ("backtest", "/golden-time/backtest", "12.0건"),
    ):
        assert gone in words(app.get(path))
        run.act("govinnov_version_revoke", resource_id=run.resources[table]["id"], number=1, reason="오류")
        assert gone not in words(app.get(path))
    run.act("govinnov_version_revoke", resource_id=run.resources["distances"]["id"], number=1, reason="오류")
    assert "춘천시" not in app.get("/golden-time/42110", status=404).text


def test_without_a_published_run_each_page_says_so_and_what_to_do(app: Any, nothing: None) -> None:
    for path in PAGES:
        page = app.get(path, status=404 if "42110" in path else 200)
        assert heading(page) == "아직 공개된 계산이 없습니다"
        assert "./govinnov up --data" in page.text


def test_a_table_whose_dataset_is_made_private_is_gone(app: Any, act: Act, heads: Heads) -> None:
    act("package_patch", id="dispatch-distances", private=True)
    assert heading(app.get("/golden-time")) == "아직 공개된 계산이 없습니다"


def test_a_table_whose_words_were_taken_back_is_gone(app: Any, act: Act, heads: Heads) -> None:
    act("govinnov_metadata_revoke", id="dispatch-distances", reason="개인정보")
    assert heading(app.get("/golden-time")) == "아직 공개된 계산이 없습니다"


def test_a_new_version_is_read_at_once_and_pages_of_two_runs_say_so(app: Any, act: Act, heads: Heads) -> None:
    mixed = "이 쪽의 표가 두 계산에 걸쳐 있습니다"
    assert mixed not in words(app.get("/golden-time/42110"))
    rows = [row | {"median_km": 2.0, "run_id": "f" * 16} for row in dispatch_tables.tables()["distances"]]
    data = upload(csv_of("distances", rows), "distances.csv")
    act("resource_update", id=heads["distances"]["id"], name="distances.csv", upload=data)
    page = app.get("/golden-time/42110")
    assert "보통 2.0 km" in heading(page)
    assert mixed in words(page)


def test_a_name_that_holds_markup_stays_text(app: Any, act: Act, agency: dict[str, Any], heads: Heads) -> None:
    mark = "<b>동&</b>"
    named = [row | {"area_name": mark} for row in dispatch_tables.tables()["priority-areas"]]
    publish_table(act, agency, "priority-areas", named)
    publish(act, agency, "dispatch-government-42110", map_of([("1", mark, 0.5), ("2", mark, 0.5)]), "map.geojson")
    text = app.get("/golden-time/42110").text
    assert text.count("&lt;b&gt;동&amp;&lt;/b&gt;") >= 3
    assert "<b>동" not in text


def test_another_file_under_the_name_of_a_table_is_no_table(
    app: Any, act: Act, agency: dict[str, Any], nothing: None
) -> None:
    publish(act, agency, "dispatch-distances", "이름,연도\n중앙공원,2018\n".encode(), "distances.csv")
    assert heading(app.get("/golden-time")) == "아직 공개된 계산이 없습니다"


def test_a_dataset_that_only_bears_the_name_of_a_table_is_not_the_analysis(
    app: Any, act: Act, agency: dict[str, Any], nothing: None
) -> None:
    dataset = act("package_create", name="dispatch-distances", title="거리", owner_org=agency["id"])
    data = upload(csv_of("distances", dispatch_tables.tables()["distances"]), "distances.csv")
    assert act("resource_create", package_id=dataset["id"], name="distances.csv", upload=data)["certificate_id"]
    assert heading(app.get("/golden-time")) == "아직 공개된 계산이 없습니다"
    with pytest.raises(tk.ValidationError):
        act("package_create", id=id_of("dispatch-facts"), name="dispatch-facts", title="사실", owner_org=agency["id"])


def test_a_run_without_areas_of_land_compares_nobody(app: Any, act: Act, agency: dict[str, Any], nothing: None) -> None:
    """A table of a former run, which had no such column, is read all the same."""
    tables = dispatch_tables.tables()
    header, *lines = csv_of("distances", tables["distances"]).decode().splitlines()
    at = header.split(",").index("land_km2")
    shorter = "\n".join(
        ",".join(cell for i, cell in enumerate(line.split(",")) if i != at) for line in (header, *lines)
    )
    publish(act, agency, "dispatch-distances", f"{shorter}\n".encode(), "distances.csv")
    publish_table(act, agency, "plans", tables["plans"])
    assert "넓이가 공개되어 있지 않아" in words(app.get("/golden-time/42110/council"))
