"""The pages of the dispatch analysis on the real site: what they say, and what they never say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import dispatch_run
import pytest
from dispatch_run import csv_of

pytestmark = pytest.mark.site
Act = Callable[..., Any]
RUN = {"reference_date": "2022-03-09", "run_id": "1d19fae86315ab7e", "weight": "electors", "method": "straight line"}
POST = {**RUN, "post": "119-centre", "grade": "C", "status": "computed", "areas": 3, "posts": 2}
CITY = {**POST, "government_code": "42110", "government_name": "춘천시", "total": 1000}
PROVINCE = {**POST, "government_code": "42", "government_name": "강원도", "total": 1000}
KM = {"median_km_lo": 1.5, "median_km": 1.8, "median_km_hi": 2.1, "p90_km_lo": 3, "p90_km": 4, "p90_km_hi": 5}


@pytest.fixture
def nothing(_site: None) -> Iterator[None]:
    dispatch_run.clear()
    yield
    dispatch_run.clear()


@pytest.fixture
def distances(nothing: None, act: Act, agency: dict[str, Any]) -> dict[str, Any]:
    data = csv_of("distances", [PROVINCE | KM, CITY | KM])
    return dispatch_run.publish(act, agency, "dispatch-distances", data, "distances.csv")


def test_without_a_published_run_the_page_says_so(app: Any, nothing: None) -> None:
    assert "아직 공개된 계산이 없습니다" in app.get("/golden-time").text


def test_every_government_of_the_published_table_is_listed_and_found(app: Any, distances: dict[str, Any]) -> None:
    assert "강원도 춘천시" in app.get("/golden-time").text
    assert "강원도 춘천시" in app.get("/golden-time/42110").text


def test_a_revoked_table_is_gone_from_the_pages_at_once(app: Any, act: Act, distances: dict[str, Any]) -> None:
    assert "춘천시" in app.get("/golden-time").text
    act("govinnov_version_revoke", resource_id=distances["id"], number=1, reason="오류")
    assert "춘천시" not in app.get("/golden-time").text


def test_an_unknown_code_leads_on(app: Any, distances: dict[str, Any]) -> None:
    page = app.get("/golden-time/99999", status=404)
    assert 'href="/golden-time"' in page.text
