"""Every record of a table is read, however it is written, and memory stays bounded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from screen_files import Screen

from govinnov.gate.model import Table
from govinnov.gate.screen import ScreenSettings, screen_table

NUMBER = "900101-1234567"


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    return Screen(tmp_path)


def _rows(findings: list, code: str = "resident-number") -> list[tuple[int, str]]:
    return [(found.row, found.field) for found in findings if found.code == code]


@pytest.mark.parametrize(
    ("text", "row", "field"),
    [
        (f"가,나\n1,2\n\n\n3,{NUMBER}\n", 5, "나"),
        (f'가,나\n"1\n1",2\n3,"x\n{NUMBER}"\n', 3, "나"),
        (f"가,나\r\n1,2\r\n{NUMBER},4", 3, "가"),
        (f"가,나\n1,2\n3,4,5,{NUMBER}\n", 3, ""),
        (f"가,나\n1\n{NUMBER}\n", 3, "가"),
        (f'가,나\n5" 관,2\n3,{NUMBER}\n', 3, "나"),
        (f"{NUMBER},나\n1,2\n", 1, NUMBER),
        (f'가,나\n"{NUMBER}"x,2\n', 2, "가"),
    ],
)
def test_a_number_is_found_in_any_shape_of_record(screen: Screen, text: str, row: int, field: str) -> None:
    assert _rows(screen.table(text)) == [(row, field)]


@pytest.mark.parametrize("chunk_bytes", [1, 7, 64, 1 << 20])
def test_findings_do_not_depend_on_how_much_is_read_at_a_time(screen: Screen, chunk_bytes: int) -> None:
    rows = [f'{index},"여러\n줄 {NUMBER if index % 7 == 0 else index}",010-1234-{index:04d}' for index in range(50)]
    text = "번호,비고,전화\n" + "\n".join(rows) + "\n"
    assert screen.table(text, settings=ScreenSettings(chunk_bytes=chunk_bytes)) == screen.table(text)


def test_a_stray_quote_does_not_keep_the_rest_of_the_file_in_memory(screen: Screen) -> None:
    text = '가\n5" 관\n' + "x\n" * 200 + f"{NUMBER}\n"
    assert len(_rows(screen.table(text, settings=ScreenSettings(chunk_bytes=8, record_bytes=64)))) == 1


def test_a_cell_too_long_for_pythons_reader_is_still_read(screen: Screen) -> None:
    text = f"가,나\n1,{'x' * 200_000} {NUMBER},3\n"
    assert len(_rows(screen.table(text))) == 1


def test_title_rows_above_the_header_are_read_but_are_no_data(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "titled.csv"
    path.write_text(f"작성자,{NUMBER}\n홍길동,\n대표자,비고\n,x\n", encoding="utf-8")
    table = Table(path, ("대표자", "비고"), 1, header_row=3)
    assert _rows(list(screen_table(table, {}))) == [(1, "비고")]


def test_another_delimiter_and_quote_are_heeded(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(f"가\t나\n'1\t1'\t{NUMBER}\n", encoding="utf-8")
    table = replace(Table(path, ("가", "나"), 1), delimiter="\t", quotechar="'")
    assert _rows(list(screen_table(table, {}))) == [(2, "나")]


def test_more_findings_than_are_listed_are_summed_up_by_column(screen: Screen) -> None:
    found = screen.findings("번호", [NUMBER] * 5, None, ScreenSettings(listed_per_code=3))
    assert [one.code for one in found] == ["resident-number"] * 3 + ["findings-summed-up"]
    assert "2건" in found[-1].message_ko


def test_one_cell_with_two_kinds_makes_two_findings(screen: Screen) -> None:
    assert screen.codes("비고", [f"{NUMBER} 대외비입니다 11-22-333333-44"]) == [
        "driving-licence",
        "resident-number",
        "security-mark",
    ]


def test_many_cells_are_sorted_out_to_the_same_findings_as_a_few(screen: Screen) -> None:
    cells = [f"{number:04d} 1234 5678 9012" for number in range(3000)] + [NUMBER, "4111 1111 1111 1111"]
    found = [one for one in screen.findings("비고", cells) if one.row and one.row > 3001]
    assert [(one.code, one.row) for one in found] == [("resident-number", 3002), ("card-number", 3003)]
