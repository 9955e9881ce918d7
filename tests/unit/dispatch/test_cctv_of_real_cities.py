"""Seoul's and Busan's cameras: every district beside the exact union of discs, and the faults of the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from scipy.spatial import cKDTree

from govinnov.dispatch import cctv, grid

pytestmark = pytest.mark.data
BOUNDARIES = "boundaries-2022-vote/ver20220309_sgg_vote_simple.geojson"
#: A disc as a polygon of so many corners a quarter; wide enough to hold as much area as the disc.
QUARTER = 24
WIDER = np.sqrt(np.pi / (2 * QUARTER * np.sin(np.pi / (2 * QUARTER))))


def districts(folder: Path, city: str) -> Iterator[tuple[str, list[np.ndarray]]]:
    """Name and rings (metres) of each district of a city."""
    for feature in json.loads((folder / BOUNDARIES).read_text(encoding="utf-8"))["features"]:
        if feature["properties"]["SIDONM"] == city:
            polygons = feature["geometry"]["coordinates"]
            polygons = polygons if feature["geometry"]["type"] == "MultiPolygon" else [polygons]
            yield feature["properties"]["SGGNM"], [grid.metres(ring) for polygon in polygons for ring in polygon]


def exact(rings: list[np.ndarray], known: cctv.Cameras, radius: float) -> float:
    """Share of a district in the union of the discs around cameras."""
    land = shapely.build_area(shapely.multilinestrings([shapely.linearrings(ring) for ring in rings]))
    spots = shapely.points(np.unique(known.mm, axis=0) / 1000)
    near = spots[shapely.dwithin(land, spots, radius)]
    discs = shapely.union_all(shapely.buffer(near, radius * WIDER, quad_segs=QUARTER))
    return float(land.intersection(discs).area / land.area)


def table(folder: Path, name: str) -> cctv.Cameras:
    return cctv.read_cameras(next((folder / "cctv").glob(name)))


@pytest.mark.parametrize(("city", "name", "count"), [("서울특별시", "seoulCCTV*", 25), ("부산광역시", "부산*", 16)])
def test_shares_are_those_of_the_exact_union_within_a_tenth_of_a_point(
    real_data: Path, city: str, name: str, count: int
) -> None:
    known = table(real_data, name)
    views, off = cctv.seen(known, [50]), {}
    for district, rings in districts(real_data, city):
        cells = cctv.survey(rings, views)
        off[district] = abs(cells["seen_50"].sum() / cells["cells"].sum() - exact(rings, known, 50)) * 100
    assert len(off) == count
    assert max(off.values()) <= 0.1, off


def test_busans_faults_are_found(real_data: Path) -> None:
    known = table(real_data, "부산*")
    assert known.given == 21_060
    assert {code: count for code, count in known.findings.items() if code != "camera-repeated"} == {
        "camera-swapped": 42,
        "camera-outside-country": 1,
        "camera-without-coordinates": 6,
    }
    assert 10_000 < known.findings["camera-repeated"] < 11_000


def test_hardly_a_real_camera_tells_whereto_it_looks(real_data: Path) -> None:
    known = table(real_data, "seoul_standard*")
    assert known.given == 6_280
    assert known.views["wedge"] == known.views["bearing"] == 0
    assert known.views["disc"] == len(known.mm)
    assert known.views["width"] > 2_000


def test_a_seen_cell_has_a_camera_near_and_an_unseen_one_has_none(real_data: Path) -> None:
    known = table(real_data, "seoulCCTV*")
    _, rings = next(districts(real_data, "서울특별시"))
    cells = cctv.survey(rings, cctv.seen(known, [50]))
    centres = cells[["x", "y"]].to_numpy()[:, None] + np.stack(np.meshgrid(*[np.arange(5, 100, 10)] * 2), -1).reshape(
        -1, 2
    )
    near = cKDTree(known.mm / 1000).query(centres.reshape(-1, 2))[0].reshape(len(cells), -1) <= 50
    whole = (cells["cells"] == 100).to_numpy()
    assert np.array_equal(near.sum(axis=1)[whole], cells["seen_50"][whole])
