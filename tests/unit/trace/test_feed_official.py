"""Inspections and certificates come as tables, through the gate, and stand in the answers of files."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from trace_reports import CERTIFICATE, EGGS, FARM, INSPECTION, SLAUGHTER, codes, read, table

from govinnov.gate.permits import Permits
from govinnov.trace.checks.files import check_files
from govinnov.trace.lookup.files import look_up
from govinnov.trace.recall.official import Certification, Inspection

ON, NOW = date(2026, 8, 26), datetime(2026, 8, 26, 3, tzinfo=UTC)


def written(folder: Path, **tables: Any) -> list[Path]:
    paths = []
    for number, (kind, rows) in enumerate(tables.items()):
        paths.append(folder / f"{number}.csv")
        paths[-1].write_bytes(table(kind, *(rows if isinstance(rows, list) else [rows])))
    return paths


def look(code: str, paths: list[Path], on: date = ON) -> dict[str, Any]:
    found = look_up(code, paths, on, gate=Permits())
    assert found.held == ()
    return found.answer


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
@pytest.mark.parametrize("korean", [True, False])
def test_both_are_known_by_their_headers_in_either_language(tmp_path: Path, korean: bool, encoding: str) -> None:
    for kind, row in (("inspection", INSPECTION), ("certificate", CERTIFICATE)):
        found = read(tmp_path, table(kind, row, korean=korean, encoding=encoding))
        assert (found.form, found.records, found.held, codes(found)) == ("csv", 1, 0, [])
        assert (len(found.official), found.events) == (1, [])


def test_a_look_up_tells_value_limit_verdict_and_a_certificate_that_was_valid_that_day(tmp_path: Path) -> None:
    told = look("0823M3FSD2", written(tmp_path, eggs=EGGS, inspection=INSPECTION, certificate=CERTIFICATE))
    assert told["inspections"] == [
        {"on": "2026-08-22", "farm": "M3FSD", "code": None, "item": "피프로닐", "value": "0.0031", "limit": "0.02",
         "unit": "mg/kg", "verdict": "pass"}
    ]  # fmt: skip
    assert told["certificates"] == [{"farm": "M3FSD", "kind": "동물복지", "on": "2026-08-23", "valid": True}]


def test_a_certificate_that_had_ended_is_told_as_not_valid(tmp_path: Path) -> None:
    told = look("0823M3FSD2", written(tmp_path, eggs=EGGS, certificate=CERTIFICATE | {"last": "2026-08-22"}))
    assert [one["valid"] for one in told["certificates"]] == [False]


def test_an_inspection_of_the_very_lot_is_told_and_one_of_another_lot_is_not(tmp_path: Path) -> None:
    row = {name: told for name, told in INSPECTION.items() if name != "farm_code"}
    rows = [row | {"code": code, "laid_on": "2026-08-23"} for code in ("0823M3FSD2", "0823K7PQA4")]
    told = look("0823M3FSD2", written(tmp_path, eggs=EGGS, inspection=rows))
    assert [one["code"] for one in told["inspections"]] == ["egg10/2026-08-23/M3FSD/2"]


def test_a_farm_of_birds_is_meant_by_its_own_number_which_nobody_reads(tmp_path: Path) -> None:
    row = {name: told for name, told in INSPECTION.items() if name != "farm_code"} | FARM
    told = look("226082312301", written(tmp_path, slaughter=SLAUGHTER, inspection=row))
    assert [one["verdict"] for one in told["inspections"]] == ["pass"]
    assert FARM["farm_number"] not in json.dumps(told)


def test_the_newest_inspection_comes_first_and_without_a_value_none_is_told(tmp_path: Path) -> None:
    rows = [INSPECTION, INSPECTION | {"inspected_on": "2026-08-24", "verdict": "부적합", "value": ""}]
    told = look("0823M3FSD2", written(tmp_path, eggs=EGGS, inspection=rows))
    assert [(one["on"], one["value"], one["verdict"]) for one in told["inspections"]] == [
        ("2026-08-24", None, "fail"),
        ("2026-08-22", "0.0031", "pass"),
    ]


@pytest.mark.parametrize(
    ("kind", "row", "wrong"),
    [
        ("inspection", INSPECTION | {"verdict": "보류"}, "record-verdict-unknown"),
        ("inspection", INSPECTION | {"value": "불검출"}, "gate-holds"),
        ("inspection", INSPECTION | {"value": "-1"}, "record-amount-wrong"),
        ("inspection", INSPECTION | {"farm_code": ""}, "record-field-missing"),
        ("inspection", INSPECTION | {"item": "문의 010-2345-6789"}, "gate-holds"),
        ("certificate", CERTIFICATE | {"last": "2020-01-01"}, "certificate-ends-first"),
        ("certificate", CERTIFICATE | {"first": "2026-02-30"}, "gate-holds"),
        ("certificate", CERTIFICATE | {"farm_code": "M3F"}, "record-code-wrong"),
    ],
)
def test_what_is_wrong_holds_its_record_and_not_the_table(
    tmp_path: Path, kind: str, row: dict[str, str], wrong: str
) -> None:
    good = INSPECTION if kind == "inspection" else CERTIFICATE
    found = read(tmp_path, table(kind, good, row))
    assert (found.records, found.held, codes(found), len(found.official)) == (2, 1, [wrong], 1)


def test_words_and_signs_are_read_as_people_write_them(tmp_path: Path) -> None:
    rows = [INSPECTION | {"farm_code": "m3-fsd", "verdict": "FAIL"}, INSPECTION | {"farm_code": "Ｍ３ＦＳＤ"}]
    found = read(tmp_path, table("inspection", *rows)).official
    assert [(one.farm, one.verdict) for one in found if isinstance(one, Inspection)] == [
        ("M3FSD", "fail"),
        ("M3FSD", "pass"),
    ]


@pytest.mark.parametrize(("code", "wrong"), [("0823M3FSD4", ["housing-not-certified"]), ("0823M3FSD2", [])])
def test_a_housing_that_a_certificate_forbids_is_found_among_files(tmp_path: Path, code: str, wrong: list[str]) -> None:
    paths = written(tmp_path, eggs=EGGS | {"code": code}, certificate=CERTIFICATE)
    assert [one.code for one in check_files(paths, NOW, Permits()).findings] == wrong
    assert check_files(paths[:1], NOW, Permits()).findings == ()


def test_what_authorities_say_is_public_and_who_they_say_it_of_is_private(tmp_path: Path) -> None:
    found = read(tmp_path, table("certificate", CERTIFICATE | FARM | {"certificate_number": "15-12-3-45"}))
    assert found.official == [Certification("M3FSD", "동물복지", date(2026, 1, 1), date(2026, 12, 31))]
    assert {"15-12-3-45", FARM["farm_owner"], FARM["farm_mobile"]} <= {one.value for one in found.private}
