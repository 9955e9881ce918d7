"""The map of an answer's districts."""

from __future__ import annotations

import math
from datetime import date

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.govinnov.dispatch_pages.canvas import WIDTH
from ckanext.govinnov.dispatch_pages.outlines import Outline
from ckanext.govinnov.trace_pages.district_map import RADIUS, apart, district_map
from ckanext.govinnov.trace_pages.outlined import code_of
from ckanext.govinnov.trace_pages.places import Place

DAY = date(2026, 8, 23)
CODES = {
    "경기도": "41", "경기도 용인시": "41460", "경기도 포천시": "41650", "대구광역시": "27", "대구광역시 중구": "27110",
    "강원특별자치도 춘천시": "42110", "제주특별자치도": "50", "세종특별자치시": "36",
}  # fmt: skip


def outline(name: str, west: float, south: float, side: float) -> Outline:
    return Outline(name, shapely.multipolygons([shapely.box(west, south, west + side, south + side)]))


def place(number: int) -> Place:
    return Place(number, f"경기도 {number}시", (), DAY, DAY)


@pytest.mark.parametrize(
    ("district", "code"),
    [
        ("경기도 포천시", "41650"),
        ("경기도 용인시 처인구", "41460"),
        ("강원도 춘천시", "42110"),
        ("제주특별자치도 서귀포시", "50"),
        ("세종특별자치시", "36"),
        ("경기도", "41"),
        ("대구광역시 군위군", None),
        ("경기도 없는군", None),
        ("없는도 없는군", None),
    ],
)
def test_a_district_has_its_own_outline_or_that_of_the_undivided_area_around_it(
    district: str, code: str | None
) -> None:
    assert code_of(district, CODES) == code


def test_a_district_is_drawn_where_it_lies_in_the_land_around_it() -> None:
    around, own = outline("land", 127, 37, 1), outline("own", 127, 37.5, 0.5)
    drawn = district_map({place(1): own}, [around])
    (found,) = drawn.districts
    west = round((WIDTH - math.cos(math.radians(37.5)) * (drawn.height - 48)) / 2)
    x, y = found.inside
    assert west < x < WIDTH / 2
    assert 24 < y < drawn.height / 2
    assert found.number == (x, y - 80)
    assert (len(drawn.around), drawn.box) == (1, None)


def test_numbers_of_one_outline_stand_beside_each_other() -> None:
    own = outline("own", 127, 37, 0.5)
    drawn = district_map({place(1): own, place(2): own}, [outline("land", 127, 37, 1)])
    first, second = drawn.districts
    assert first.path == second.path
    assert math.dist(first.number, second.number) >= 2 * RADIUS


@given(st.lists(st.tuples(st.integers(-50, 1400), st.integers(-200, 1600)), max_size=20))
@settings(max_examples=100, deadline=None)
def test_no_number_covers_another_or_leaves_the_map(points: list[tuple[int, int]]) -> None:
    found = list(apart(points, 1440))
    assert len(found) == len(points)
    assert all(RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= 1440 - RADIUS for x, y in found)
    assert all(math.dist(one, other) >= 2 * RADIUS for n, one in enumerate(found) for other in found[:n])
