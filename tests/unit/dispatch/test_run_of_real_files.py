"""The country from the files as they lie: known counts, and the shares within 2 km of a 119 centre."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from govinnov.dispatch.clocks import Clock, read_runs, share_within
from govinnov.dispatch.run.run import run

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def country(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    out = tmp_path_factory.mktemp("country")
    return out, run(real_data, out)


def rows(out: Path, table: str, keep: Callable[[dict[str, str]], bool]) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if keep(row)]


def test_each_of_the_243_has_a_row_for_each_limit(country: tuple[Path, dict[str, Any]]) -> None:
    out, told = country
    assert (told["governments"], told["computed"]) == (243, 243)
    found = rows(out, "golden-time", lambda row: True)
    assert len(found) == 243 * 9
    assert {row["government_code"] for row in found if row["status"] == "computed" and row["grade"]} == {
        row["government_code"] for row in found
    }
    assert all(row["reason"] for row in found if row["status"] != "computed")


def test_electors_within_two_kilometres_are_as_many_as_known(country: tuple[Path, dict[str, Any]]) -> None:
    """69 % spread evenly, 76 % half at pharmacies and schools, 83 % all of them there."""
    provinces = rows(
        country[0],
        "facts",
        lambda row: len(row["government_code"]) == 2 and row["post"] == "119-centre" and row["radius_km"] == "2",
    )
    total = sum(int(row["total"]) for row in provinces)
    assert total == 44_197_692
    shares = [sum(int(row[name]) for row in provinces) / total for name in ("within_lo", "within", "within_hi")]
    assert shares == pytest.approx([0.69, 0.76, 0.83], abs=0.006)


def test_known_faults_of_the_files_are_found(country: tuple[Path, dict[str, Any]]) -> None:
    found = {one["code"]: one["count"] for one in country[1]["findings"]}
    assert found["station-without-coordinates"] == 14
    assert found["station-closed"] == 1
    assert found["coordinates-disagree"] > 0


def test_the_backtest_says_that_the_straight_line_does_not_beat_density(country: tuple[Path, dict[str, Any]]) -> None:
    told = json.loads((country[0] / "backtest.json").read_text(encoding="utf-8"))
    assert told["model"]["n"] == 16
    assert (told["model"]["mean"], told["density"]["mean"]) == pytest.approx((9.2, 7.9), abs=0.05)
    assert told["beats_density"] is False
    assert "낫지 않습니다" in told["text_ko"]


def test_ambulances_meet_the_shares_of_real_runs_where_they_were_fitted(
    country: tuple[Path, dict[str, Any]], real_data: Path
) -> None:
    """Each province counts the same, as in the table of runs."""
    runs = read_runs(real_data / "ems-yearly" / "ems_dispatch_17sido_2019_2023.csv")
    provinces = rows(
        country[0], "golden-time", lambda row: row["service"] == "ambulance" and len(row["government_code"]) == 2
    )
    for clock in (Clock.RECEIPT_SCENE, Clock.RECEIPT_PATIENT):
        for limit in (300, 420, 600):
            key = (clock.value, str(limit))
            shares = [float(row["share"]) for row in provinces if (row["clock"], row["limit_s"]) == key]
            assert sum(shares) / 17 == pytest.approx(share_within(runs.seconds(clock), limit), abs=0.011)


def test_plans_and_maps_of_real_governments_have_the_same_bytes_with_two_workers(
    real_data: Path, tmp_path: Path
) -> None:
    """A county of islands, a city district, and a province whose districts belong to nobody else."""
    chosen = ["11140", "36", "47940"]
    told = run(real_data, tmp_path / "one", chosen, more=("plans", "maps"))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        run(real_data, tmp_path / "two", chosen, executor, more=("plans", "maps"))
    assert told["plans"]["solved"] == told["plans"]["proven"] == 30
    names = [one["path"] for one in told["outputs"]]
    assert {name.rpartition("/")[2] for name in names} >= {"map.png", "map.gpkg", "map.geojson", "plan-01.json.gz"}
    assert [
        name for name in names if (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()
    ] == []


def test_main_roads_of_seoul_are_not_taken_for_a_network(country: tuple[Path, dict[str, Any]]) -> None:
    assert {row["method"] for row in rows(country[0], "golden-time", lambda row: True)} == {"straight line"}
