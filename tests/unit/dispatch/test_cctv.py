"""Cameras: what their tables say, which cells they see, and what is said where there are none."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govinnov.dispatch import cctv, grid

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "cctv.md"
NO_VIEW = float("nan")


def cameras(*mm: tuple[int, int], width: float = NO_VIEW, bearing: float = NO_VIEW) -> cctv.Cameras:
    places = np.array(mm, dtype=np.int64).reshape(-1, 2)
    return cctv.Cameras(len(mm), places, np.full(len(mm), width), np.full(len(mm), bearing), {})


def square(x: float, y: float, side: float) -> list[np.ndarray]:
    return [np.array([(x, y), (x + side, y), (x + side, y + side), (x, y + side)], dtype=np.float64)]


def brute(known: cctv.Cameras, radius_m: int, side: int) -> np.ndarray:
    """Every centre against every camera, one by one, in whole millimetres."""
    centres = np.arange(side) * 10_000 + 5_000
    dx, dy = (centres[:, None] - known.mm[:, axis] for axis in (0, 1))
    near: np.ndarray = (dx[None] ** 2 + dy[:, None] ** 2 <= (radius_m * 1000) ** 2).any(axis=2)
    return near


def test_seen_cells_are_those_whose_centre_is_near_enough() -> None:
    draw = np.random.default_rng(1)
    known = cameras(*draw.integers(-150_000, 1_150_000, (60, 2)).tolist())
    for radius in (30, 50, 100):
        painted = grid.paint(cctv.seen(known, [radius])[radius], grid.Window(0, 0, 100, 100))
        assert np.array_equal(painted, brute(known, radius, 100))


def test_the_radius_is_inclusive_to_the_millimetre() -> None:
    at, off = (cctv.seen(cameras((5_000 - away, 5_000)), [50])[50] for away in (50_000, 50_001))
    assert [bool(grid.paint(spans, grid.Window(0, 0, 1, 1))) for spans in (at, off)] == [True, False]


def test_a_wedge_sees_a_part_of_its_disc() -> None:
    views = cctv.seen(cameras((500_000, 500_000), width=90, bearing=0), [100])[100]
    painted = grid.paint(views, grid.Window(0, 0, 100, 100))
    disc = brute(cameras((500_000, 500_000)), 100, 100)
    assert not painted[:50].any()
    assert (painted <= disc).all()
    assert painted[50:].sum() == pytest.approx(disc.sum() / 4, rel=0.1)


def test_a_survey_counts_centres_by_cells_of_a_hundred_metres() -> None:
    table = cctv.survey(square(0, 0, 150), cctv.seen(cameras((50_000, 50_000)), [50]))
    assert table[["x", "y", "cells"]].to_numpy().tolist() == [[0, 0, 100], [100, 0, 50], [0, 100, 50], [100, 100, 25]]
    assert table["seen_50"].tolist() == [80, 0, 0, 0]


def test_a_shape_without_a_centre_has_no_cells() -> None:
    assert len(cctv.survey(square(1, 1, 2), cctv.seen(cameras((0, 0))))) == 0


def test_shares_are_by_area_and_by_weight() -> None:
    shapes = {"a": square(1e6, 16e5, 100), "b": square(1_000_100, 16e5, 300)}
    known = cameras((1_000_050_000, 1_600_050_000))
    found = cctv.government(shapes, {"a": 30.0, "b": 10.0}, known, cctv.seen(known))
    assert found.status == "computed"
    assert found.areas["cameras"].tolist() == [1, 0]
    share = found.areas["share_50"]
    assert share.tolist() == [0.8, 0.0]
    assert found.shares["area_50"] == pytest.approx(0.8 * 100 / 1000)
    assert found.shares["weight_50"] == pytest.approx(0.8 * 30 / 40)
    assert found.shares["area_30"] < found.shares["area_50"] < found.shares["area_100"]


def test_without_a_camera_of_its_own_a_government_has_no_data_and_never_zero() -> None:
    known = cameras((1_000_090_000, 1_600_050_000))
    shapes = {"a": square(1_000_100, 16e5, 300)}
    found = cctv.government(shapes, {"a": 1.0}, known, cctv.seen(known))
    assert (found.status, found.shares, len(found.cells)) == ("no-data", {}, 0)
    assert found.areas[["share_30", "share_50", "share_100"]].isna().all(axis=None)


def test_cells_on_a_border_are_one_cell_of_the_government() -> None:
    shapes = {"a": square(1e6, 16e5, 50), "b": square(1_000_050, 16e5, 50)}
    known = cameras((1_000_010_000, 1_600_010_000))
    cells = cctv.government(shapes, {"a": 3.0, "b": 1.0}, known, cctv.seen(known)).cells
    assert cells["cell"].tolist() == ["라라 000 000"]


def test_the_index_is_a_hundred_times_the_product_of_its_factors() -> None:
    cells = pd.DataFrame({"x": [1_000_000] * 3, "y": [16e5] * 3, "cells": [100, 50, 80], "seen_50": [25, 50, 0]})
    table = cctv.blind_spots(cells, [2, 5, 0])
    assert table["blind"].tolist() == [0.75, 0, 1]
    assert table["exposure"].tolist() == pytest.approx([2 / 3, 1, 0])
    assert table["index"].tolist() == pytest.approx([50, 0, 0])
    assert set(table["kind"]) == {"exposure"}
    with_crime = cctv.blind_spots(cells, [2, 5, 0], crime=[0.5, 1, 1], importance=2)
    assert with_crime["index"].tolist() == pytest.approx([50, 0, 0])
    assert set(with_crime["kind"]) == {"blind-spot"}


@pytest.mark.parametrize(
    ("text", "width", "bearing"),
    [
        ("360도 전방면", 360, None),
        ("360전방면", 360, None),
        ("정면 90도", 90, None),
        ("남동쪽 120도", 120, 135),
        ("방위각 30도, 화각 90도", 90, 30),
        ("북서", None, 315),
        ("남산방면 120도", 120, None),
        ("동쪽 서쪽", None, None),
        ("반경 30~150미터 이내(기종따라 다름)", None, None),
        ("400도", None, None),
        ("0", None, None),
        ("회전/고정2", None, None),
        ("", None, None),
    ],
)
def test_views_are_read_where_they_tell_something(text: str, width: float | None, bearing: float | None) -> None:
    told = [None if math.isnan(value) else value for value in (cctv.width(text), cctv.bearing(text))]
    assert told == [width, bearing]


def test_what_is_wrong_with_places_is_found_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "cameras.csv"
    lines = [
        "35.1,129.03,남쪽 90도",
        "129.03,35.1,360도",
        "0,0,",
        "35.1745.1,129,",
        "35.1,12.903,",
        "35.2,129.1,동쪽",
        "",
    ]
    path.write_bytes("\n".join(["위도,경도,촬영방면정보", *lines]).encode("cp949"))
    known = cctv.read_cameras(path)
    assert (known.given, len(known.mm)) == (6, 3)
    assert {code: lines.tolist() for code, lines in known.lines.items()} == {
        "camera-without-coordinates": [5],
        "camera-at-zero": [4],
        "camera-outside-country": [6],
        "camera-swapped": [3],
        "camera-repeated": [3],
    }
    assert known.views == {"disc": 2, "wedge": 1, "width": 2, "bearing": 2}


def test_the_header_of_the_newer_national_set_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "cameras.csv"
    path.write_text("관리기관명,WGS84위도,WGS84경도\n가,37.5,127\n", encoding="utf-8-sig")
    assert len(cctv.read_cameras(path).mm) == 1


def test_every_code_and_every_column_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    known = cameras((1_000_010_000, 1_600_010_000))
    found = cctv.government({"a": square(1e6, 16e5, 50)}, {"a": 1.0}, known, cctv.seen(known))
    names = {*cctv.CODES, *found.areas, *found.cells, *found.shares, *known.views, "no-data", "computed"}
    assert sorted(name for name in names if f"`{name}`" not in page) == []
