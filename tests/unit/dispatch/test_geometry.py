"""Areas on the plane: sizes, insides, cells, and both forms of files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from country_makers import geojson, lonlat
from hypothesis import given
from hypothesis import strategies as st

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.geometry import Shape, cells, metres, read_features, to_lonlat
from govinnov.dispatch.geometry.nearby import Nearby


def ring(*corners: tuple[float, float]) -> np.ndarray:
    return np.array([*corners, corners[0]], dtype=np.float64)


HOLED = Shape([ring((0, 0), (100, 0), (100, 100), (0, 100)), ring((40, 40), (40, 60), (60, 60), (60, 40))])


def test_a_hole_is_outside_and_takes_from_the_area() -> None:
    assert HOLED.square_metres == 10_000 - 400
    inside = HOLED.contains(np.array([[10.0, 10.0], [50.0, 50.0], [150.0, 50.0], [70.0, 50.0]]))
    assert inside.tolist() == [True, False, False, True]


def test_cells_are_those_whose_centre_is_inside() -> None:
    centres = cells(HOLED, 10)
    assert len(centres) == 96
    assert HOLED.contains(centres).all()
    assert centres[:2].tolist() == [[5.0, 5.0], [15.0, 5.0]]


@pytest.mark.parametrize("seed", range(20))
def test_cells_of_any_shape_are_the_grid_points_it_contains(seed: int) -> None:
    generator = np.random.default_rng(seed)
    shape = Shape([ring(*map(tuple, generator.uniform(-50, 50, (7, 2)))) for _ in range(2)])
    grid = np.array([(x + 0.5, y + 0.5) for y in range(-50, 50) for x in range(-50, 50)], dtype=np.float64) * 1.0
    assert cells(shape, 1.0).tolist() == grid[shape.contains(grid)].tolist()


def test_a_shape_between_centres_has_no_cells() -> None:
    assert cells(Shape([ring((1, 1), (2, 1), (2, 2))]), 10).shape == (0, 2)


def test_places_go_to_the_plane_and_back() -> None:
    places = np.array([[126.978, 37.5665], [130.9, 37.48]])
    assert np.allclose(to_lonlat(metres(places)), places, atol=1e-9)
    assert np.allclose(metres(metres(places), "EPSG:5179"), metres(places))


def test_geojson_and_topojson_give_the_same_shapes(tmp_path: Path) -> None:
    geojson(tmp_path / "a.json", [({"code": 1}, (0, 0, 1000, 1000)), ({"code": 2}, (1000, 0, 2000, 1000))])
    south, north, east = lonlat(1000, 0), lonlat(1000, 1000), [lonlat(2000, 1000), lonlat(2000, 0)]
    west = [lonlat(0, 1000), lonlat(0, 0)]
    arcs = [[south, north], [north, *west, south], [south, *reversed(east), north]]
    layer = [
        {"type": "Polygon", "properties": {"code": 1}, "arcs": [[0, 1]]},
        {"type": "Polygon", "properties": {"code": 2}, "arcs": [[2, -1]]},
    ]
    document = {"type": "Topology", "arcs": arcs, "objects": {"areas": {"geometries": layer}}}
    (tmp_path / "b.json").write_text(json.dumps(document), encoding="utf-8")
    for one, other in zip(read_features(tmp_path / "a.json"), read_features(tmp_path / "b.json"), strict=True):
        assert one.properties == other.properties
        assert one.shape.square_metres == pytest.approx(other.shape.square_metres) == pytest.approx(1e6)


def test_a_stated_reference_system_is_followed_and_an_unknown_one_refused(tmp_path: Path) -> None:
    corners = [[[950_000, 1_950_000], [951_000, 1_950_000], [951_000, 1_951_000], [950_000, 1_950_000]]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": corners}}
    for name in ("urn:ogc:def:crs:EPSG::5179", "EPSG:0"):
        crs = {"type": "name", "properties": {"name": name}}
        document = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
        (tmp_path / f"{name[-1]}.json").write_text(json.dumps(document), encoding="utf-8")
    assert read_features(tmp_path / "9.json")[0].shape.square_metres == pytest.approx(500_000)
    with pytest.raises(InputError) as refused:
        read_features(tmp_path / "0.json")
    assert refused.value.code == "unreadable"


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_places_in_a_rectangle_are_found_in_their_order(seed: int, whole: bool) -> None:
    draw = np.random.default_rng(seed)
    places = draw.integers(0, 10, (draw.integers(0, 40), 2)).astype(np.int64 if whole else np.float64)
    low, high = np.sort(draw.integers(-2, 12, (2, 2)), axis=0).astype(np.float64)
    within = ((places >= low) & (places <= high)).all(axis=1)
    assert Nearby(places).within(low, high).tolist() == np.flatnonzero(within).tolist()


def test_nothing_is_in_the_rectangle_of_nothing() -> None:
    assert not len(Nearby(np.zeros((3, 2))).within(np.full(2, np.inf), np.full(2, -np.inf)))
