"""Cameras in a run: told by 읍면동 for everybody, by cell for stewards, and not at all where none are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from country_makers import country, lonlat, rows_of, table

from govinnov.dispatch.run.run import run


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty cameras 100 m apart in the city's west; one stray just over the county's border."""
    folder = tmp_path_factory.mktemp("cameras")
    made = country(folder / "in")
    places = [*(lonlat(100 * at + 50, 1000) for at in range(20)), lonlat(4050, 1000)]
    table(made / "i.csv", "구군,장비종류,위도,경도", [("시", "생활방범", lat, lon) for lon, lat in places])
    run(made, folder / "out")
    return folder / "out"


def test_where_hardly_a_camera_is_known_there_is_no_data_and_no_share(outputs: Path) -> None:
    told = {row["government_code"]: (row["status"], row["cameras"]) for row in rows_of(outputs / "cctv.csv")}
    assert told["99010"] == ("computed", "20")
    assert told["99020"] == ("no-data", "")
    county = [row for row in rows_of(outputs / "cctv-areas.csv") if row["government_code"] == "99020"]
    assert {(row["status"], row["share_50"]) for row in county} == {("no-data", "")}


def test_twenty_discs_of_fifty_metres_are_their_part_of_the_area(outputs: Path) -> None:
    (city,) = [row for row in rows_of(outputs / "cctv.csv") if row["government_code"] == "99010"]
    assert float(city["area_50"]) == pytest.approx(20 * 7854 / 16e6, abs=0.0005)
    areas = [row for row in rows_of(outputs / "cctv-areas.csv") if row["government_code"] == "99010"]
    assert [(row["area_name"], row["cameras"], row["area_km2"]) for row in areas] == [
        ("가동", "20", "8.0000"),
        ("나동", "0", "8.0000"),
    ]


def test_cells_stand_in_no_file_but_the_stewards(outputs: Path) -> None:
    cells = {row["cell"] for row in rows_of(outputs / "stewards" / "99010" / "blind-spots.csv")}
    assert len(cells) == 1600
    public = [one for one in outputs.rglob("*") if one.is_file() and "stewards" not in one.parts]
    assert public
    assert not [one for one in public if any(cell.encode() in one.read_bytes() for cell in sorted(cells)[:50])]
