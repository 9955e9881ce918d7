"""How findings are gathered for the steward's report."""

from __future__ import annotations

from typing import Any

from ckanext.govinnov.steward import report


def finding(code: str, severity: str, row: int | None = None, field: str | None = None) -> dict[str, Any]:
    return {"code": code, "severity": severity, "row": row, "field": field}


def test_findings_of_one_code_in_one_column_are_one_group() -> None:
    found = [finding("type-error", "error", row, "위도") for row in (5, 3, 3)]
    (group,) = report.groups(found)
    assert group.rows == (3, 5)
    assert len(group.findings) == 3


def test_a_group_of_several_rows_speaks_of_none_of_them() -> None:
    sentence = {"message_ko": "16797행의 위도와 경도가 바뀌었습니다(1, 2).", "message_en": "Row 16797: swapped (1, 2)."}
    (one,) = report.groups([finding("swapped", "error", 5) | sentence])
    (many,) = report.groups([finding("swapped", "error", row) | sentence for row in (5, 6)])
    assert one.sentence(True) == sentence["message_ko"]
    assert many.sentence(True) == "위도와 경도가 바뀌었습니다(1, 2)."
    assert many.sentence(False) == "swapped (1, 2)."


def test_what_holds_the_file_comes_first_then_what_touches_more_rows() -> None:
    found = [
        finding("formula-cell", "info", 2),
        finding("few", "error", 2),
        finding("person", "confirm", 2),
        finding("many", "error", 2),
        finding("many", "error", 3),
    ]
    assert [group.code for group in report.groups(found)] == ["many", "few", "person", "formula-cell"]


def test_a_row_counts_once_and_information_does_not_count() -> None:
    found = [finding("a", "error", 2), finding("b", "error", 2), finding("c", "info", 9), finding("d", "error")]
    assert report.rows_with_problems(report.groups(found)) == 1
