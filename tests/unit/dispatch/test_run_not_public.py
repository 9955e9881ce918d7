"""What a run must not tell in its public files: one test for each line of the rule."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from country_makers import country, geojson, lonlat, table

from govinnov.dispatch.run.run import run

RUNS = "DCLR_YMD,DCLR_TM,DSPT_YMD,DSPT_TM,GRNDS_ARVL_YMD,GRNDS_ARVL_TM,PTN_CNTC_YMD,PTN_CNTC_TM,GNDR_NM"
SECRET_TIME = "092733"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With police, cameras, runs, plans, a hamlet of three electors, and a post that nearly all or hardly any reach."""
    folder = tmp_path_factory.mktemp("public")
    made = country(folder / "in", centres=[(20, 20)])
    police = [(1, "도청", "시", "비밀지구대", "지구대", "시 가로 1")]
    table(made / "h.csv", "연번,시도청,경찰서,관서명,구분,주소", police, "cp949")
    table(
        made / "g.csv",
        "종별코드명,주소,x좌표,y좌표",
        [("약국", f"시 가로 {at}", *lonlat(900 + at, 50)) for at in range(3)],
    )
    table(made / "r.csv", RUNS, [(20190918, SECRET_TIME, 20190918, 92911, 20190918, 93300, 20190918, 93400, "여")])
    table(made / "i.csv", "장비종류,위도,경도", [("방범", *reversed(lonlat(90 * at, 1000))) for at in range(40)])
    geojson(made / "b2.json", [({"code": "9902099", "name": "외딴면"}, (7990, 3990, 8000, 4000))])
    (made / "parameters.yaml").write_text("plans.most: {value: 1, source: test, date: 2026-01-01}", encoding="utf-8")
    run(made, folder / "out", more=("plans",))
    return folder / "out"


def public(outputs: Path) -> list[Path]:
    kept = {"stewards", ".steps"}
    return [one for one in outputs.rglob("*") if one.is_file() and not kept & set(one.relative_to(outputs).parts)]


def rows_of(outputs: Path, name: str) -> list[dict[str, str]]:
    with (outputs / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("table_name", ["facts", "golden-time"])
def test_no_group_of_one_to_four_is_told_nor_what_is_left_of_one(outputs: Path, table_name: str) -> None:
    rows = [row for row in rows_of(outputs, table_name) if row["within"]]
    told = {int(row[name]) for row in rows for name in ("within_lo", "within", "within_hi")}
    left = {int(row["total"]) - int(row[name]) for row in rows for name in ("within_lo", "within", "within_hi")}
    assert rows
    assert not (told | left) & {1, 2, 3, 4}


def test_an_area_with_hardly_any_electors_has_no_figures(outputs: Path) -> None:
    hamlets = [row for row in rows_of(outputs, "areas") if row["area_name"] == "외딴면"]
    assert hamlets
    assert {(row["total"], row["median_km"], row["share_2km"]) for row in hamlets} == {("", "", "")}


def test_a_gain_of_one_to_four_is_no_priority(outputs: Path) -> None:
    assert all(int(row["gain"]) >= 5 for row in rows_of(outputs, "priority-areas"))


def test_police_are_told_by_area_at_the_finest_and_never_planned(outputs: Path) -> None:
    assert {row["service"] for name in ("plans", "plan-sites") for row in rows_of(outputs, name)} == {"ambulance"}
    assert not [one for one in public(outputs) if "비밀지구대" in one.read_bytes().decode("utf-8", "replace")]


def test_runs_are_in_no_file(outputs: Path) -> None:
    assert not [one for one in public(outputs) if SECRET_TIME.encode() in one.read_bytes()]


def test_cells_that_no_camera_sees_are_for_stewards(outputs: Path) -> None:
    assert list((outputs / "stewards").rglob("blind-spots.csv"))
    assert not [one for one in public(outputs) if "blind-spots" in one.name]
