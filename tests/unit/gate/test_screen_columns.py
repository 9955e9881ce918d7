"""What is decided by column: names, phones, known codes, what a steward confirmed, quasi-identifiers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from screen_files import Screen

from govinnov.gate.screen import ScreenSettings


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    return Screen(tmp_path)


def test_an_agency_phone_column_of_landlines_is_never_held(screen: Screen) -> None:
    assert screen.codes("관리기관전화번호", ["02-879-5831", "031-123-4567", "1588-1234", ""]) == []


def test_mobile_numbers_in_a_column_make_one_finding_with_their_count(screen: Screen) -> None:
    (found,) = screen.findings("전화번호", ["02-879-5831", "010-1111-2222", "010-3333-4444"])
    assert (found.code, found.level, found.severity, found.row) == ("mobile-phone", "header", "confirm", None)
    assert found.value == "010-****-2222, 010-****-4444"
    assert "2건" in found.message_ko


def test_what_a_steward_confirmed_once_is_remembered_by_the_schema(screen: Screen) -> None:
    field = {"govinnov:confirmed": ["person-name"]}
    assert screen.codes("대표자", ["홍길동", "김영희"]) == ["person-name"]
    assert screen.codes("대표자", ["홍길동", "김영희"], field) == []


def test_a_confirmation_never_clears_a_personal_number(screen: Screen) -> None:
    assert screen.codes("대표자", ["900101-1234567"], {"govinnov:confirmed": ["resident-number"]}) == [
        "resident-number"
    ]


@pytest.mark.parametrize(
    "label", ["대표자", "대표자명", "성명", "소유자명", "시설대표자명", "신청인", "owner_name", "FLNM"]
)
def test_a_column_named_for_persons_with_names_is_for_a_steward(screen: Screen, label: str) -> None:
    assert screen.codes(label, ["홍길동"]) == ["person-name"]


@pytest.mark.parametrize("label", ["시설명", "제공기관명", "가해자법규위반", "가해자_당사자종별", "역이름"])
def test_a_column_named_for_things_is_not(screen: Screen, label: str) -> None:
    assert screen.codes(label, ["이륜차", "강남역", "홍길동"]) == []


def test_offices_and_masked_names_in_a_person_column_are_no_names(screen: Screen) -> None:
    assert screen.codes("소유자", ["서울시", "한국도로공사", "홍*동", "이○○", ""]) == []


def test_the_label_itself_is_no_name(screen: Screen) -> None:
    assert screen.codes("성명", ["-"]) == []


def test_a_declared_family_clears_only_its_known_codes(screen: Screen) -> None:
    known = ScreenSettings(known_codes={"farm": frozenset({"9001011234567"})})
    field = {"govinnov:codes": "farm"}
    cells = ["9001011234567", "9101011234567", "010-1234-5678"]
    assert screen.codes("농장번호", cells, field, known) == ["mobile-phone", "resident-number"]
    assert screen.codes("농장번호", cells[:1], field, known) == []
    assert screen.codes("농장번호", cells[:1], field) == ["resident-number"]


def test_a_barcode_that_could_be_a_person_is_for_a_steward_and_another_number_an_error(screen: Screen) -> None:
    (found,) = screen.findings("바코드", ["8801041234568"])
    assert (found.code, found.severity) == ("number-ambiguous", "confirm")
    assert screen.codes("바코드", ["8801041234565"]) == ["resident-number"]
    assert screen.codes("비고", ["8801041234568"]) == ["resident-number"]


def test_zeros_a_spreadsheet_took_are_given_back_in_a_column_named_for_the_number(screen: Screen) -> None:
    assert screen.codes("주민등록번호", ["1013234567"]) == ["resident-number"]
    assert screen.codes("관리번호", ["1013234567"]) == []


def test_a_split_off_second_half_is_found(screen: Screen) -> None:
    assert screen.codes("주민번호 뒷자리", ["1234567"]) == ["resident-number"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("900101-1******", "resident-number-masked"),
        ("900101-123****", "resident-number-masked"),
        ("900101-1234***", "resident-number"),
        ("900101-*******", None),
        ("******-*******", None),
    ],
)
def test_a_masked_number_is_judged_by_what_can_still_be_read(screen: Screen, cell: str, code: str | None) -> None:
    assert screen.codes("주민번호", [cell]) == ([code] if code else [])


def _people(rows: int, job: str = "주부") -> str:
    return "성별,직업\n" + f"여,{job}\n" * rows


def test_quasi_identifiers_under_k_hold_every_column_that_takes_part(screen: Screen) -> None:
    found = screen.table(_people(4))
    assert [(one.code, one.field, one.severity) for one in found] == [
        ("quasi-identifiers", "성별", "confirm"),
        ("quasi-identifiers", "직업", "confirm"),
    ]
    assert "4개 행" in found[0].message_ko


def test_k_rows_that_share_a_combination_hide_each_other(screen: Screen) -> None:
    assert screen.table(_people(5)) == []
    assert len(screen.table(_people(5), settings=ScreenSettings(k=6))) == 2


def test_declared_columns_are_counted_alone_and_the_likely_ones_proposed(screen: Screen) -> None:
    fields = [{"name": "직업", "govinnov:quasi-identifier": True}]
    found = screen.table(_people(4) + "남,회사원\n" * 5, fields)
    assert [(one.code, one.field) for one in found] == [
        ("quasi-identifiers", "직업"),
        ("quasi-identifier-proposed", "성별"),
    ]


def test_a_column_declared_no_quasi_identifier_is_left_out(screen: Screen) -> None:
    fields: list[dict[str, Any]] = [{"name": "직업", "govinnov:quasi-identifier": False}]
    assert [one.code for one in screen.table(_people(4), fields)] == ["quasi-identifier-proposed"]


def test_a_table_that_counts_people_lists_none(screen: Screen) -> None:
    found = screen.table("성별,연령,인구수\n여,0-4세,1200\n남,0-4세,1300\n")
    assert {one.severity for one in found} == {"info"}


def test_a_confirmed_quasi_identifier_is_not_asked_again_and_a_new_one_is(screen: Screen) -> None:
    fields = [{"name": "성별", "govinnov:confirmed": ["quasi-identifiers"]}]
    assert [one.field for one in screen.table(_people(4), fields)] == ["직업"]


def test_too_many_combinations_to_count_hold(screen: Screen) -> None:
    text = "성별,나이\n" + "".join(f"여,{age}\n" * 5 for age in range(10))
    assert screen.table(text) == []
    assert len(screen.table(text, settings=ScreenSettings(tracked_combinations=5))) == 2


def test_name_birth_date_and_address_in_one_row_are_an_error(screen: Screen) -> None:
    text = "성명,생년월일,주소\n홍길동,1990-01-02,서울 종로구\n김*수,1990-01-02,서울\n이영희,,서울\n"
    found = [one for one in screen.table(text) if one.code == "person-identified"]
    assert [(one.level, one.row, one.severity, one.value) for one in found] == [("row", 2, "error", "홍**")]


def test_a_date_of_occurrence_is_no_birth_date(screen: Screen) -> None:
    codes = {one.code for one in screen.table("신고자,발생년월일시,주소\n홍길동,2020-01-01 05:00:00,서울 종로구\n")}
    assert "person-identified" not in codes
