"""Titles, labels over two rows, totals, notes, ragged rows and blank edges are found, and lookalikes are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov.gate.model import Finding, Table
from govinnov.gate.structure import examine
from govinnov.gate.structure.dialect import delimiter_of
from govinnov.gate.structure.examine import Structured


def look(text: str, folder: Path) -> Structured:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return examine(Table(path, (), 0, delimiter=delimiter_of(path)))


def only(structured: Structured) -> Finding:
    (found,) = structured.findings
    return found


PLAIN = "시도,건수,비고\n서울,1,가\n부산,2,나\n"
FINE = {
    "plain": PLAIN,
    "years as labels": "시도,2019,2020\n서울,1,2\n부산,3,4\n",
    "hours as labels": "날짜,1,2,3,4\n2024-01-01,5,6,7,8\n2024-01-02,5,6,7,8\n",
    "a name that ends like a total": "이름,수\n한국회계,1\n통계,2\n시계,3\n",
    "a company in brackets": "업체,수,주소\n(주)가나,1,서울\n(주)다라,2,부산\n",
    "a last row that misses a value": "이름,값\n가,1\n나,\n",
    "texts alone": "이름,주소\n가,서울\n나,부산\n",
    "a note column": "번호,비고,수\n1,※ 휴무,2\n2,,3\n",
    "one column": "이름\n가\n나\n",
    "labels over line breaks": '"시도\n이름",값,수\n서울,1,2\n부산,3,4\n',
    "sparse first rows": "a,b,c,d,e\n1,,,,\n2,3,4,5,6\n3,4,5,6,7\n",
    "a total without numbers": "구분,설명\n합계,모두 더함\n평균,나눔\n",
}


@pytest.mark.parametrize("name", FINE)
def test_a_sound_table_has_no_finding(name: str, tmp_path: Path) -> None:
    structured = look(FINE[name], tmp_path)
    assert structured.findings == ()
    assert structured.table is not None
    assert structured.table.header_row == 1


def test_title_rows_move_the_header_down(tmp_path: Path) -> None:
    structured = look("2023년 구급차 현황,,\n,,(단위: 대)\n" + PLAIN, tmp_path)
    found = only(structured)
    assert (found.code, found.row, found.severity) == ("title-rows", 1, "error")
    assert structured.table is not None
    assert (structured.table.header_row, structured.table.rows) == (3, 2)
    assert structured.table.labels == ("시도", "건수", "비고")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("구분,인구,,면적\n,남,여,\n서울,1,2,3\n부산,4,5,6\n", ("구분", "인구 남", "인구 여", "면적")),
        ("구분,인구,인구,면적\n구분,남,여,면적\n서울,1,2,3\n부산,4,5,6\n", ("구분", "인구 남", "인구 여", "면적")),
    ],
)
def test_labels_over_two_rows_are_joined_in_the_proposal(text: str, labels: tuple[str, ...], tmp_path: Path) -> None:
    structured = look(text, tmp_path)
    found = only(structured)
    assert (found.code, found.row, found.fix) == ("joined-header", 1, ",".join(labels))
    assert structured.table is not None
    assert (structured.table.labels, structured.table.header_row, structured.table.rows) == (labels, 2, 2)


@pytest.mark.parametrize(
    "word", ["합계", "합 계", "총계", "소계", "계", "(계)", "서울 소계", "누계", "Total", "TOTAL:"]
)
def test_total_rows_are_told_with_their_rows(word: str, tmp_path: Path) -> None:
    found = only(look(PLAIN + f"{word},3,\n", tmp_path))
    assert (found.code, found.row) == ("total-rows", 4)
    assert "4" in str(found.fix)


def test_a_total_may_stand_in_the_second_column(tmp_path: Path) -> None:
    assert only(look("시도,구분,수\n서울,남,1\n서울,여,2\n서울,소계,3\n", tmp_path)).code == "total-rows"


@pytest.mark.parametrize(
    "note", ["※ 자료: 소방청", "주) 2023년 말 기준", "자료: 행정안전부", "* 잠정치", "[비고] 없음", "(단위: 명)"]
)
@pytest.mark.parametrize("tail", [",,", ""])
def test_notes_under_a_table_are_told(note: str, tail: str, tmp_path: Path) -> None:
    found = only(look(PLAIN + note + tail + "\n", tmp_path))
    assert (found.code, found.row, found.severity) == ("footnotes", 4, "error")


def test_ragged_rows_are_counted_and_the_first_is_shown(tmp_path: Path) -> None:
    found = only(look(PLAIN + "대구,3\n인천,4,라,마\n", tmp_path))
    assert (found.code, found.row) == ("ragged-rows", 4)
    assert "2" in found.message_en


def test_blank_edges_are_told_and_do_not_hold(tmp_path: Path) -> None:
    structured = look("시도,건수,\n서울,1,\n부산,2,\n,,\n\n", tmp_path)
    assert {(found.code, found.severity) for found in structured.findings} == {
        ("blank-trailing-rows", "info"),
        ("blank-trailing-columns", "info"),
    }
    assert structured.table is not None
    assert (structured.table.labels, structured.table.rows) == (("시도", "건수"), 2)
    assert structured.blank_edges


def test_a_comma_more_in_every_row_is_a_blank_column(tmp_path: Path) -> None:
    structured = look("a,b\n1,2,\n3,4,\n", tmp_path)
    assert only(structured).code == "blank-trailing-columns"


def test_a_comma_more_in_the_header_alone_is_a_blank_column(tmp_path: Path) -> None:
    assert only(look("a,b,\n1,2\n3,4\n", tmp_path)).code == "blank-trailing-columns"


def test_mixed_line_ends_are_told_but_not_those_inside_a_cell(tmp_path: Path) -> None:
    assert only(look("a,b\r\n1,2\n3,4\r\n", tmp_path)).code == "mixed-line-ends"
    assert look('a,b\r\n"1\n2",2\r\n3,4\r\n', tmp_path).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-02,37.51,a\n2024-01-03,37.52,b\n2024-01-04,37.53,c\n",
        "20224204105,등록완료,질병,서울\n20224204106,등록완료,질병외,부산\n20224204107,등록완료,질병,서울\n",
        "질병,등록,서울\n질병,등록,부산\n질병외,미등록,서울\n",
    ],
)
def test_a_file_without_labels_is_told(text: str, tmp_path: Path) -> None:
    found = only(look(text, tmp_path))
    assert (found.code, found.row) == ("no-header", 1)


def test_rows_count_as_the_csv_reader_counts_records(tmp_path: Path) -> None:
    found = only(look('a,b,c\n"1\n1",2,3\n\n합계,2,3\n1,1,1\n', tmp_path))
    assert (found.code, found.row) == ("total-rows", 4)


@pytest.mark.parametrize(("text", "row"), [('a,b\n1,"서울\n2,부산\n', 2), ('a,b\n1,2\n3,"', 3)])
def test_an_open_quotation_mark_is_told_with_its_row(text: str, row: int, tmp_path: Path) -> None:
    found = only(look(text, tmp_path))
    assert (found.code, found.row) == ("quote-unclosed", row)


def test_a_quotation_mark_inside_a_value_is_no_opening_one(tmp_path: Path) -> None:
    assert look('a,b\n5" 관,1\n6" 관,2\n7 관,3"\n', tmp_path).findings == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    structured = look(PLAIN.replace(",", delimiter), tmp_path)
    assert structured.table is not None
    assert (structured.table.delimiter, structured.findings) == (delimiter, ())
