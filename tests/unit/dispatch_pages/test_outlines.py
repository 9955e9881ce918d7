"""A published map as one outline."""

from __future__ import annotations

import pytest
import shapely
from test_drawing import area, collection, post, square

from ckanext.govinnov.dispatch_pages.outlines import united


def test_areas_are_one_land_without_the_borders_between_them() -> None:
    land = united(collection(area("1", square(127, 37), 0.1), area("2", square(127.1, 37), None), post(127, 37)))
    assert land.equals_exact(shapely.multipolygons([shapely.box(127, 37, 127.2, 37.1)]), 1e-9, normalize=True)
    assert shapely.get_num_coordinates(land) <= 7


def test_areas_that_overlap_are_one_land_too() -> None:
    land = united(collection(area("1", square(127, 37, 0.11), 0.1), area("2", square(127.1, 37, 0.11), 0.1)))
    assert land.area == pytest.approx(0.21 * 0.11)


def test_islands_that_nobody_would_see_are_left_out_and_others_kept() -> None:
    islands = (area("2", square(127.5, 37, 0.05), 0.1), area("3", square(127.7, 37, 0.0001), 0.1))
    land = united(collection(area("1", square(127, 37, 0.4), 0.1), *islands))
    assert len(land.geoms) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b'{"features": []}', b'{"features": [{}]}', b"[]",
        b'{"features": [{"properties": {"layer": "areas"}, "geometry": {"type": "Nothing", "coordinates": []}}]}',
        b'{"features": [{"properties": {"layer": "areas"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused_in_a_way_that_the_page_expects(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        united(data)
