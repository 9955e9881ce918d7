"""What stewards read of a run: grades and why, and what it changes against another."""

from __future__ import annotations

from typing import Any

from ckanext.govinnov.dispatch_pages import changed, graded


def row(code: str, share: float | None, grade: str = "C", service: str = "fire", limit_s: int = 360) -> dict[str, Any]:
    status = "computed" if share is not None else "not-computed"
    return {
        "government_code": code, "government_name": f"{code}시", "service": service, "clock": "receipt-scene",
        "limit_s": limit_s, "share": share, "grade": grade, "status": status, "reason": "까닭 (why)",
    }  # fmt: skip


def area(code: str, total: int | None, joined: str) -> dict[str, Any]:
    return {"government_code": code, "total": total, "joined": joined}


def test_grades_are_those_of_fire_and_ambulances() -> None:
    rows = [row("11", 0.5), row("12", 0.5, "D"), row("12", None, "", "police")]
    assert graded.grades(rows) == {"C": 1, "D": 1}


def test_the_lowest_grade_stands_with_the_share_that_is_known_by_area() -> None:
    golden = [row("11", 0.5, "D"), row("11010", 0.5, "D"), row("11020", 0.5)]
    areas = [
        area("11010", 30, "code"),
        area("11010", 70, "district"),
        area("11020", 100, "name"),
        area("11020", None, "code"),
    ]
    assert [(one.code, one.joined) for one in graded.fallen(golden, areas)] == [("11", 0.65), ("11010", 0.3)]


def test_who_has_no_figures_stands_under_the_reason() -> None:
    (one,) = graded.missing([row("12", None, service="police"), row("11", None, service="police"), row("11", 0.5)])
    assert (one.service, one.reason, one.codes) == ("police", ("까닭", "why"), ("11", "12"))


def test_a_district_is_called_with_its_province() -> None:
    assert graded.names([row("11", 0.5), row("11010", 0.5), row("26010", 0.1)])["11010"] == "11시 11010시"


def test_of_each_government_the_limit_that_changed_most_is_told() -> None:
    former = [row("11", 0.50), row("11", 0.60, limit_s=420), row("12", 0.5), row("13", 0.5), row("14", None)]
    latter = [row("11", 0.51), row("11", 0.54, limit_s=420), row("12", 0.5), row("13", 0.5, "D"), row("14", 0.9)]
    found = list(changed.changes(former, latter))
    assert [(one.after["government_code"], one.points, one.is_notable) for one in found] == [
        ("11", -6.0, True),
        ("13", 0.0, False),
    ]
