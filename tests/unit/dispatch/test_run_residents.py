"""Residents by age: a province's as counted, its governments' shared out by electors, and said to be estimates."""

from __future__ import annotations

from pathlib import Path

import pytest
from country_makers import country, rows_of, table

from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.inputs.governments import Government
from govinnov.dispatch.inputs.residents import Residents, read_residents
from govinnov.dispatch.run.residents import shared_out
from govinnov.dispatch.run.run import run

HEADER = "행정구역별,연령별,연도,분류,인구수"
ROWS = [
    ("강원도", "0 - 4세", "2021.0", "남자", "100.0"),
    ("강원도", "0 - 4세", "2021.0", "여자", "90.0"),
    ("강원도", "60 - 64세", "2021.0", "남자", "400.0"),
    ("강원도", "65 - 69세", "2021.0", "남자", "200.0"),
    ("강원도", "80세이상", "2021.0", "남자", ""),
    ("강원도", "100세이상", "2021.0", "여자", "11.0"),
    ("강원도", "연령미상", "2021.0", "여자", "9.0"),
    ("강원도", "0 - 4세", "2020.0", "남자", "7777.0"),
    ("강원도", "0 - 4세", "2022.0", "남자", "8888.0"),
]


def read(folder: Path, rows: list[tuple[str, ...]], day: str = "2021-12-31") -> tuple[dict[str, Residents], list]:
    table(folder / "p.csv", HEADER, rows)
    findings: list = []
    return read_residents(read_folder(folder).of("residents"), day, findings), findings


def test_sexes_are_summed_by_age_for_the_last_year_up_to_the_day(tmp_path: Path) -> None:
    found, findings = read(tmp_path, ROWS)
    assert found["강원도"].year == 2021
    assert dict(found["강원도"].ages) == {"all": 810, "0-14": 190, "15-64": 400, "65+": 211}
    assert findings == []


def test_what_is_no_count_is_a_finding_with_its_line(tmp_path: Path) -> None:
    found, findings = read(
        tmp_path, [("강원도", "0 - 4세", "2021", "남자", "-3"), ("강원도", "5 - 9세", "x", "남자", "3")]
    )
    assert found == {}
    assert [(one.code, one.line) for one in findings] == [("bad-weight", 2), ("bad-weight", 3)]


PROVINCE = Government("50", "제주특별자치도", "제주특별자치도", is_province=True, districts=())
OWN = [Government(f"5011{at}", "시", "제주", is_province=False, districts=()) for at in range(3)]


def test_a_province_under_two_names_is_one_and_its_parts_sum_to_it() -> None:
    regions = {
        "제주도": Residents(2021, {"all": 100, "15-64": 70, "65+": 30}),
        "제주특별자치도": Residents(2021, {"all": 11, "0-14": 11}),
        "황해도": Residents(1944, {"all": 5}),
    }
    found = shared_out(
        [PROVINCE, *OWN], {one.code: weight for one, weight in zip(OWN, (1, 1, 5), strict=True)}, regions
    )
    assert found["50"].ages == {"all": 111, "0-14": 11, "15-64": 70, "65+": 30}
    for age, total in found["50"].ages.items():
        assert sum(found[one.code].ages[age] for one in OWN) == total
    assert found["50112"].ages["15-64"] == 50


def test_a_run_tells_residents_near_a_centre_and_what_is_an_estimate(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    table(
        made / "c.csv",
        "level,sido,name,code_2022,sgg_codes",
        [
            ("광역", "강원도", "강원도", 99, ""),
            ("기초", "강원도", "시", 99010, 99010),
            ("기초", "강원도", "군", 99020, 99020),
        ],
    )
    table(made / "p.csv", HEADER, [row for row in ROWS if row[2] == "2021.0"])
    run(made, tmp_path / "out")
    rows = {(row["government_code"], row["age"]): row for row in rows_of(tmp_path / "out" / "residents.csv")}
    told = rows_of(tmp_path / "out" / "facts.csv", radius_km="2", status="computed")
    facts = {row["government_code"]: row for row in told}
    assert [rows[code, "all"]["total"] for code in ("99", "99010", "99020")] == ["810", "405", "405"]
    assert float(rows["99010", "all"]["share"]) == pytest.approx(float(facts["99010"]["share"]), abs=0.002)
    assert not rows["99", "all"]["basis"].startswith("추정")
    assert rows["99010", "65+"]["basis"].startswith("추정")
    assert {row["weight"] for row in rows.values()} == {"residents"}


def test_without_residents_nothing_is_said_of_them(tmp_path: Path) -> None:
    run(country(tmp_path / "in"), tmp_path / "out")
    assert (tmp_path / "out" / "residents.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.data
def test_residents_of_2021_are_those_of_the_census_of_that_year(real_data: Path) -> None:
    found = read_residents(read_folder(real_data).of("residents"), "2022-03-09", [])
    assert sum(one.ages["all"] for one in found.values() if one.year == 2021) == 51_738_067
