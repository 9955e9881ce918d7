"""A published map as a drawing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ckanext.govinnov.dispatch_pages.canvas import HIGHEST, WIDTH
from ckanext.govinnov.dispatch_pages.drawing import Area, drawing

Ring = list[list[float]]


def square(west: float, south: float, side: float = 0.1) -> Ring:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def area(code: str, ring: Ring, share: float | None, name: str = "동") -> dict[str, Any]:
    facts = {"layer": "areas", "area_code": code, "area_name": name, "share_2km": share}
    return {"type": "Feature", "properties": facts, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}


def post(lon: float, lat: float) -> dict[str, Any]:
    facts = {"layer": "posts", "post": "119-centre"}
    return {"type": "Feature", "properties": facts, "geometry": {"type": "Point", "coordinates": [lon, lat]}}


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def corners(one: Area) -> list[tuple[int, int]]:
    """Absolute places of a path's first ring."""
    found = re.match(r"M(-?\d+) (-?\d+)l([-\d ]+)z", one.path)
    assert found
    x, y = int(found[1]), int(found[2])
    steps = list(map(int, found[3].split()))
    places = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        places.append((x, y))
    return places


def test_north_is_up_and_a_square_kilometre_is_as_wide_as_high() -> None:
    ring = [[127.0, 37.0], [127.1, 37.0], [127.1, 37.1], [127.0, 37.1], [127.0, 37.0]]
    drawn = drawing(collection(area("1", ring, 0.5), post(127.0, 37.1)))
    xs, ys = zip(*corners(drawn.areas[0]), strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(0.798, abs=0.005)
    assert drawn.posts == ((min(xs), min(ys)),)
    assert 0 <= min(xs) < max(xs) <= WIDTH
    assert drawn.height <= HIGHEST + 1


def test_neighbours_keep_their_common_border() -> None:
    drawn = drawing(collection(area("1", square(127, 37), 0.1), area("2", square(127.1, 37), 0.9)))
    left, right = (set(corners(one)) for one in drawn.areas)
    assert len(left & right) == 2


@pytest.mark.parametrize(
    ("share", "shade"), [(0.0, 0), (0.19, 0), (0.2, 1), (0.79, 3), (0.8, 4), (1.0, 4), (None, None)]
)
def test_a_share_has_one_of_five_shades_and_an_unknown_one_none(share: float | None, shade: int | None) -> None:
    drawn = drawing(collection(area("1", square(127, 37), share)))
    assert drawn.areas[0].shade == shade
    assert drawn.has_unknown == (share is None)


def test_a_small_island_far_off_is_moved_into_a_box_and_its_post_with_it() -> None:
    features = (area("1", square(127, 37), 0.5), area("2", square(129, 37.5, 0.002), 0.5), post(129.001, 37.501))
    drawn = drawing(collection(*features))
    assert drawn.box is not None
    left, top, width, height = drawn.box
    places = (*corners(drawn.areas[1]), *drawn.posts)
    assert all(left <= x <= left + width and top <= y <= top + height for x, y in places)
    assert drawn.height >= top + height


def test_islands_that_are_much_of_the_land_stay_where_they_are() -> None:
    features = (area("1", square(127, 37), 0.5), area("2", square(128, 37.5), 0.5))
    assert drawing(collection(*features)).box is None


def test_names_stand_where_there_is_room_and_none_over_another() -> None:
    features = (area("1", square(127, 37, 0.5), 0.5, "북산면"), area("2", square(127.5, 37, 0.01), 0.5, "조운동"))
    assert [one.text for one in drawing(collection(*features)).names] == ["북산면"]


@pytest.mark.parametrize("data", [b"", b"{}", b'{"features": []}', b'{"features": [{}]}', b"[]"])
def test_what_is_no_map_is_refused_in_a_way_that_the_page_expects(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        drawing(data)


def test_a_place_is_drawn_where_a_post_there_is() -> None:
    near, far = post(127.03, 37.02), post(129.005, 37.008)
    main, island = area("1", square(127, 37), 0.5), area("2", square(129, 37, 0.01), 0.5)
    drawn = drawing(collection(main, island, near, far))
    assert drawn.box
    assert tuple(drawn.plane.units(*one["geometry"]["coordinates"]) for one in (near, far)) == drawn.posts
    assert drawn.plane.units(128.0, 37.0)[0] > max(x for x, _ in corners(drawn.areas[0]))
