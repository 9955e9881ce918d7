"""Cells of shapes: hand-worked ones, neighbours that share a border, and the names of cells."""

from __future__ import annotations

import numpy as np
import pytest

from govinnov.dispatch import grid


def ring(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=np.float64)


SQUARE = ring((0, 0), (40, 0), (40, 30), (0, 30))
HOLE = ring((10, 10), (20, 10), (20, 20), (10, 20))


def test_a_square_with_a_hole_holds_the_centres_around_it() -> None:
    spans = grid.inside([SQUARE, HOLE], 10)
    told = zip(spans.row.tolist(), spans.begin.tolist(), spans.end.tolist(), strict=True)
    assert list(told) == [(0, 0, 4), (1, 0, 1), (1, 2, 4), (2, 0, 4)]
    assert spans.cells == 11


def test_a_shape_smaller_than_a_cell_may_hold_no_centre() -> None:
    assert grid.inside([ring((1, 1), (4, 1), (4, 4))], 10).cells == 0


def test_neighbours_share_no_cell_and_leave_none_out() -> None:
    draw = np.random.default_rng(3)
    border = np.column_stack([draw.uniform(40, 60, 30).round(), np.linspace(0, 100, 30)])
    west = np.concatenate([border, ring((0, 100), (0, 0))])
    east = np.concatenate([border[::-1], ring((100, 0), (100, 100))])
    window = grid.Window(0, 0, 100, 100)
    one, other = (grid.paint(grid.inside([shape], 1), window) for shape in (west, east))
    assert np.array_equal(one, ~other)


def test_overlapping_spans_are_painted_once_and_cut_to_the_window() -> None:
    spans = grid.Spans(np.array([0, 0, 1, 5]), np.array([-5, 1, 2, 0]), np.array([2, 4, 99, 9]))
    painted = grid.paint(spans, grid.Window(0, 0, 2, 4))
    assert painted.tolist() == [[True] * 4, [False, False, True, True]]
    assert grid.blocks(painted, 2).tolist() == [[2, 4]]


def test_a_cell_is_held_by_the_span_it_lies_in() -> None:
    spans = grid.inside([SQUARE, HOLE], 10)
    row, column = np.divmod(np.arange(20), 5)
    assert np.array_equal(grid.holds(spans, row, column), grid.paint(spans, grid.Window(0, 0, 4, 5)).ravel())


def test_cells_are_named_by_the_national_point_number() -> None:
    seoul_city_hall, jeju_city_hall = grid.metres([[126.97796, 37.56640], [126.53119, 33.49962]])
    assert grid.point_numbers(*np.array([seoul_city_hall, jeju_city_hall]).T)[0].startswith("다사 53")
    assert grid.point_numbers([953_999], [1_952_000]) == ["다사 539 520"]
    assert grid.point_numbers([700_000, 1_399_999], [1_300_000, 2_099_999]) == ["가가 000 000", "사아 999 999"]


@pytest.mark.parametrize("place", [(699_999, 1_300_000), (700_000, 1_299_999), (1_400_000, 1_300_000)])
def test_places_without_letters_have_no_name(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="letters"):
        grid.point_numbers([place[0]], [place[1]])
