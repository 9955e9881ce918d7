"""A steward logs in and sees which file did not pass, in which rows, and why."""

from __future__ import annotations

import re

import pytest
from conftest import Site
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

#: Seven digits after the hyphen would be a number in full; a masked one ends in signs.
WHOLE_NUMBER = re.compile(r"\d{6}-\d{7}")


def test_a_steward_sees_a_held_file_and_why(steward_page: Page, site: Site) -> None:
    steward_page.get_by_role("link", name="접수함").first.click()
    expect(steward_page.get_by_role("heading", level=1)).to_contain_text("기다립니다")
    steward_page.get_by_role("row").filter(has_text="민원 처리 내역").get_by_role("link").first.click()
    expect(steward_page.get_by_role("heading", level=1)).to_contain_text("행에서 문제")
    finding = steward_page.get_by_role("article").filter(has_text="주민등록번호가 있습니다")
    expect(finding.get_by_text("공개를 막음")).to_be_visible()
    expect(finding.get_by_text("할 일")).to_be_visible()
    expect(finding.get_by_role("row").nth(1)).to_contain_text("주민등록번호")


def test_the_report_masks_what_is_personal(steward_page: Page, site: Site) -> None:
    steward_page.goto(f"{site.url}/steward/submissions")
    steward_page.get_by_role("row").filter(has_text="민원 처리 내역").get_by_role("link").first.click()
    assert not WHOLE_NUMBER.search(steward_page.content())


def test_a_reader_who_is_not_logged_in_is_sent_to_the_log_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/steward/submissions")
    expect(page.get_by_role("heading", level=1)).to_have_text("로그인")


def test_a_held_file_is_in_no_search(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/dataset/?q=민원 처리 내역&publication=open")
    expect(page.get_by_role("heading", level=1)).to_contain_text("자료는 아직 없습니다")


def test_the_desk_is_the_same_in_english(steward_page: Page, site: Site) -> None:
    steward_page.goto(f"{site.url}/en/steward/submissions")
    expect(steward_page.get_by_role("heading", level=1)).to_contain_text("wait")
