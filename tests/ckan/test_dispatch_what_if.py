"""What if, on the real site: what the page says is what the command says, from published files alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories
from click.testing import CliRunner
from country_makers import lonlat
from dispatched import forget

from govinnov.dispatch.cli import dispatch

pytestmark = pytest.mark.site
Act = Callable[..., Any]
PAGE = "/golden-time/99010/what-if"


def words(**asked: object) -> str:
    return "&".join(f"{name}={value}" for name, value in asked.items())


def told(app: Any) -> str:
    """What the page says, without the head, where a token is another each time."""
    return str(app.get(PAGE).text).partition("<main")[2]


def by_command(outputs: Path, *more: str) -> dict[str, Any]:
    told = CliRunner().invoke(dispatch, ["what-if", "--run", str(outputs), "--government", "99010", *more, "--json"])
    return {name: value for name, value in json.loads(told.output).items() if name != "seconds"}


def test_a_post_on_the_map_is_answered_as_by_the_command(app: Any, published_run: Path) -> None:
    lon, lat = lonlat(3000, 2000)
    asked = words(lon=lon, lat=lat, gone=1)
    told = app.get(f"{PAGE}.json?{asked}").json
    assert told.pop("grade") == "C"
    assert told == by_command(published_run, "--add", f"{lon},{lat}", "--remove", "1")
    page = app.get(f"{PAGE}?{asked}").text
    assert "센터0" in page
    assert "계산값, 실측 아님" in page


def test_a_neighbourhood_from_the_list_does_without_script(app: Any, published_run: Path) -> None:
    page = app.get(f"{PAGE}?area=9901052").text
    assert "나동에 119안전센터를 하나 더 두면" in page
    assert "늘어납니다" in page
    assert '<option value="9901052" selected>나동</option>' in page


def test_the_question_is_an_address_and_nothing_is_kept(app: Any, published_run: Path) -> None:
    before = told(app)
    app.get(f"{PAGE}?area=9901052&gone=1")
    assert told(app) == before
    assert 'method="get" data-what-if' in before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("lon=here&lat=there", "경도,위도가 아닙니다"),
        ("lon=37.5&lat=127", "10 km 넘게 떨어져"),
        ("gone=99", "관서 99은(는) 없습니다"),
        ("gone=-1", "관서 -1은(는) 없습니다"),
        ("area=<b>", "&lt;b&gt;"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(app: Any, published_run: Path, asked: str, said: str) -> None:
    page = app.get(f"{PAGE}?{asked}", status=400).text
    assert said in page
    assert "<b>은(는)" not in page
    assert app.get(f"{PAGE}.json?{asked}", status=400).json["error"]["code"]


def test_an_unknown_code_leads_on(app: Any, published_run: Path) -> None:
    assert "/golden-time" in app.get("/golden-time/99999/what-if", status=404).text
    assert app.get("/golden-time/99999/what-if.json", status=404).json["error"]["code"] == "no-ground"


def test_police_are_in_no_answer(app: Any, published_run: Path) -> None:
    told = app.get(f"{PAGE}.json?area=9901052&service=police").json
    assert {one["service"] for one in told["limits"]} == {"fire", "ambulance"}
    assert "지구대" not in app.get(PAGE).text


def test_a_revoked_table_ends_the_page_at_once(app: Any, act: Act, published_run: Path) -> None:
    (resource,) = act("package_show", id="dispatch-ground")["resources"]
    assert "하나 더" in app.get(PAGE).text
    context = {"user": factories.Sysadmin()["name"]}
    tk.get_action("govinnov_version_revoke")(context, {"resource_id": resource["id"], "number": 1, "reason": "오류"})
    assert "옮겨 볼 수 없습니다" in app.get(PAGE, status=404).text
    forget()
