"""Places for new cameras: the best of all choices, within a bound."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from govinnov.dispatch import cctv
from govinnov.dispatch.placement import Guard, GuardError

X, Y = 950_000, 1_950_000


def spots(index: np.ndarray) -> pd.DataFrame:
    """Blind spots on a square of cells, from the south."""
    row, column = np.divmod(np.arange(index.size), index.shape[1])
    cells = pd.DataFrame({"x": X + 100 * column, "y": Y + 100 * row, "cells": 100, "seen_50": 0})
    return cctv.blind_spots(cells, np.ones(index.size), importance=index.ravel() / 100)


def best(table: pd.DataFrame, count: int, radius: float) -> float:
    """The greatest sum of the index that so many cells cover, each choice tried."""
    blind = table[table["index"] > 0]
    near = np.hypot(*(np.subtract.outer(blind[axis].to_numpy(), blind[axis].to_numpy()) for axis in "xy")) <= radius
    choices = itertools.combinations(range(len(blind)), count)
    return max(float(blind["index"].to_numpy()[near[list(choice)].any(axis=0)].sum()) for choice in choices)


def test_one_camera_in_the_middle_of_a_cross_covers_it() -> None:
    cross = np.array([[0, 5, 0], [5, 1, 5], [0, 5, 0]])
    found = cctv.camera_places(spots(cross), 1)
    assert found.places[["x", "y"]].to_numpy().tolist() == [[X + 150, Y + 150]]
    assert (found.covered, found.bound, found.proven, found.total) == (21, 21, True, 21)


@pytest.mark.parametrize("seed", range(5))
def test_no_choice_covers_more(seed: int) -> None:
    table = spots(np.random.default_rng(seed).integers(0, 100, (4, 5)))
    for count, radius in ((1, 100), (2, 100), (3, 150)):
        found = cctv.camera_places(table, count, radius_m=radius)
        assert found.covered == pytest.approx(best(table, count, radius))
        assert found.proven and found.bound == found.covered
        assert len(found.places) == count and found.places["cell"].is_monotonic_increasing


def test_no_camera_is_placed_where_nothing_is_blind() -> None:
    found = cctv.camera_places(spots(np.zeros((2, 2), dtype=int)), 3)
    assert (len(found.places), found.covered, found.bound, found.total) == (0, 0, 0, 0)


def test_fewer_cameras_are_placed_than_asked_where_fewer_cells_are_blind() -> None:
    assert len(cctv.camera_places(spots(np.array([[7, 0, 0, 9]])), 5).places) == 2


def test_the_guard_leaves_no_places() -> None:
    with pytest.raises(GuardError):
        cctv.camera_places(spots(np.arange(12).reshape(3, 4)), 2, guard=Guard(0))
