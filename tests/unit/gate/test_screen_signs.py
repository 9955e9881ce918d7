"""Classification marks, protected sites, formulas, scripts, controls and direction overrides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from screen_files import Screen

from govinnov.gate import Accepted, Quarantined, check
from govinnov.gate.screen import ScreenSettings, screen_texts
from govinnov.gate.screen.sites import ProtectedSite, read_sites
from govinnov.gate.waivers import Waiver

MARKS = (
    "대외비",
    "[대외비] 배치 계획",
    "〈 대 외 비 〉",
    "Ⅱ급비밀",
    "군사 Ⅲ급 비밀",
    "2급 비밀",
    "군사기밀",
    "(비밀)",
    "본 자료는 대외비로 분류됨",
    "이 문서는 대외비입니다.",
    "제목\n대외비\n본문",
)
MENTIONS = ("대외비 문서 관리 현황", "연도별 대외비 등록 건수")
WORDS = (
    "비밀번호 초기화",
    "대외비용 집계",
    "영업비밀 보호",
    "군사기밀보호법 해설",
    "비밀의 정원",
    "극비리에",
    "3급 공무원",
)


def _codes(text: str) -> list[str]:
    return [found.code for found in screen_texts({"title": text})]


@pytest.mark.parametrize("text", MARKS)
def test_a_classification_mark_is_an_error(text: str) -> None:
    assert _codes(text) == ["security-mark"]


@pytest.mark.parametrize("text", MENTIONS)
def test_a_text_about_classified_papers_is_for_a_steward(text: str) -> None:
    assert _codes(text) == ["security-mention"]


@pytest.mark.parametrize("text", WORDS)
def test_an_ordinary_word_is_no_mark(text: str) -> None:
    assert _codes(text) == []


SITES = (
    ProtectedSite(names=("가상 통신소",)),
    ProtectedSite(ring=((127.0, 37.0), (127.1, 37.0), (127.1, 37.1), (127.0, 37.1))),
    ProtectedSite(centre=(128.0, 36.0), radius_m=1_000),
)


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    return Screen(tmp_path)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("37.05,127.05", True),
        ("127.05,37.05", True),
        ("37.15,127.05", False),
        ("36.008,128.0", True),
        ("36.010,128.0", False),
        (",", False),
        ("없음,127.05", False),
    ],
)
def test_coordinates_in_a_protected_site_are_found_also_when_swapped(screen: Screen, row: str, found: bool) -> None:
    findings = screen.table(f"위도,경도\n{row}\n", settings=ScreenSettings(protected_sites=SITES))
    assert [(one.code, one.row) for one in findings] == ([("protected-site", 2)] if found else [])


@pytest.mark.parametrize("text", ["가상통신소 앞", "가상 통신소", "POINT(127.05 37.05)", "[[127.05, 37.05]]"])
def test_a_protected_name_or_point_in_a_text_is_found(text: str) -> None:
    found = screen_texts({"notes": text}, settings=ScreenSettings(protected_sites=SITES))
    assert [one.code for one in found] == ["protected-site"]


def test_without_a_list_nothing_is_protected(screen: Screen) -> None:
    assert screen.table("위도,경도\n37.05,127.05\n") == []


def test_an_operators_list_is_read_and_an_empty_entry_refused() -> None:
    ring, circle = read_sites(
        [{"names": ["가"], "ring": [[127, 37], [127.1, 37], [127, 37.1]]}, {"centre": [128, 36], "radius_m": 5}]
    )
    assert ring.holds(127.01, 37.01)
    assert circle.holds(128.0, 36.0)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({}, "site 1 needs names, a ring or a centre"),
        ({"name": "가"}, r"site 1 must be an object with some of .* \(it has \['name'\]\)"),
        ("가", "site 1 must be an object"),
        ({"names": "가"}, "names must be a list"),
        ({"names": [" "]}, "none of them blank"),
        ({"centre": [127, 37]}, "needs a centre and a radius_m above 0"),
        ({"names": ["가"], "radius_m": 5}, "needs a centre and a radius_m above 0"),
        ({"centre": [37, 127], "radius_m": 5}, "no longitude and latitude"),
        ({"centre": [127], "radius_m": 5}, "site 1 can't be read"),
        ({"ring": [[127, 37], [127, 38], [127, 37]]}, "at least 3 corners"),
    ],
)
def test_an_entry_that_is_no_site_is_refused_with_its_number(entry: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_sites([entry])


@pytest.mark.parametrize(
    "cell", ["=1+1", '=HYPERLINK("http://a")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3*A1", "\t=1+1", "＝1+1", "-A1"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_told_and_holds_nothing(screen: Screen, cell: str) -> None:
    assert [(found.code, found.severity) for found in screen.findings("비고", [cell])] == [("formula-cell", "info")]


@pytest.mark.parametrize(
    "cell", ["-3.2", "+82-2-123-4567", "-", "--", "- 해당 없음", "+5", "-1,234", "=", "@서울시", "-없음", "2-3"]
)
def test_a_cell_that_it_would_show_is_no_formula(screen: Screen, cell: str) -> None:
    assert screen.codes("비고", [cell]) == []


def test_a_formula_is_shown_without_its_digits(screen: Screen) -> None:
    (found,) = screen.findings("비고", ["=A1&03112345678"])
    assert found.value == "=A*&***********"


SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "&lt;script&gt;",
    "&#60;svg onload=alert(1)>",
    "java\tscript:alert(1)",
    '<a href="data:text/html,x">',
    "<iframe src=x>",
)


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_script_is_an_error_in_a_text_and_told_in_a_cell(screen: Screen, text: str) -> None:
    assert [(found.code, found.severity) for found in screen_texts({"notes": text})] == [("script-in-text", "error")]
    assert [(found.code, found.severity) for found in screen.findings("비고", [text])] == [("script-in-cell", "info")]


@pytest.mark.parametrize(
    "text", ["<p>설명</p><br/>", "JavaScript: The Good Parts", "on = off", "a < b", "description: text"]
)
def test_markup_and_words_are_no_script(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("\x07", "control-character"),
        ("\x85", "control-character"),
        ("\u202e", "bidi-override"),
        ("\u2066", "bidi-override"),
    ],
)
def test_characters_nobody_sees_are_errors_in_texts_and_cells(screen: Screen, sign: str, code: str) -> None:
    assert _codes(f"가{sign}나") == [code]
    (found,) = screen.findings("비고", [f"가{sign}나"])
    assert (found.code, found.severity, found.value) == (code, "error", f"U+{ord(sign):04X}")


def test_line_ends_and_tabs_are_no_controls() -> None:
    assert _codes("가\t나\r\n다") == []


@pytest.mark.parametrize("text", ["SYNTHETIC straight line", " SYNTHETIC", "SYNTHETIC: roads"])
@pytest.mark.parametrize("label", ["method", "방법", "Method "])
def test_results_of_made_up_inputs_say_so_and_are_refused(screen: Screen, label: str, text: str) -> None:
    assert screen.codes(label, ["straight line", text]) == ["synthetic-input"]


@pytest.mark.parametrize(
    ("label", "text"), [("method", "non-SYNTHETIC"), ("재료", "SYNTHETIC rubber"), ("method", "SYNTHETICS")]
)
def test_the_word_elsewhere_is_no_mark(screen: Screen, label: str, text: str) -> None:
    assert screen.codes(label, [text]) == []


@pytest.mark.parametrize("key", ["title", "resources.0.name", "resources.0.url"])
def test_names_of_made_up_results_are_refused(key: str) -> None:
    assert [found.code for found in screen_texts({key: "SYNTHETIC-facts.csv"})] == ["synthetic-input"]
    assert screen_texts({key: "Synthetic rubber, SYNTHETIC dyes"}) == ()


@pytest.mark.parametrize("flagged", [{"synthetic": True}, {"synthetic": False, "inputs": [{"synthetic": True}]}])
def test_a_manifest_that_says_made_up_is_refused(tmp_path: Path, flagged: dict[str, Any]) -> None:
    told = {"run_id": "0123456789abcdef", "inputs": [{"path": "a.csv", "synthetic": False}], **flagged}
    (tmp_path / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    verdict = check(tmp_path / "manifest.json")
    assert isinstance(verdict, Quarantined)
    assert {found.code for found in verdict.findings} == {"synthetic-input"}


def test_a_manifest_of_real_inputs_passes(tmp_path: Path) -> None:
    told = {"synthetic": False, "inputs": [{"path": "a.csv", "synthetic": False}]}
    (tmp_path / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    assert isinstance(check(tmp_path / "manifest.json"), Accepted)


def test_nobody_lets_made_up_results_pass() -> None:
    with pytest.raises(ValueError, match="nobody"):
        Waiver("synthetic-input", "method", ("가", "나"), "시험")
