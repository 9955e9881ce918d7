"""A map's GeoJSON alone gives its GeoPackage and picture; what is laid out otherwise gives neither."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govinnov.dispatch import maps
from govinnov.dispatch.grid import metres

CAPTION = maps.Caption("가온시: 2 km 안", "비율", ("기준일 2022-03-09",))
DATE = "2022-03-09"
RING = metres([(127.0, 37.5), (127.1, 37.5), (127.1, 37.6), (127.0, 37.6)])


def made() -> list[maps.Layer]:
    rows = [{"area_name": "가동", "total": 10, "share_2km": 0.5}]
    posts = maps.Places("posts", [{"post": "119-centre"}], np.array([RING[0] + 500]))
    return [maps.Areas("areas", rows, [[RING]]), posts]


def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
    told = json.loads(maps.sheet(made(), DATE, CAPTION))
    change(told)
    return json.dumps(told).encode()


def test_the_geopackage_is_the_one_of_the_layers_themselves() -> None:
    told = maps.read(maps.sheet(made(), DATE, CAPTION))
    assert maps.as_geopackage(told) == maps.geopackage(made(), DATE)


def test_the_picture_is_the_same_each_time_and_says_its_caption() -> None:
    data = maps.sheet(made(), DATE, CAPTION)
    first, second = maps.as_picture(maps.read(data)), maps.as_picture(maps.read(data))
    assert first == second
    other = maps.sheet(made(), DATE, maps.Caption("다른 시", "비율", ()))
    assert maps.as_picture(maps.read(other)) != first


def test_a_layer_without_features_is_left_out() -> None:
    empty = maps.Places("plan_sites", [], np.empty((0, 2)))
    assert list(maps.read(maps.sheet([*made(), empty], DATE, CAPTION)).layers) == ["areas", "posts"]


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.pop("reference_date"),
        lambda told: told.pop("features"),
        lambda told: told["features"].clear(),
        lambda told: told["features"].pop(0),
        lambda told: told["features"][0]["properties"].pop("share_2km"),
        lambda told: told["features"][0]["properties"].update({'x" TEXT); DROP TABLE areas; --': 1}),
        lambda told: told["features"][0]["properties"].update(layer='a"b'),
        lambda told: told["features"][0]["properties"].update(total=[1]),
        lambda told: told["features"][0].update(geometry=told["features"][1]["geometry"]),
        lambda told: told["features"][0].update(geometry={"type": "Nothing"}),
        lambda told: told["features"][1].update(geometry=None),
        lambda told: told["features"][1]["geometry"].update(coordinates=[-53.0, -37.5]),
        lambda told: told["caption"].update(more="words"),
    ],
)
def test_what_others_wrote_is_no_map_of_ours(change: Callable[[dict[str, Any]], Any]) -> None:
    with pytest.raises(maps.NoSheetError):
        maps.read(changed(change))


def test_a_map_without_a_caption_has_no_picture() -> None:
    told = maps.read(maps.sheet(made(), DATE))
    assert maps.as_picture(told) is None
    assert maps.as_geopackage(told) == maps.geopackage(made(), DATE)


def test_bytes_that_are_no_json_are_no_map() -> None:
    with pytest.raises(maps.NoSheetError):
        maps.read(b"\xff\xfe")


def test_the_geopackage_holds_every_row(tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_bytes(maps.as_geopackage(maps.read(maps.sheet(made(), DATE, CAPTION))))
    with sqlite3.connect(tmp_path / "a.gpkg") as connection:
        assert connection.execute("SELECT area_name, total, share_2km FROM areas").fetchall() == [("가동", 10, 0.5)]
