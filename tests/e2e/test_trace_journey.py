"""Somebody holds an egg, types its mark on a phone, and reads where it comes from and whether it is recalled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
import recalled_eggs as eggs
from conftest import Site
from playwright.sync_api import Browser, Locator, Page, expect

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


ITEM, WHY = "피프로닐설폰", "농장 검사에서 살충제가 기준을 넘었습니다."
FREE, RECALLED = "회수 대상이 아닙니다", "먹지 마세요. 회수 대상입니다"
PASSED, FAILED = "1가지 모두 기준에 맞음 (2026-08-20)", f"{ITEM} 기준에 맞지 않음 (2026-08-24)"


@pytest.fixture
def citizen(chromium: Browser) -> Iterator[Page]:
    """The phone of somebody who is not logged in, without script."""
    context = chromium.new_context(locale="ko-KR", viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


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


def test_the_same_egg_is_free_then_recalled_and_what_was_known_before_stays(
    citizen: Page, steward_page: Page, site: Site, tmp_path: Path
) -> None:
    eggs.report(tmp_path)
    _reads(citizen, site, eggs.PACK, FREE)
    _reads(citizen, site, eggs.EGG, FREE)
    expect(_told(citizen, "농장")).to_contain_text("R8VNC")
    expect(_told(citizen, "마지막 검사")).to_have_text(PASSED)

    eggs.fail(tmp_path, ITEM)
    before = _minute()
    _recall(steward_page, site)
    _reads(citizen, site, eggs.PACK, RECALLED)
    _reads(citizen, site, eggs.EGG, RECALLED)
    expect(_told(citizen, "이유")).to_have_text(WHY)
    assert before <= _told(citizen, "언제부터").inner_text() <= _minute()
    expect(_told(citizen, "마지막 검사")).to_have_text(FAILED)

    _what_comes_later_counts_by_itself(citizen, site, tmp_path)
    _the_day_before_it_was_free(citizen, site)


def _what_comes_later_counts_by_itself(page: Page, site: Site, folder: Path) -> None:
    """A pack that is reported late is recalled; one that a correction parts from the farm is free, but was not."""
    eggs.report_late(folder)
    _reads(page, site, eggs.LATER, RECALLED)
    expect(page.get_by_role("link", name="0822 R8VNC 1").first).to_be_visible()
    uncorrected = datetime.now(UTC).isoformat()
    eggs.correct(folder)
    _reads(page, site, eggs.PACK, FREE)
    _reads(page, site, eggs.LATER, RECALLED)
    page.goto(f"{site.url}/trace?{urlencode({'code': eggs.PACK, 'at': uncorrected})}")
    expect(page.get_by_role("heading", level=1)).to_have_text(RECALLED)


def _the_day_before_it_was_free(page: Page, site: Site) -> None:
    """One press leads to what was known a day ago, and one back to now."""
    _reads(page, site, eggs.EGG, RECALLED)
    page.get_by_role("link", name="하루 전에는 이렇게 보였습니다").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(FREE)
    expect(_told(page, "마지막 검사")).to_have_text(PASSED)
    page.get_by_role("link", name="지금 아는 내용 보기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(RECALLED)


def _reads(page: Page, site: Site, code: str, verdict: str) -> None:
    """Type a code, and read first what is said of it."""
    type_code(page, site, code)
    expect(page.get_by_role("heading", level=1)).to_contain_text(verdict)


def _told(page: Page, label: str) -> Locator:
    """What stands beside a label."""
    return page.locator(f'dt:text-is("{label}") + dd').first


def _minute() -> str:
    """Now, as pages in Korea write it."""
    return datetime.now(ZoneInfo("Asia/Seoul")).strftime("%Y-%m-%d %H:%M")


def _recall(page: Page, site: Site) -> None:
    """Go from the desk over the failed inspection to a draft, and open it."""
    page.goto(f"{site.url}/steward/trace")
    page.get_by_role("link", name="회수", exact=True).click()
    page.get_by_role("link", name=f"2026-08-24 {ITEM}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("R8VNC")
    for button in ("초안으로 남기기", "회수 시작"):
        form = page.locator("form").filter(has=page.get_by_role("button", name=button))
        form.get_by_label("이유(한국어)").fill(WHY)
        form.get_by_label("이유(영어)").fill("Pesticide above the limit on the farm.")
        form.get_by_role("button", name=button).click()
    expect(page.get_by_text("회수 중").first).to_be_visible()
