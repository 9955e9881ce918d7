"""The stewards' page of runs on the real site: grades and why, what changed, and cells for them alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from dispatched import forget, made_run, publish

from ckanext.govinnov import wiring
from harvesters.model import Source

pytestmark = pytest.mark.site
PAGE = "/steward/dispatch"
#: The county's post moved to its far end: fewer are reached in time.
MOVED = ((1000.0, 2000.0), (7900.0, 3900.0))


@pytest.fixture
def curator(published_run: Path) -> dict[str, Any]:
    """A steward of the agency that hands runs over."""
    agency = model.Session.query(model.Group).filter_by(title=wiring.DISPATCH_AGENCY, state="active").one()
    user = factories.UserWithToken()
    member = {"id": agency.id, "username": user["name"], "role": "editor"}
    tk.get_action("organization_member_create")({"ignore_auth": True, "user": ""}, member)
    return user


def headers(user: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": user["token"]}


def test_the_page_says_which_run_is_public_what_it_stands_on_and_who_has_which_grade(
    app: Any, published_run: Path, curator: dict[str, Any]
) -> None:
    page = app.get(PAGE, headers=headers(curator)).text
    assert "출동 분석" in page
    assert "2022-03-09" in page
    assert "f.csv" in page, "an input by its name"
    assert "견줄 지난 계산이 없습니다" in page


def test_cells_that_no_camera_sees_are_for_the_agency_s_stewards_alone(
    app: Any, published_run: Path, curator: dict[str, Any]
) -> None:
    (path, *_) = sorted((published_run / "stewards").glob("*/blind-spots.csv"))
    place = f"{PAGE}/cells/{path.parent.name}.csv"
    told = app.get(place, headers=headers(curator))
    assert told.data == path.read_bytes()
    assert "no-store" in told.headers["Cache-Control"]
    stranger = factories.UserWithToken()
    assert app.get(place, headers=headers(stranger), status=403)
    assert app.get(place, follow_redirects=False, status=302).headers["Location"].startswith("/user/login")


def test_nobody_else_reads_the_page(app: Any, published_run: Path) -> None:
    assert app.get(PAGE, headers=headers(factories.UserWithToken()), status=403)
    assert app.get(PAGE, follow_redirects=False, status=302)


def test_who_curates_another_source_of_runs_reads_neither_the_page_nor_its_cells(
    app: Any, published_run: Path, agency: dict[str, Any], steward: dict[str, Any]
) -> None:
    wiring.desk().add(Source("other-runs", "dispatch-run", str(published_run), agency["title"], approved=True))
    mine = tk.get_action("govinnov_source_list")({"user": steward["name"]}, {})
    assert [one["name"] for one in mine] == ["other-runs"]
    (path, *_) = sorted((published_run / "stewards").glob("*/blind-spots.csv"))
    for place in (PAGE, f"{PAGE}/cells/{path.parent.name}.csv"):
        assert app.get(place, headers=headers(steward), status=403)
    wiring.desk().remove("other-runs")


@pytest.mark.parametrize("code", ["98", "..%2F..%2Fetc", "99010x", "9"])
def test_another_code_has_no_cells(app: Any, curator: dict[str, Any], code: str) -> None:
    assert app.get(f"{PAGE}/cells/{code}.csv", headers=headers(curator), status=404)


def test_a_run_that_waits_is_compared_with_the_one_that_is_public(
    app: Any, published_run: Path, curator: dict[str, Any], tmp_path: Path
) -> None:
    publish(made_run(tmp_path, MOVED))
    page = app.get(PAGE, headers=headers(curator)).text
    assert "판단을 기다립니다" in page
    assert "/steward/submission/" in page.partition("<main")[2]
    forget()
