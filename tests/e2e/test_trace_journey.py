"""Somebody holds an egg, types its mark on a phone, and reads where it comes from."""

from __future__ import annotations

import json

import pytest
from conftest import Site
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("traced")]

PHONE = {"width": 320, "height": 568}
#: A camera that films a grey sheet, and a browser that reads a mark on it.
CAMERA = """
    const sheet = document.createElement("canvas");
    sheet.getContext("2d");
    navigator.mediaDevices.getUserMedia = async () => sheet.captureStream(5);
    window.BarcodeDetector = class { async detect() { return [{rawValue: "0823M3FSD2"}]; } };
"""
NO_CAMERA = """
    navigator.mediaDevices.getUserMedia = async () => { throw new Error("none"); };
    window.BarcodeDetector = class { async detect() { return []; } };
"""


def type_code(page: Page, site: Site, code: str) -> None:
    page.goto(f"{site.url}/trace")
    page.get_by_label("껍데기 번호, 이력번호, 묶음번호").fill(code)
    page.get_by_role("button", name="조회").click()


def test_the_first_screen_of_a_phone_holds_the_verdict_and_needs_no_script(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(locale="ko-KR", viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    type_code(page, site, "0823 m3fsd-2")
    verdict = page.get_by_role("heading", level=1)
    expect(verdict).to_have_text("이 달걀은 회수 대상이 아닙니다")
    box = verdict.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
    expect(page.get_by_text("사진기로 바코드 읽기")).to_be_hidden()
    context.close()


def test_the_way_from_the_farm_is_a_time_line_and_a_table(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.get_by_role("link", name="이 달걀은 어디서 왔을까요?").click()
    page.get_by_label("껍데기 번호, 이력번호, 묶음번호").fill("L2 260824 1234 001")
    page.get_by_role("button", name="조회").click()
    line = page.locator(".gi-line").get_by_role("heading", level=3)
    assert line.all_inner_texts()[0] == "농장에서 낳음"
    page.get_by_text("표로 보기").click()
    rows = page.get_by_role("table", name="오래된 것부터 차례로").get_by_role("row")
    assert rows.count() == line.count() + 1
    expect(page.get_by_role("heading", name="농장 2곳에서 왔습니다")).to_be_visible()


def test_a_slip_in_the_farm_is_asked_about_and_one_press_leads_on(page: Page, site: Site) -> None:
    type_code(page, site, "0823M3F5D2")
    expect(page.get_by_role("heading", level=1)).to_have_text("이 번호로 신고된 것이 없습니다")
    page.get_by_role("link", name="0823 M3FSD 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("이 달걀은 회수 대상이 아닙니다")


def test_half_a_mark_asks_which_day(page: Page, site: Site) -> None:
    type_code(page, site, "M3FSD")
    expect(page.get_by_role("heading", level=1)).to_have_text("어느 것인지 골라 주세요")
    page.get_by_role("link", name="0823 M3FSD 2").click()
    expect(page.get_by_text("2026-08-23").first).to_be_visible()


def test_the_json_is_one_press_away_and_says_the_same(page: Page, site: Site) -> None:
    type_code(page, site, "0823M3FSD2")
    page.get_by_role("link", name="JSON").click()
    assert json.loads(page.locator("body").inner_text())["code"] == "egg10/2026-08-23/M3FSD/2"


def test_where_the_browser_reads_codes_the_camera_looks_one_up(page: Page, site: Site) -> None:
    page.add_init_script(CAMERA)
    page.goto(f"{site.url}/trace")
    page.get_by_role("button", name="사진기로 바코드 읽기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("이 달걀은 회수 대상이 아닙니다")


def test_without_a_camera_the_page_says_to_type(page: Page, site: Site) -> None:
    page.add_init_script(NO_CAMERA)
    page.goto(f"{site.url}/trace")
    page.get_by_role("button", name="사진기로 바코드 읽기").click()
    expect(page.get_by_role("status").get_by_text("번호를 적어 주세요")).to_be_visible()
