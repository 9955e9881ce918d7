"""An inspector takes the sheet of a farm's days along in three clicks; a steward opens a recall and ends it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import Site
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("traced")]

PHONE = {"width": 320, "height": 568}
FIRST = "2026-08-01"
#: Counts every click that anybody makes on a page.
COUNTED = """
    addEventListener("click", event => {
        if (event.isTrusted) localStorage.setItem("clicks", Number(localStorage.getItem("clicks") || 0) + 1);
    }, true);
"""


def clicks(page: Page) -> int:
    return int(page.evaluate("localStorage.getItem('clicks')") or 0)


def test_from_the_desk_an_inspector_has_the_sheet_in_three_clicks(steward_page: Page, site: Site) -> None:
    steward_page.goto(f"{site.url}/steward/submissions")
    steward_page.evaluate("localStorage.removeItem('clicks')")
    steward_page.add_init_script(COUNTED)
    steward_page.reload()
    steward_page.get_by_role("link", name="축산물 이력", exact=True).click()
    steward_page.get_by_label("농장: 껍데기 번호 가운데").focus()
    steward_page.keyboard.type("m3fsd")
    steward_page.get_by_label("첫 산란일이나 도축일").fill(FIRST)
    steward_page.get_by_role("button", name="어디까지 닿는지 보기").click()
    expect(steward_page.get_by_role("heading", level=1)).to_contain_text("M3FSD 2026-08-01–2026-08-30: 로트")
    with steward_page.expect_download() as taken:
        steward_page.get_by_role("link", name="시트(CSV)").click()
    assert clicks(steward_page) == 3
    rows = csv.reader(Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines())
    assert {"egg10/2026-08-23/M3FSD/2", "bundle15/2026-08-24/2/1234/001"} <= {row[0] for row in rows}


def test_a_recall_is_opened_and_ended_without_script_on_a_phone(
    steward_page: Page, chromium: Browser, site: Site
) -> None:
    state = steward_page.context.storage_state()
    plain = chromium.new_context(locale="ko-KR", viewport=PHONE, java_script_enabled=False, storage_state=state)  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto(f"{site.url}/steward/trace/sheet?farm=K7PQA&first={FIRST}&days=30")
    _say(page, "초안으로 남기기", "잔류 물질이 의심됩니다.", "Residues are suspected.")
    expect(page.get_by_text("초안을 남겼습니다")).to_be_visible()
    _say(page, "회수 시작", "잔류 물질이 기준을 넘었습니다.", "Residues above the limit.")
    _look_up(page, site, "먹지 마세요. 회수 대상입니다")
    page.get_by_text("잔류 물질이 기준을 넘었습니다.").first.wait_for()
    page.goto(f"{site.url}/steward/trace/recalls?state=open")
    page.get_by_role("link", name="K7PQA").first.click()
    _say(page, "취소하기", "시료가 바뀌었습니다.", "The samples were mixed up.")
    expect(page.get_by_role("table", name="오래된 것부터 차례로").get_by_role("row")).to_have_count(4)
    _look_up(page, site, "이 달걀은 회수 대상이 아닙니다")
    plain.close()


def test_a_form_of_somebody_else_changes_nothing(steward_page: Page, site: Site) -> None:
    form = {"farm": "K7PQA", "first": FIRST, "days": "30", "reason_ko": "x", "reason_en": "x"}
    answer = steward_page.request.post(f"{site.url}/steward/trace/recalls", form=form)
    assert answer.status == 400


def test_an_outbreak_is_told_to_the_public_and_ended(steward_page: Page, site: Site) -> None:
    steward_page.goto(f"{site.url}/steward/trace")
    steward_page.get_by_role("link", name="질병 발생", exact=True).click()
    steward_page.get_by_label("농장: 껍데기 번호 가운데").fill("M3FSD")
    steward_page.get_by_label("발생한 날").fill("2026-08-25")
    steward_page.get_by_role("button", name="농장 찾기").click()
    expect(steward_page.get_by_role("heading", level=1)).to_contain_text("M3FSD와 닿았을 수 있는 농장이 1곳")
    _say(steward_page, "지역 공개하기", "고병원성 조류인플루엔자 확진", "Avian influenza is confirmed.")
    address = steward_page.url
    steward_page.goto(f"{site.url}/trace/outbreaks")
    expect(steward_page.get_by_role("heading", name="고병원성 조류인플루엔자 확진").first).to_be_visible()
    steward_page.goto(address)
    _say(steward_page, "끝내기", "이동 제한을 풀었습니다.", "Movements are free again.")
    expect(steward_page.get_by_role("heading", level=1)).to_have_text("끝났습니다. 더는 공개하지 않습니다")


def test_a_conflict_is_decided_and_its_original_is_read_for_a_reason(
    steward_page: Page, site: Site, disputed: str
) -> None:
    steward_page.goto(f"{site.url}/steward/trace/conflicts")
    steward_page.get_by_role("link", name=disputed).click()
    expect(steward_page.get_by_role("heading", level=1)).to_have_text("내용 2개가 항목 1곳에서 다릅니다")
    steward_page.get_by_label("내용 1").check()
    steward_page.get_by_label("이유", exact=True).fill("보낸 곳이 그렇다고 합니다.")
    steward_page.get_by_role("button", name="이것을 인정하기").click()
    expect(steward_page.get_by_text("보낸 곳이 그렇다고 합니다.")).to_be_visible()
    steward_page.get_by_role("link", name="받은 원본").click()
    steward_page.get_by_role("link", name="disputed-2").first.click()
    steward_page.get_by_label("읽는 이유").fill("판단한 내용을 확인합니다.")
    with steward_page.expect_download() as taken:
        steward_page.get_by_role("button", name="파일 받기").click()
    assert disputed in Path(taken.value.path()).read_text(encoding="utf-8")
    steward_page.get_by_role("link", name="열람 기록").click()
    expect(steward_page.get_by_text("판단한 내용을 확인합니다.").first).to_be_visible()


def _say(page: Page, button: str, ko: str, en: str) -> None:
    """Give both reasons in the form of a button, and press it."""
    form = page.locator("form").filter(has=page.get_by_role("button", name=button))
    form.get_by_label("이유(한국어)").fill(ko)
    form.get_by_label("이유(영어)").fill(en)
    form.get_by_role("button", name=button).click()


def _look_up(page: Page, site: Site, verdict: str) -> None:
    page.goto(f"{site.url}/trace?code=egg10/2026-08-23/K7PQA/4")
    expect(page.get_by_role("heading", level=1)).to_have_text(verdict)
