"""An operator loads a rehearsal, a citizen practises on it, and it is gone when something real is loaded."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import Site, launch
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_rehearsal_says_so_wherever_one_looks(page: Page, site: Site, rehearsed: str) -> None:
    page.goto(f"{site.url}/trace/rehearsal/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("연습")
    page.get_by_label("껍데기 번호, 이력번호, 묶음번호").fill(rehearsed)
    page.get_by_role("button", name="조회").click()
    expect(page).to_have_url(re.compile("/trace/rehearsal"))
    expect(page.get_by_role("heading", level=1)).to_have_text("연습: 이 달걀은 회수 대상이 아닙니다")
    assert page.title().strip().startswith("연습")
    page.get_by_role("link", name="JSON").click()
    assert json.loads(page.inner_text("body"))["rehearsal"] is True


def test_the_real_trace_does_not_know_it_and_one_press_leads_there(page: Page, site: Site, rehearsed: str) -> None:
    page.goto(f"{site.url}/trace/rehearsal?code={rehearsed}")
    page.get_by_role("link", name="실제 이력 조회로").click()
    page.get_by_label("껍데기 번호, 이력번호, 묶음번호").fill(rehearsed)
    page.get_by_role("button", name="조회").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("이 번호로 신고된 것이 없습니다")


@pytest.mark.usefixtures("rehearsed")
def test_tables_of_the_rehearsal_are_made_with_the_real_ones_and_say_so(page: Page, site: Site) -> None:
    launch("harvest", "run", "trace")
    page.goto(f"{site.url}/trace/rehearsal")
    page.get_by_role("link", name="연습 데이터 표").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("연습: 연습 데이터 표")
    with page.expect_download() as download:
        page.get_by_role("link", name="연습: 닭·오리·달걀 이력: 이동").click()
    assert download.value.suggested_filename == "연습-movements.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert {line.split(",")[0] for line in text.splitlines()} == {"연습"}


@pytest.mark.usefixtures("rehearsed", "traced")
def test_it_is_gone_when_something_real_is_loaded(page: Page, site: Site) -> None:
    answer = page.goto(f"{site.url}/trace/rehearsal")
    assert answer is not None
    assert answer.status == 404
