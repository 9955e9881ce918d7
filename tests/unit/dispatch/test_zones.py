"""Land within kilometres, or within minutes on roads: worked out by hand, nested, and small enough to publish."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from country_makers import EAST, NORTH, country, rows_of
from test_run_roads import POST, SIDE, roads

from govinnov.dispatch import maps
from govinnov.dispatch.reach.zones import isochrones, ring
from govinnov.dispatch.run.run import run

LAND = shapely.box(0, 0, 10_000, 10_000)


def test_a_ring_is_a_disc_cut_at_the_border() -> None:
    assert ring(LAND, np.array([[5_000.0, 5_000.0]]), 1_000).area == pytest.approx(math.pi * 1e6, rel=0.001)
    assert ring(LAND, np.array([[0.0, 0.0]]), 1_000).area == pytest.approx(math.pi * 1e6 / 4, rel=0.001)


def test_posts_outside_reach_in_and_discs_that_overlap_count_once() -> None:
    assert ring(LAND, np.array([[-500.0, 5_000.0]]), 1_000).area > 0
    assert ring(LAND, np.array([[-1_500.0, 5_000.0]]), 1_000).area == 0
    twice = np.array([[5_000.0, 5_000.0], [5_000.0, 5_000.0]])
    assert ring(LAND, twice, 1_000).area == pytest.approx(ring(LAND, twice[:1], 1_000).area)


def test_an_isochrone_holds_the_cells_whose_centre_is_reached() -> None:
    corners = np.array(LAND.exterior.coords)
    west, none = isochrones(LAND, ([[corners]], 1_000), lambda places: places[:, 0] / 100, [25, 1])
    assert west.area == 2 * 10 * 1e6 + 10 * 1e6
    assert none.is_empty


def driven_km2(limit_s: int) -> float:
    """Cells of 100 m in the city, 4 km × 4 km, whose nearest crossing is driven to in time: 30 s a block of 250 m."""
    held = 0
    for x in range(40):
        for y in range(40):
            block = [min(SIDE - 1, int((100 * at + 50) // 250)) for at in (x, y)]
            held += 30 * (abs(block[0] - POST[0]) + abs(block[1] - POST[1])) <= limit_s
    return held / 100


def test_a_government_on_roads_has_isochrones(tmp_path: Path) -> None:
    made = country(tmp_path / "in", centres=[(250 * POST[0] + 125, 250 * POST[1] + 125)])
    roads(made)
    run(made, tmp_path / "out", ["99010"])
    told = rows_of(tmp_path / "out" / "governments" / "99010" / "zones.csv")
    assert [row["limit_s"] for row in told] == ["180", "300", "360", "480", "600"]
    assert {(row["clock"], row["radius_km"], row["weight"], row["method"]) for row in told} == {
        ("travel", "", "area", "roads")
    }
    areas = [float(row["area_km2"]) for row in told]
    # Some centres are as far from one crossing as from the next: either may count.
    assert areas == pytest.approx([driven_km2(int(row["limit_s"])) for row in told], abs=0.15)


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zones")
    run(country(folder / "in"), folder / "out", more=("maps",))
    return folder / "out"


def test_elsewhere_there_are_rings_each_within_the_next(straight: Path) -> None:
    city = [row for row in rows_of(straight / "zones.csv") if row["government_code"] == "99010"]
    assert [(row["radius_km"], row["limit_s"]) for row in city] == [("1", ""), ("2", ""), ("3", ""), ("5", "")]
    shares = [float(row["share"]) for row in city]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    told = json.loads((straight / "governments" / "99010" / "zones.geojson").read_text(encoding="utf-8"))
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in told["features"]]
    assert [one["properties"]["radius_km"] for one in told["features"]] == [1, 2, 3, 5]
    assert all(one.difference(other).area < one.area / 10_000 for one, other in pairwise(shapes))


def test_zones_are_of_119_centres_alone(straight: Path) -> None:
    assert {row["post"] for row in rows_of(straight / "zones.csv")} == {"119-centre"}


def test_a_file_that_is_too_large_is_simplified_first_and_then_loses_its_widest_zones() -> None:
    turn = np.linspace(0, 2 * np.pi, 4_000)
    star = np.column_stack([np.cos(turn), np.sin(turn)]) * (2_000 + 400 * np.sin(40 * turn))[:, None]
    shape = shapely.Polygon(star + np.array([EAST, NORTH]))
    zones = [maps.Zone(f"within_{at}_km", [{"simplified_m": 0}], shape) for at in (1, 2)]
    whole = len(maps.geojson(zones))
    some = maps.fitted(zones, maps.geojson, whole // 3)
    assert (some.tolerance_m > 0, some.left_out) == (True, ())
    assert f'"simplified_m":{some.tolerance_m}' in some.data.decode()
    assert maps.fitted(zones, maps.geojson, 100).left_out == ("within_2_km",)


def test_without_posts_a_row_says_why(tmp_path: Path) -> None:
    run(country(tmp_path / "in", centres=[]), tmp_path / "out", ["99010"], more=("maps",))
    (row,) = rows_of(tmp_path / "out" / "governments" / "99010" / "zones.csv")
    assert (row["status"], row["area_km2"]) == ("not-computed", "")
    assert row["reason"]
    assert not (tmp_path / "out" / "governments" / "99010" / "zones.geojson").exists()
