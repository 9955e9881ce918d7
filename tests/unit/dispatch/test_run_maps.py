"""Maps in a run: three files for each government, the same bytes again, marked where an input was made up."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from country_makers import country

from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.inputs.districts import read_areas
from govinnov.dispatch.maps import Areas
from govinnov.dispatch.run.run import run

NAMES = ("map.geojson", "map.gpkg", "map.png")
LIMIT = 5_000_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("maps")
    inputs = country(folder / "in", centres=[(1000, 2000), (5100, 900)])
    for name in ("one", "two"):
        run(inputs, folder / name, ["99010", "99"], more=("maps",))
    return folder / "one" / "governments", folder / "two" / "governments"


def test_maps_are_small_and_have_the_same_bytes_again(made: tuple[Path, Path]) -> None:
    for code in ("99010", "99"):
        for name in NAMES:
            data = (made[0] / code / name).read_bytes()
            assert 0 < len(data) <= LIMIT
            assert data == (made[1] / code / name).read_bytes()


def test_a_map_holds_areas_with_their_figures_and_posts(made: tuple[Path, Path]) -> None:
    features = json.loads((made[0] / "99010" / "map.geojson").read_text(encoding="utf-8"))["features"]
    areas = [one["properties"] for one in features if one["geometry"]["type"] != "Point"]
    assert [one["area_name"] for one in areas] == ["가동", "나동"]
    assert all(0 <= one["share_2km"] <= 1 for one in areas)
    assert len(features) == 3
    with sqlite3.connect(made[0] / "99010" / "map.gpkg") as connection:
        assert connection.execute("SELECT count(*) FROM areas").fetchone() == (2,)


def test_maps_of_a_synthetic_run_are_marked(tmp_path: Path) -> None:
    inputs = country(tmp_path / "in")
    entries = [f"  - {{path: {one.name}, synthetic: true}}" for one in sorted(inputs.iterdir())]
    (inputs / "inputs.yaml").write_text("\n".join(["files:", *entries]), encoding="utf-8")
    run(inputs, tmp_path / "out", ["99010"], more=("maps",))
    folder = tmp_path / "out" / "governments" / "99010"
    made = {one.name for one in folder.iterdir()}
    assert made >= {f"SYNTHETIC-{name}" for name in NAMES}
    features = json.loads((folder / "SYNTHETIC-map.geojson").read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["method"] for one in features} == {"SYNTHETIC straight line"}
    assert not made & set(NAMES)


@pytest.mark.data
def test_every_area_of_the_country_keeps_its_land_on_maps(real_data: Path) -> None:
    """Simplified boundaries hold rings of two places and rings that cross themselves."""
    areas = read_areas(read_folder(real_data).of("areas"))
    layer = Areas("areas", [{} for _ in areas], [one.shape.rings for one in areas])
    assert len(layer.geometries()) == 3504
    for polygon, one in zip(layer.polygons, areas, strict=True):
        assert polygon.area == pytest.approx(one.shape.square_metres, rel=0.001)
