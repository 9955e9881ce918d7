"""Electors of areas and the places where they may stand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinnov.dispatch.demand import Points, Weighted, points_of, stands, weigh
from govinnov.dispatch.demand.shares import apportion
from govinnov.dispatch.geometry import Shape
from govinnov.dispatch.inputs.districts import Area, District
from govinnov.dispatch.inputs.electors import Count


def box(west: float, south: float, east: float, north: float) -> Shape:
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return Shape([np.array(corners, dtype=np.float64)])


def spread(areas: list[Weighted], anchors: np.ndarray) -> Points:
    """Areas' electors over cells and anchors."""
    return points_of((stands(one, anchors), one.total) for one in areas)


DISTRICTS = {"99010": District("99010", "도", "시", 100, box(0, 0, 3000, 1000))}
AREAS = [Area(f"990105{at}", name, box(1000 * at, 0, 1000 * (at + 1), 1000)) for at, name in enumerate("가나다")]


@given(st.integers(0, 10**6), st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_apportioned_numbers_are_whole_near_their_share_and_sum_up(total: int, weights: list[float]) -> None:
    found = apportion(total, weights)
    assert sum(found) == total
    if sum(weights) > 0:
        exact = [total * weight / sum(weights) for weight in weights]
        assert all(abs(one - other) < 1 + 1e-6 for one, other in zip(found, exact, strict=True))


def test_figures_are_scaled_to_the_district() -> None:
    counts = [Count("99010", f"990105{at}", name, 10 * (at + 1)) for at, name in enumerate("가나다")]
    found = weigh(AREAS, DISTRICTS, counts, [])
    assert [(one.total, one.joined) for one in found] == [(17, "code"), (33, "code"), (50, "code")]


def test_a_new_code_is_joined_by_name_and_what_is_left_goes_to_the_changed_land() -> None:
    counts = [
        Count("99010", "9901050", "가", 20),
        Count("99010", "9901099", "나", 30),
        Count("99010", "9901098", "라", 50),
    ]
    findings: list = []
    found = weigh(AREAS, DISTRICTS, counts, findings)
    assert [(one.total, one.joined) for one in found] == [(20, "code"), (30, "name"), (50, "district")]
    assert [(one.code, one.file) for one in findings] == [("electors-without-area", "99010 라")]


def test_without_figures_areas_are_equal_and_without_areas_the_district_is_one() -> None:
    assert [one.total for one in weigh(AREAS, DISTRICTS, [], [])] == [34, 33, 33]
    (whole,) = weigh([], DISTRICTS, [], [])
    assert (whole.area.code, whole.total, whole.joined) == ("99010", 100, "district")


def test_an_area_in_no_district_is_a_finding() -> None:
    findings: list = []
    found = weigh([*AREAS, Area("8801051", "섬", box(9000, 0, 9500, 500))], DISTRICTS, [], findings)
    assert len(found) == 3
    assert [(one.code, one.file) for one in findings] == [("area-without-district", "8801051 섬")]


@pytest.mark.parametrize("anchors", [[], [(500.0, 500.0)], [(500.0, 500.0), (700.0, 200.0), (2500.0, 100.0)]])
def test_each_placement_holds_all_electors_of_each_area(anchors: list[tuple[float, float]]) -> None:
    weighted = weigh(AREAS, DISTRICTS, [], [])
    points = spread(weighted, np.array(sorted(anchors), dtype=np.float64).reshape(-1, 2))
    for at, one in enumerate(weighted):
        held = points.area == at
        assert points.weights[held].sum(axis=0) == pytest.approx([one.total] * 3)
        assert one.area.shape.contains(points.places[held]).all()


def test_a_small_area_has_smaller_cells_and_the_thinnest_one_a_place() -> None:
    small = weigh([], {"99010": District("99010", "도", "동", 100, box(0, 0, 500, 500))}, [], [])
    assert len(spread(small, np.empty((0, 2))).places) == 64
    thin = weigh([], {"99010": District("99010", "도", "동", 100, box(1, 1, 2, 2))}, [], [])
    assert spread(thin, np.empty((0, 2))).weights.tolist() == [[100, 100, 100]]
