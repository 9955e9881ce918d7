"""Rehearsals on the real site: pages of their own that say so, and nothing of them where the real goods are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import trace_feeds as feeds
from ckan import model
from emptied import empty

from govinnov.trace import store
from govinnov.trace.rehearsal.flow import Flow
from govinnov.trace.rehearsal.nation import Nation
from govinnov.trace.rehearsal.writing import write
from govinnov.trace.store.rehearsing import rehearsing
from harvesters.model import Source
from harvesters.sources import source_type
from harvesters.store.desk import Desk

SETTING = "ckanext.govinnov.trace_rehearsal"
ON = "2026-08-20"
KNOWN = datetime(2026, 8, 10, tzinfo=UTC)
SEED = 11
Setting = Callable[[str], None]


def _remove_sources() -> None:
    desk = Desk(model.meta.engine)
    for one in desk.sources():
        if source_type(one["type"]).restricted:
            desk.remove(one["name"])


@pytest.fixture
def flow(tmp_path: Path) -> Iterator[Flow]:
    """A small rehearsal in the store of rehearsals; the real one is empty, and no source will fill it."""
    empty()
    _remove_sources()
    made = Flow(Nation(SEED, 0.01), 3, faults=False)
    paths = [path for path in write(made, tmp_path).files if path.suffix == ".jsonld"]
    assert [one.held for one in store.load(rehearsing(model.meta.engine), paths, KNOWN)] == [0] * len(paths)
    yield made
    empty()


@pytest.fixture
def real(flow: Flow, tmp_path: Path) -> None:
    """Real goods beside it."""
    list(store.load(model.meta.engine, [feeds.write(tmp_path, *feeds.FEED, name="real.jsonld")], KNOWN))


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Setting:
    """Put the setting."""
    return lambda said: monkeypatch.setitem(tk.config, SETTING, said)


def mark(flow: Flow) -> str:
    layer = flow.nation.layers[0]
    return f"0801{layer.signs}{layer.housing}"


def page(app: Any, path: str, code: str, status: int = 200) -> str:
    answer = app.get(path, query_string={"code": code, "on": ON})
    assert answer.status_code == status
    return str(answer.text)


def test_districts_of_made_up_goods_are_listed_as_their_json_tells_them(app: Any, flow: Flow) -> None:
    steps = app.get("/api/trace/rehearsal", query_string={"code": mark(flow), "on": ON}).json["steps"]
    (listed,) = re.findall(r'<ol class="gi-places.*?</ol>', page(app, "/trace/rehearsal", mark(flow)), re.DOTALL)
    found = re.findall(r"<li><strong>(.*?)</strong>", listed)
    assert found
    assert set(found) <= {step["district"] for step in steps}


def test_a_rehearsal_says_so_in_its_title_its_first_sentence_and_its_json(app: Any, flow: Flow) -> None:
    text = page(app, "/trace/rehearsal/", mark(flow))
    title, heading = re.findall(r"<title>(.*?)</title>|<h1[^>]*>(.*?)</h1>", text, re.DOTALL)[:2]
    assert title[0].strip().startswith("연습")
    assert heading[1].strip().startswith("연습: 이 달걀은 회수 대상이 아닙니다")
    told = json.loads(page(app, "/api/trace/rehearsal", mark(flow)))
    assert (told["rehearsal"], told["match"]) == (True, "exact")
    assert "연습" in str(app.get("/trace/rehearsal").text)


def test_its_own_links_and_its_box_stay_in_the_rehearsal(app: Any, flow: Flow) -> None:
    text = page(app, "/trace/rehearsal", mark(flow)[4:9])
    main = text[text.index("<main") : text.index("</main>")]
    links = re.findall(r'(?:href|action)="([^"]*/trace[^"]*)"', main)
    assert len(links) > 2
    assert [link for link in links if "/trace/rehearsal" not in link] == ["/trace"]


def test_nothing_of_it_is_found_among_real_goods_and_nothing_real_in_it(app: Any, flow: Flow, real: None) -> None:
    told = json.loads(page(app, "/api/trace", mark(flow)))
    assert (told["match"], told["rehearsal"]) == ("unknown", False)


def test_it_ends_by_itself_when_something_real_is_loaded(app: Any, flow: Flow, real: None, setting: Setting) -> None:
    setting("auto")
    page(app, "/trace/rehearsal", mark(flow), 404)
    page(app, "/api/trace/rehearsal", mark(flow), 404)


@pytest.fixture
def source() -> Iterator[Callable[[str], None]]:
    """Set a source up; it is gone afterwards."""
    desk = Desk(model.meta.engine)
    yield lambda kind: desk.add(Source("rehearsed", kind, "https://agency.example/feed/", "agency"))
    if "rehearsed" in {one["name"] for one in desk.sources()}:
        desk.remove("rehearsed")


@pytest.mark.parametrize(
    ("kind", "said", "status"),
    [("feed", "auto", 404), ("mtrace", "auto", 404), ("ckan", "auto", 200), ("feed", "on", 200)],
)
def test_it_ends_by_itself_when_a_source_of_the_trace_is_set_up(  # noqa: PLR0917 - fixtures
    app: Any, flow: Flow, setting: Setting, source: Callable[[str], None], kind: str, said: str, status: int
) -> None:
    setting(said)
    source(kind)
    page(app, "/trace/rehearsal", mark(flow), status)
    page(app, "/api/trace/rehearsal", mark(flow), status)


def test_it_goes_on_where_it_is_switched_on_and_knows_nothing_real(
    app: Any, flow: Flow, real: None, setting: Setting
) -> None:
    setting("on")
    assert json.loads(page(app, "/api/trace/rehearsal", mark(flow)))["match"] == "exact"
    assert json.loads(page(app, "/api/trace/rehearsal", "0823M3FSD2"))["match"] == "unknown"


def test_it_is_not_there_where_it_is_switched_off(app: Any, flow: Flow, setting: Setting) -> None:
    setting("off")
    page(app, "/trace/rehearsal", mark(flow), 404)


def test_customers_of_a_packer_are_counted_by_province(app: Any, flow: Flow) -> None:
    shown = [layer for layer in flow.nation.layers if customers(app, f"0801{layer.signs}{layer.housing}")]
    assert shown
    layer = shown[0]
    text = page(app, "/trace/rehearsal", f"0801{layer.signs}{layer.housing}")
    assert "그 뒤에 간 곳" in text
    assert "다섯 곳이 안 되는 시군구는 따로 세지 않습니다." in text


def customers(app: Any, code: str) -> int | None:
    told = json.loads(page(app, "/api/trace/rehearsal", code))["onward"]
    found: int | None = told["businesses"]
    return found


def test_nothing_private_of_a_rehearsal_is_in_any_of_its_answers(app: Any, flow: Flow) -> None:
    text = page(app, "/trace/rehearsal", mark(flow)) + page(app, "/api/trace/rehearsal", mark(flow))
    parties = [one for many in flow.nation.parties.values() for one in many]
    assert [one for one in parties if one.owner in text or one.mobile in text or one.business in text] == []
    assert [one.gln for one in flow.nation.of("buyer") if one.gln in text] == []
