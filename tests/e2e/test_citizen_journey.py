"""A citizen looks for water quality, sees what was checked, and takes the file home."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from conftest import Site
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def find_open_dataset(page: Page, site: Site) -> None:
    """From the start page to the first dataset about water quality whose file we serve."""
    page.goto(site.url)
    page.get_by_role("main").get_by_label("데이터 찾기").fill("수질")
    page.get_by_role("main").get_by_role("button", name="찾기").click()
    page.get_by_role("complementary").get_by_role("link", name="공개").click()
    page.get_by_role("main").get_by_role("listitem").filter(has_text="검증").get_by_role("link").first.click()


def test_a_citizen_finds_a_dataset_and_downloads_the_very_bytes_that_were_checked(
    page: Page, site: Site, tmp_path: Path
) -> None:
    find_open_dataset(page, site)
    expect(page.get_by_role("heading", name="검증 통과")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("수질")
    page.get_by_text("파일 지문과 검증서 번호").click()
    fingerprint = page.locator(".gi-cert .gi-hash").first.inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("main").locator("a.gi-btn-main").click()
    waiting.value.save_as(tmp_path / "file")
    assert hashlib.sha256((tmp_path / "file").read_bytes()).hexdigest() == fingerprint


def test_the_first_rows_of_the_checked_file_stand_on_its_page(page: Page, site: Site) -> None:
    find_open_dataset(page, site)
    rows = page.get_by_role("region", name="자료 표").get_by_role("row")
    expect(rows.nth(1)).to_be_visible()
    assert rows.count() > 5


def test_a_word_nobody_uses_leads_on_instead_of_ending(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/dataset/?q=우주왕복선 시간표")
    expect(page.get_by_role("heading", level=1)).to_contain_text("자료는 아직 없습니다")
    page.get_by_role("link", name="모든 자료").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("건")


def test_the_slots_are_filtered_with_and_without_script(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/programme/national-priority")
    page.get_by_label("이름·기관").fill("수질")
    expect(page.get_by_role("row").filter(has_text="먹는샘물 수질정보")).to_be_visible()
    typed = page.locator("#slots-count").inner_text()
    page.get_by_role("button", name="보기").click()
    expect(page.locator("#slots-count")).to_have_text(typed)


def test_the_page_says_so_where_only_the_description_was_checked(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/dataset/?publication=listed")
    page.get_by_role("main").get_by_role("listitem").filter(has_text="설명만 확인").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="설명만 확인했습니다")).to_be_visible()
    expect(page.get_by_text("이 자료의 내용은 우리가 보여 드리지 않습니다.")).to_be_visible()
