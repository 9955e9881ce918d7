"""The districts of an answer on the real site: drawn from published maps alone, and none that the answer lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import dispatch_tables
import emptied
import pytest
import trace_feeds as feeds
from ckan import model
from dispatch_tables import publish, publish_table
from trace_feeds import EGGS, FARM_GLN, OTHER_GLN, PACKER, PACKER_GLN, SHOP, SHOP_GLN

from ckanext.govinnov.dispatch_pages import outlines
from govinnov.trace import store
from govinnov.trace.codes.model import URN

pytestmark = pytest.mark.site
Act = Callable[..., Any]
ON, RECEIVED = "2026-08-26", datetime(2026, 8, 25, tzinfo=UTC)
SHELL, PACK = "0823M3FSD2", "L22608241234001"
POCHEON, IKSAN, WANDO, GUNWI = "경기도 포천시", "전북특별자치도 익산시", "전라남도 완도군", "대구광역시 군위군"
#: Code and name of each government, and where the western corner of its made-up land is; None: no map is published.
GOVERNMENTS = (
    ("27", "대구광역시", None), ("27110", "중구", None), ("41", "경기도", 126.0), ("41650", "포천시", 126.2),
    ("45", "전라북도", 128.0), ("45140", "익산시", 128.2), ("46", "전라남도", None), ("46890", "완도군", 130.0),
)  # fmt: skip
_WHO = {
    FARM_GLN: ("farm", "남궁별솔", POCHEON),
    OTHER_GLN: ("farm", "선우다솜", GUNWI),
    PACKER_GLN: ("packer", "온빛포장", IKSAN),
    SHOP_GLN: ("trade", "zqshop", WANDO),
}


def land(west: float) -> bytes:
    """The map of a government: two squares beside each other."""
    areas = [
        {"type": "Feature", "properties": {"layer": "areas", "area_code": f"{at}", "area_name": "읍", "share_2km": 0.5},
         "geometry": {"type": "MultiPolygon", "coordinates": [[[[west + x, 37 + y] for x, y in _square(at)]]]}}
        for at in (0.0, 0.1)
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": areas}, ensure_ascii=False).encode()


def _square(at: float) -> tuple[tuple[float, float], ...]:
    return (at, 0), (at + 0.1, 0), (at + 0.1, 0.1), (at, 0.1), (at, 0)


@pytest.fixture(scope="module")
def kept() -> dict[str, str]:
    """Resources of the published maps by code: publishing them takes seconds."""
    return {}


@pytest.fixture
def maps(_site: None, kept: dict[str, str], request: pytest.FixtureRequest) -> dict[str, str]:
    """A list of governments and some of their maps are published."""
    if not kept:
        act, agency = request.getfixturevalue("act"), request.getfixturevalue("agency")
        dispatch_tables.clear()
        row = dispatch_tables.tables()["distances"][0]
        rows = [{**row, "government_code": code, "government_name": name} for code, name, _ in GOVERNMENTS]
        kept["list"] = publish_table(act, agency, "distances", rows)["id"]
        for code, _, west in GOVERNMENTS:
            if west is not None:
                found = publish(act, agency, f"dispatch-government-{code}", land(west), "map.geojson")
                kept[code] = found["id"]
    return kept


@pytest.fixture
def no_maps(_site: None, kept: dict[str, str]) -> None:
    """Nothing of the dispatch analysis is published."""
    kept.clear()
    dispatch_tables.clear()


@pytest.fixture
def feed(_site: None, tmp_path: Path) -> Iterator[None]:
    """Eggs of two farms are packed; the packer and a shop are in districts too, and every report says so."""
    emptied.empty()
    whos = [
        {f"{URN}party": party, f"{URN}role": role, f"{URN}name": name, f"{URN}district": district}
        for party, (role, name, district) in _WHO.items()
    ]
    events = (*feeds.FEED, feeds.shipped(EGGS, PACKER, SHOP, "25T10", 7))
    path = feeds.write(tmp_path, *(one | {f"{URN}who": whos} for one in events))
    assert [one.held for one in store.load(model.meta.engine, [path], RECEIVED)] == [0]
    yield
    emptied.empty()


def revoke(resource: str) -> None:
    context = {"user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]}
    tk.get_action("govinnov_version_revoke")(context, {"resource_id": resource, "number": 1, "reason": "오류"})


def page(app: Any, code: str, path: str = "/trace") -> str:
    answer = app.get(path, query_string={"code": code, "on": ON})
    assert answer.status_code == 200
    return unescape(answer.text)


def section(text: str) -> str:
    (found,) = re.findall(r'<section[^>]*aria-labelledby="districts".*?</section>', text, re.DOTALL)
    return str(found)


def listed(text: str) -> list[str]:
    return re.findall(r"<li><strong>(.*?)</strong>", section(text))


def drawn(text: str) -> list[str]:
    """Districts in colour by their titles: number and name."""
    return re.findall(r"<path d=[^>]*><title>(.*?)</title>", section(text))


def around(text: str) -> int:
    """How many lands are drawn around them."""
    return re.findall(r'<g class="gi-around">(.*?)</g>', section(text))[0].count("<path")


@pytest.mark.usefixtures("no_maps", "feed")
def test_without_published_outlines_the_list_stands_alone(app: Any) -> None:
    text = page(app, SHELL)
    assert listed(text) == [POCHEON, IKSAN]
    assert "<figure" not in section(text)
    assert "이곳으로 보냄, 골라 담음" in section(text)


@pytest.mark.usefixtures("maps", "feed")
def test_the_map_colours_the_listed_districts_after_the_verdict_and_the_time_line(app: Any) -> None:
    text = page(app, SHELL)
    assert listed(text) == [POCHEON, IKSAN]
    assert drawn(text) == [f"1 {POCHEON}", f"2 {IKSAN}"]
    assert re.findall(r'<text class="gi-number-text">(\d)</text>', text) == ["1", "2"]
    assert around(text) == 2
    assert "칠한 시·군·구 2곳." in section(text)
    assert text.index("<h1") < text.index('class="gi-line') < text.index('aria-labelledby="districts"')
    assert text.index('aria-labelledby="districts"') < text.index("모르는 것")


@pytest.mark.usefixtures("maps", "feed")
def test_a_district_without_an_outline_is_in_the_list_alone_and_that_is_said(app: Any) -> None:
    text = page(app, PACK)
    assert listed(text) == [GUNWI, POCHEON, IKSAN]
    assert drawn(text) == [f"2 {POCHEON}", f"3 {IKSAN}"]
    assert "1곳은 경계가 공개되지 않아 목록에만 있습니다." in section(text)


@pytest.mark.usefixtures("maps", "feed")
def test_a_page_unites_some_of_the_land_around_and_those_after_it_the_rest(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlines, "NEW_BYTES", 1)
    outlines._land.cache_clear()
    seen = [(len(drawn(page(app, SHELL))), outlines._land.cache_info().misses) for _ in range(3)]
    assert seen == [(2, 3), (2, 4), (2, 4)]


@pytest.mark.usefixtures("maps", "feed")
def test_the_map_is_english_too(app: Any) -> None:
    told = section(page(app, SHELL, "/en/trace"))
    assert "Districts that it came through" in told
    assert "2 districts in colour, with their numbers in the list." in told
    assert "Sent here, Graded and packed" in told


@pytest.mark.usefixtures("maps", "feed")
def test_no_district_is_drawn_or_listed_that_the_public_answer_lacks(app: Any) -> None:
    for code in (SHELL, PACK, "0823K7PQA4", "M3FSD"):
        text = page(app, code)
        public = app.get("/api/trace", query_string={"code": code, "on": ON}).json
        told = {step["district"] for step in public["steps"]}
        here = {one.partition(" ")[2] for one in drawn(text)} | set(listed(text)) if public["steps"] else set()
        assert here <= told
        assert (WANDO in text, "zqshop" in text, WANDO in json.dumps(public, ensure_ascii=False)) == (False,) * 3


@pytest.mark.usefixtures("feed")
def test_an_outline_is_gone_as_soon_as_its_map_is_revoked(app: Any, maps: dict[str, str], kept: dict[str, str]) -> None:
    assert len(drawn(page(app, SHELL))) == 2
    revoke(maps["45140"])
    assert drawn(page(app, SHELL)) == [f"1 {POCHEON}"]
    revoke(maps["list"])
    text = page(app, SHELL)
    assert (drawn(text), listed(text)) == ([], [POCHEON, IKSAN])
    kept.clear()
