"""The gate's own checks: what frictionless lets pass and the gate does not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from govinnov.gate.model import Finding, Table
from govinnov.gate.schema import infer
from govinnov.gate.validate import validate
from govinnov.gate.validate.checks.business import is_valid


def check(tmp_path: Path, text: str, types: dict[str, str] | None = None, **more: object) -> list[Finding]:
    """Findings of ours on a text, under its inferred schema with some types set."""
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8", newline="")
    labels = tuple(text.split("\n", 1)[0].split(","))
    table = Table(path, labels, text.count("\n") - 1)
    schema = infer(table)
    for field in schema["fields"]:
        field["type"] = (types or {}).get(field["name"], field["type"])
    validated = validate(table, schema, **more)  # type: ignore[arg-type]
    assert validated.valid, validated.findings
    return list(validated.findings)


def seen(findings: list[Finding]) -> list[tuple[str, int | None, str | None]]:
    return [(one.code, one.row, one.fix) for one in findings]


@pytest.mark.parametrize(
    ("kind", "cell", "fix"),
    [
        ("integer", "1_000", "1000"),
        ("integer", "１２", "12"),
        ("integer", " 12", "12"),
        ("number", "1_0.5", "10.5"),
        ("date", "2018-3-1", "2018-03-01"),
        ("datetime", "2018-03-01T00:00:00Z", "2018-03-01T09:00:00"),
        ("yearmonth", "2018-3", "2018-03"),
    ],
)
def test_a_lenient_form_is_shown_with_its_canonical_value(tmp_path: Path, kind: str, cell: str, fix: str) -> None:
    found = check(tmp_path, f"a,b\n{cell},x\n", {"a": kind})
    assert [(one.code, one.severity, one.value, one.fix) for one in found] == [("lenient-form", "info", cell, fix)]


@pytest.mark.parametrize(
    ("kind", "cell"), [("number", "NaN"), ("number", "-Infinity"), ("integer", "9" * 19), ("number", "1e400")]
)
def test_a_value_that_no_table_can_keep_holds_the_file(tmp_path: Path, kind: str, cell: str) -> None:
    found = check(tmp_path, f"a,b\n{cell},x\n", {"a": kind})
    assert [(one.code, one.severity) for one in found] == [("value-not-loadable", "error")]


def test_a_value_that_only_touches_its_bound_is_not_lenient(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n0,1\n0.5,1\n")
    field = {"name": "a", "type": "number", "constraints": {"minimum": 0}}
    assert validate(Table(path, ("a", "b"), 2), {"fields": [field, {"name": "b", "type": "string"}]}).findings == ()


def test_nul_in_text_is_an_error_with_the_text_without_it_as_fix(tmp_path: Path) -> None:
    assert seen(check(tmp_path, "a,b\nx\x00y,1\n")) == [("nul-in-text", 2, "xy")]


def test_swapped_coordinates_are_found_with_the_swapped_pair_as_fix(tmp_path: Path) -> None:
    found = check(tmp_path, "위도,경도\n35.1,129.0\n129.05,35.17\n35.1,\n", {"위도": "string", "경도": "string"})
    assert seen(found) == [("coordinates-swapped", 3, "35.17, 129.05")]


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("35.1", "1290583", [("coordinate-outside-korea", 2, "129.0583")]),
        ("35.174,", "129.05", [("coordinate-unreadable", 2, None)]),
        ("35.174535.1741", "129.05", [("coordinate-unreadable", 2, None)]),
        ("0", "0", [("coordinate-outside-korea", 2, None)] * 2),
        (" 35.1", "129.05", []),
        ("37.24", "131.87", []),
    ],
)
@pytest.mark.parametrize("labels", ["위도,경도", "WGS84위도,WGS84경도", "latitude,longitude", "LAT,LNG"])
def test_each_coordinate_must_be_readable_and_inside_korea(
    tmp_path: Path, labels: str, lat: str, lon: str, expected: list[tuple[str, int, str | None]]
) -> None:
    kinds = dict.fromkeys(labels.split(","), "string")
    assert seen(check(tmp_path, f'{labels}\n"{lat}","{lon}"\n', kinds)) == expected


def test_x_and_y_in_metres_are_no_coordinates_in_degrees(tmp_path: Path) -> None:
    assert check(tmp_path, "X좌표,Y좌표\n198056.3,451899.2\n200000.1,450000.9\n") == []
    assert seen(check(tmp_path, "X좌표,Y좌표\n129.1,35.1\n35.1,129.1\n")) == [("coordinates-swapped", 3, "35.1, 129.1")]


def test_degrees_minutes_and_seconds_in_columns_of_their_own_are_left_alone(tmp_path: Path) -> None:
    assert check(tmp_path, "위도(도),위도(분),위도(초),경도(도)\n35,10,12.3,129\n") == []


@pytest.mark.parametrize(
    ("label", "cell", "code"),
    [
        ("설치일자", "2018-02-30", "date-impossible"),
        ("설치일자", "2999-01-01", "date-impossible"),
        ("설치연월", "2018-13", "date-impossible"),
        ("설치연월", "201813", "date-impossible"),
        ("지정일", "20180231", "date-impossible"),
        ("설치연월", "15-Dec", "date-mangled"),
        ("설치일자", "2018.3.1", None),
        ("설치일자", "미상", None),
        ("설치일자", "2020-02-29", None),
        ("유효종료일", "9999-12-31", None),
        ("비고", "2018-02-30", None),
        ("설치일자", "201231", None),
    ],
)
def test_dates_must_be_able_to_be(tmp_path: Path, label: str, cell: str, code: str | None) -> None:
    found = check(tmp_path, f"{label},b\n{cell},1\n", {label: "string"})
    assert [one.code for one in found] == ([code] if code else [])


def test_the_future_begins_at_the_reference_date_of_the_file(tmp_path: Path) -> None:
    found = check(tmp_path, "설치일자,데이터기준일자\n2031-01-01,2030-01-01\n2029-01-01,2030-01-01\n")
    assert [(one.code, one.severity, one.row, one.value) for one in found] == [
        ("date-in-the-future", "info", 2, "2031-01-01")
    ]


def test_business_numbers_end_in_their_check_digit(tmp_path: Path) -> None:
    right = next(f"12345678{two:02}" for two in range(100) if is_valid(f"12345678{two:02}"))
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    dashed = f"{right[:3]}-{right[3:5]}-{right[5:]}"
    text = f"사업자등록번호,b\n{right},1\n{dashed},1\n{wrong},1\n123-45-*****,1\n12345,1\n"
    found = check(tmp_path, text, {"사업자등록번호": "string"})
    assert [(one.code, one.row) for one in found] == [("business-number-invalid", 4), ("business-number-invalid", 6)]


class KnownDistricts:
    """A table of codes as a caller supplies it."""

    def unknown(self, codes: Collection[str], on: date | None) -> Collection[str]:
        """One code, abolished on the first of July 2023."""
        abolished = on is not None and on >= date(2023, 7, 1)
        return {code for code in codes if code != "1111010100" or abolished}


def test_district_codes_have_a_shape_and_must_exist_on_the_reference_date(tmp_path: Path) -> None:
    text = "법정동코드,데이터기준일자\n1111010100,{day}\n1111010100.0,{day}\n"
    kinds = {"법정동코드": "string"}
    assert [one.code for one in check(tmp_path, text.format(day="2023-01-01"), kinds)] == ["district-code-pointed"]
    known = check(tmp_path, text.format(day="2023-01-01"), kinds, districts=KnownDistricts())
    assert [one.code for one in known] == ["district-code-pointed"]
    later = check(tmp_path, text.format(day="2023-08-01"), kinds, districts=KnownDistricts())
    assert [one.code for one in later] == ["district-code-pointed", "district-code-unknown"]
    odd = check(tmp_path, "법정동코드,b\n1111010100,1\n1111010200,2\n서울 종로,3\n", kinds)
    assert [(one.code, one.severity, one.row) for one in odd] == [("district-code-shape", "error", 4)]


def test_codes_that_an_agency_uses_for_itself_are_said_and_never_held(tmp_path: Path) -> None:
    own = check(tmp_path, "시군구코드,시군구코드명\n210004,부산진구\n210005,동래구\n", {})
    assert [(one.code, one.severity) for one in own] == [("district-code-own", "info")]


def test_numbers_with_units_are_unclear_only_beside_bare_numbers_and_other_units(tmp_path: Path) -> None:
    assert [one.code for one in check(tmp_path, "길이,b\n12m,1\n7m,1\n")] == ["numbers-with-units"]
    assert [one.code for one in check(tmp_path, "길이,b\n12,1\n300m,1\n1.2km,1\n")] == ["units-mixed"]
    assert check(tmp_path, "동호수,b\n101동,1\n102호,1\n") == []
