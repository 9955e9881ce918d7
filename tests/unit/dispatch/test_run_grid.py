"""Demand on a grid: what is counted is named, calls are counted by cell, and few of them are told to nobody."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from country_makers import EAST, NORTH, country, lonlat, rows_of, table

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.grid import cell_centres, point_numbers
from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.inputs.cells import read_cells
from govinnov.dispatch.run.run import run

#: One cell near the post of the made country, one far from it, each in an area of the city; and one in the county.
CITY, COUNTY = [(1050, 2050), (3050, 50)], [(5050, 2050)]


def grid(path: Path, cells: list[tuple[tuple[float, float], object]], weight: str = "주민수") -> None:
    """Cells of 100 m by their names."""
    places = np.array([place for place, _ in cells]) + np.array([EAST, NORTH])
    names = point_numbers(places[:, 0], places[:, 1])
    table(path, f"격자코드,{weight}", [(name, total) for name, (_, total) in zip(names, cells, strict=True)])


def codes(findings: list) -> Counter[str]:
    return Counter(one.code for one in findings)


def test_names_of_cells_lead_back_to_their_centres() -> None:
    places = np.array([[953_950.0, 1_952_050.0], [1_100_049.0, 1_700_001.0]])
    names = point_numbers(places[:, 0], places[:, 1])
    assert cell_centres(names).tolist() == [[953_950, 1_952_050], [1_100_050, 1_700_050]]
    assert cell_centres(["다사5352"]).tolist() == [[953_500, 1_952_500]]
    assert cell_centres(["다사 5395 5205"]).tolist() == [[953_955, 1_952_055]]
    assert np.isnan(cell_centres(["다사53520", "ab1234", ""])).all()


def test_residents_of_a_grid_are_counted_where_they_stand(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    grid(made / "g.csv", [(CITY[0], 60), (CITY[1], 40)])
    run(made, tmp_path / "out")
    told = rows_of(tmp_path / "out" / "facts.csv")
    (city,) = [row for row in told if row["government_code"] == "99010" and row["radius_km"] == "1" and row["within"]]
    assert (city["weight"], city["total"], city["within_lo"], city["within_hi"]) == ("residents", "100", "60", "60")
    areas = [row for row in rows_of(tmp_path / "out" / "areas.csv") if row["government_code"] == "99010"]
    assert {(row["area_name"], row["total"], row["joined"]) for row in areas if row["post"] == "119-centre"} == {
        ("가동", "60", "grid"),
        ("나동", "40", "grid"),
    }


def test_without_a_grid_of_its_own_a_government_counts_electors_and_so_does_its_province(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    grid(made / "g.csv", [(CITY[0], 60), (CITY[1], 40)])
    run(made, tmp_path / "out")
    weights = {row["government_code"]: row["weight"] for row in rows_of(tmp_path / "out" / "facts.csv")}
    assert weights == {"99": "electors", "99010": "residents", "99020": "electors"}
    ranks = rows_of(tmp_path / "out" / "ranks.csv")
    assert {(row["government_code"], row["weight"], row["n"]) for row in ranks} == {
        ("99010", "residents", "1"),
        ("99020", "electors", "1"),
    }


def test_a_province_sums_its_governments_where_all_have_a_grid(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    grid(made / "g.csv", [(CITY[0], 60), (CITY[1], 40), (COUNTY[0], 50), ((7050, 50), 50)])
    run(made, tmp_path / "out")
    told = [row for row in rows_of(tmp_path / "out" / "facts.csv") if row["post"] == "119-centre"]
    assert {row["government_code"]: (row["weight"], row["total"]) for row in told} == {
        "99": ("residents", "200"),
        "99010": ("residents", "100"),
        "99020": ("residents", "100"),
    }


def test_a_grid_of_a_part_of_a_district_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    table(
        made / "e.csv",
        "ELEC_CD,ELEC_EMD,ELECTORS",
        [(0, "가동", 100), (1, "나동", 900), (2, "다면", 5), (3, "라읍", 5)],
    )
    grid(made / "g.csv", [(CITY[0], 60)])
    told = run(made, tmp_path / "out", ["99010"])
    assert {"code": "grid-cut", "count": 1} in told["findings"]
    assert rows_of(tmp_path / "out" / "governments" / "99010" / "facts.csv")[0]["weight"] == "electors"


def test_what_is_wrong_with_a_grid_is_told_with_its_line(tmp_path: Path) -> None:
    names = point_numbers(*(np.array([place]) for place in (EAST + 50, NORTH + 50)))
    rows = [(names[0], total) for total in (7, -3, 2.5, "x")] + [("다사1", 5)]
    table(tmp_path / "g.csv", "gid,주민수", rows)
    findings: list = []
    found = read_cells(read_folder(tmp_path).of("grid"), [], findings)
    assert found is not None
    assert (found.weight, found.totals.tolist()) == ("residents", [7, 2])
    assert [(one.code, one.line) for one in findings] == [
        ("negative-demand", 3),
        ("fractional-demand", 4),
        ("bad-weight", 5),
        ("cell-unknown", 6),
    ]


def test_a_grid_of_nothing_and_a_grid_of_something_else_are_told(tmp_path: Path) -> None:
    grid(tmp_path / "a.csv", [(CITY[0], 0)])
    grid(tmp_path / "b.csv", [(CITY[0], 9)], "신고건수")
    findings: list = []
    read_cells(read_folder(tmp_path).of("grid"), [], findings)
    assert [(one.code, one.file) for one in findings] == [("zero-demand", "a.csv"), ("grid-not-used", "b.csv")]


def test_cells_outside_every_area_are_told(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    grid(made / "g.csv", [(CITY[0], 60), (CITY[1], 40), ((-5050, 50), 7)])
    run(made, tmp_path / "out", ["99010"])
    told = [row for row in rows_of(tmp_path / "out" / "findings.csv") if row["code"] == "cell-without-area"]
    assert [(row["file"], row["line"]) for row in told] == [("g.csv", "4")]


SECRET = "093412"


def calls(folder: Path) -> Path:
    """Single calls: 30 near the post, 20 in the other area, four in a cell of their own."""
    made = country(folder)
    places = [CITY[0]] * 30 + [CITY[1]] * 20 + [(3050, 3050)] * 4
    rows = [(*lonlat(*place), SECRET, "여", "농부") for place in places]
    table(made / "calls.csv", "경도,위도,신고시각,성별,직업", rows)
    entries = [f"  - {{path: {one.name}}}" for one in sorted(made.iterdir()) if one.name != "calls.csv"]
    entries.append("  - {path: calls.csv, kind: calls, columns: {lon: 경도, lat: 위도}}")
    (made / "inputs.yaml").write_text("\n".join(["files:", *entries]), encoding="utf-8")
    (made / "parameters.yaml").write_text("plans.most: {value: 1, source: test, date: 2026-01-01}", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("calls")
    run(calls(folder / "in"), folder / "out", ["99010"], more=("plans", "maps"))
    return folder / "out"


def test_calls_of_a_cell_with_fewer_than_five_are_in_no_sum(called: Path) -> None:
    facts = rows_of(called / "governments" / "99010" / "facts.csv")
    assert {(row["weight"], row["total"]) for row in facts} == {("calls", "50")}
    areas = rows_of(called / "governments" / "99010" / "areas.csv")
    assert {row["total"] for row in areas if row["area_name"] == "나동"} == {"20"}
    assert [row["code"] for row in rows_of(called / "findings.csv") if row["code"].startswith("cell")] == [
        "cell-suppressed"
    ]


def test_few_calls_of_an_agencys_own_grid_are_left_out_too(tmp_path: Path) -> None:
    grid(tmp_path / "g.csv", [(CITY[0], 4), (CITY[1], 5)], "신고건수")
    findings: list = []
    found = read_cells(read_folder(tmp_path).of("grid"), [], findings)
    assert found is not None
    assert (found.weight, found.totals.tolist()) == ("calls", [5])
    assert codes(findings) == {"cell-suppressed": 1}


def test_of_calls_nothing_but_places_is_read(called: Path) -> None:
    (source,) = read_folder(called.parent / "in").of("calls")
    assert set(source.columns) == {"lon", "lat"}
    written = [one for one in called.rglob("*") if one.is_file()]
    assert written
    assert not [one for one in written if SECRET.encode() in one.read_bytes() or "농부".encode() in one.read_bytes()]


def test_proofs_of_plans_on_calls_are_for_stewards(called: Path) -> None:
    public = {one.name for one in (called / "governments" / "99010").iterdir()}
    assert not [name for name in public if name.startswith("plan-0") or name == "instance.txt"]
    assert "plans.csv" in public
    kept = {one.name for one in (called / "stewards" / "99010").iterdir()}
    assert {"instance.txt", "plan-01.json.gz"} <= kept


@pytest.mark.parametrize(("few", "public"), [(4, False), (5, True)])
def test_proofs_of_plans_on_a_grid_are_public_unless_a_cell_has_fewer_than_five(
    tmp_path: Path, few: int, public: bool
) -> None:
    made = country(tmp_path / "in")
    grid(made / "g.csv", [(CITY[0], 60), (CITY[1], 40), ((3050, 3050), few)])
    (made / "parameters.yaml").write_text("plans.most: {value: 1, source: test, date: 2026-01-01}", encoding="utf-8")
    run(made, tmp_path / "out", ["99010"], more=("plans",))
    given, kept = (tmp_path / "out" / folder / "99010" / "instance.txt" for folder in ("governments", "stewards"))
    assert (given.exists(), kept.exists()) == (public, not public)


def test_where_calls_stand_is_in_no_ground(called: Path) -> None:
    path = called / "governments" / "99010" / "ground.csv"
    assert path.read_text(encoding="utf-8").startswith("government_code,")
    assert rows_of(path) == []


def test_maps_of_calls_tell_no_cell(called: Path) -> None:
    told = json.loads((called / "governments" / "99010" / "map.geojson").read_text(encoding="utf-8"))
    assert [one["properties"]["total"] for one in told["features"] if one["properties"]["layer"] == "areas"] == [30, 20]


def test_a_grid_needs_a_place_and_a_weight(tmp_path: Path) -> None:
    table(tmp_path / "g.csv", "a,b", [(1, 2)])
    (tmp_path / "inputs.yaml").write_text("files:\n  - {path: g.csv, kind: grid, columns: {x: a, y: b}}", "utf-8")
    with pytest.raises(InputError) as refused:
        read_folder(tmp_path)
    assert refused.value.code == "missing-column"
    assert "residents or calls or electors" in refused.value.text


def test_the_same_bytes_when_a_step_is_kept_and_another_grid_is_computed_anew(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    grid(made / "g.csv", [(CITY[0], 60), (CITY[1], 40)])
    run(made, tmp_path / "out", ["99010"])
    kept = (tmp_path / "out" / "governments" / "99010" / "facts.csv").read_bytes()
    run(made, tmp_path / "out", ["99010"])
    assert (tmp_path / "out" / "governments" / "99010" / "facts.csv").read_bytes() == kept
    grid(made / "g.csv", [(CITY[0], 40), (CITY[1], 60)])
    run(made, tmp_path / "out", ["99010"])
    assert rows_of(tmp_path / "out" / "governments" / "99010" / "facts.csv")[0]["within"] == "40"
