"""The made-up country of the benchmarks: driven on its roads, seen by its cameras, and marked everywhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from country_makers import rows_of

from govinnov.dispatch.run.run import run

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sys.path.append(str(BENCH))
    from made_country import Size, made_country

    folder = tmp_path_factory.mktemp("made")
    inputs = made_country(folder / "in", Size(districts=2, blocks=20, cameras=2_000, stations=8))
    told = run(inputs, folder / "out")
    assert (told["synthetic"], told["governments"], told["computed"]) == (True, 4, 4)
    return folder / "out"


def test_its_minutes_are_driven_and_its_cameras_see(out: Path) -> None:
    golden = rows_of(out / "SYNTHETIC-golden-time.csv")
    assert {row["method"] for row in golden if row["service"] == "fire"} == {"SYNTHETIC roads"}
    assert {row["clock"] for row in rows_of(out / "SYNTHETIC-zones.csv")} == {"travel"}
    assert {row["status"] for row in rows_of(out / "SYNTHETIC-cctv.csv")} == {"computed"}


def test_nothing_is_written_without_the_mark(out: Path) -> None:
    tables = [one.name for one in out.rglob("*") if one.is_file() and ".steps" not in one.parts]
    assert tables
    assert all(name.startswith("SYNTHETIC-") for name in tables)
