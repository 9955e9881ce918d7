"""Registration numbers are found in any position and spelling, and nothing that only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov.gate.model import Table
from govinnov.gate.screen import screen_table, screen_texts

FOUND = (
    "900101-1234567",
    "9001011234567",
    "900101 1234567",
    "900101 - 1234567",
    "９００１０１－１２３４５６７",
    "900101–1234567",
    "문의: 홍길동(900101-1234567)입니다",
    "000229-3234567",
    "applicant_registration_no9001011234567",
    "201015-4000000",
)
CLEARED = (
    "900101-1******",
    "901301-1234567",
    "900230-1234567",
    "010229-3234567",
    "110111-0012345",
    "20240101123045",
    "45a99ca926fdb62b61bb2b29620e9001011234567d5f7e179881d64d8fabf1aa",
    "1111010100100010000",
    "123-45-67890",
    "900101-12345678",
    "990101-4234567",
)


@pytest.mark.parametrize("text", FOUND)
def test_a_registration_number_is_found_in_any_spelling(text: str) -> None:
    (found,) = screen_texts({"notes": text})
    assert (found.code, found.field, found.severity) == ("resident-number", "notes", "error")


@pytest.mark.parametrize("text", CLEARED)
def test_what_cannot_be_a_registration_number_is_not_one(text: str) -> None:
    assert "resident-number" not in {found.code for found in screen_texts({"notes": text})}


def test_the_finding_shows_birth_date_and_sex_only() -> None:
    (found,) = screen_texts({"notes": "900101-1234567"})
    assert found.value == "900101-1******"
    assert "234567" not in found.message_ko + found.message_en


def test_the_century_digits_five_to_eight_are_foreigners() -> None:
    assert [screen_texts({"a": f"900101-{digit}234567"})[0].code for digit in "56"] == ["foreigner-number"] * 2


def test_a_number_in_a_table_is_reported_with_its_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("이름,비고\n가,없음\n\n나,９００１０１ 2345678\n", encoding="utf-8")
    (found,) = screen_table(Table(path, ("이름", "비고"), 3), {"fields": []})
    assert (found.row, found.field, found.value) == (4, "비고", "900101-2******")


def test_half_a_character_hides_no_number() -> None:
    assert [found.code for found in screen_texts({"notes": "\ud800 900101-1234567"})] == ["resident-number"]
