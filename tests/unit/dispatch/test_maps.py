"""Maps: what is written can be read, is small enough, keeps common borders, and is the same bytes each time."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image

from govinnov.dispatch import maps

ROOM = Path(maps.__file__).parent
FONT = "PretendardGOV-Regular.subset.woff2"
DATE = "2022-03-09"
WEST, SOUTH = 950_000.0, 1_950_000.0


def coast(draw: np.random.Generator, count: int) -> np.ndarray:
    """A line with many small bays from south to north."""
    return np.column_stack([4_000 + draw.normal(0, 15, count), np.linspace(0, 6_000, count)]) + np.array([WEST, SOUTH])


def corners(*places: tuple[float, float]) -> np.ndarray:
    return np.array(places) + np.array([WEST, SOUTH])


def layers(vertices: int = 300) -> list[maps.Layer]:
    """Two areas that share a border, the western with a hole, and two posts."""
    border = coast(np.random.default_rng(1), vertices)
    west = np.concatenate([border, corners((0, 6_000), (0, 0))])
    east = np.concatenate([border[::-1], corners((9_000, 0), (9_000, 6_000))])
    hole = corners((1_000, 1_000), (2_000, 1_000), (2_000, 2_000), (1_000, 2_000))
    rows = [{"area_code": "1", "name": "서동", "share": 0.25}, {"area_code": "2", "name": "동동", "share": None}]
    areas = maps.Areas("areas", rows, [[west, hole], [east]])
    return [areas, maps.Places("posts", [{"id": 1}, {"id": 2}], corners((500, 500), (8_000, 3_000)))]


def test_geojson_holds_every_layer_with_its_facts() -> None:
    told = json.loads(maps.geojson(layers()))
    facts = [feature["properties"] for feature in told["features"]]
    assert facts[0] == {"layer": "areas", "area_code": "1", "name": "서동", "share": 0.25}
    assert [one["layer"] for one in facts] == ["areas", "areas", "posts", "posts"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in told["features"]]
    assert all(shape.is_valid for shape in shapes)
    assert len(shapes[0].geoms[0].interiors) == 1
    assert shapes[0].geoms[0].exterior.is_ccw
    assert "." in (text := str(shapes[2].x)) and len(text.partition(".")[2]) <= 6


def geometry(blob: bytes) -> shapely.Geometry:
    """A geometry of a GeoPackage by the standard's own layout."""
    magic, version, flags, srs = struct.unpack("<2sBBi", blob[:8])
    assert (magic, version, srs) == (b"GP", 0, 4326)
    return shapely.from_wkb(blob[8 + (32 if flags >> 1 & 7 == 1 else 0) :])


def test_a_geopackage_is_a_database_with_a_table_for_each_layer(tmp_path: Path) -> None:
    (tmp_path / "map.gpkg").write_bytes(maps.geopackage(layers(), DATE))
    with sqlite3.connect(tmp_path / "map.gpkg") as base:
        assert base.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"GPKG"
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        moments = {row[0] for row in base.execute("SELECT last_change FROM gpkg_contents")}
        assert moments == {f"{DATE}T00:00:00.000Z"}
        rows = base.execute('SELECT name, share, geom FROM "areas" ORDER BY fid').fetchall()
        assert [row[:2] for row in rows] == [("서동", 0.25), ("동동", None)]
        west, south, east, north = base.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'areas'"
        ).fetchone()
        shapes = [geometry(row[2]) for row in rows]
        assert shapely.total_bounds(shapes).tolist() == [west, south, east, north]
        assert [shape.geom_type for shape in shapes] == ["MultiPolygon"] * 2
        assert [geometry(row[0]).geom_type for row in base.execute('SELECT geom FROM "posts"')] == ["Point"] * 2


def test_layers_without_features_are_still_layers() -> None:
    none: list[maps.Layer] = [maps.Areas("areas", [], []), maps.Places("posts", [], np.empty((0, 2)))]
    assert json.loads(maps.geojson(none))["features"] == []
    assert maps.geopackage(none, DATE).startswith(b"SQLite format 3")


def test_a_map_is_simplified_before_a_layer_is_left_out() -> None:
    whole = maps.fitted(layers(), maps.geojson)
    assert (whole.tolerance_m, whole.left_out) == (0, ())
    smaller = maps.fitted(layers(), maps.geojson, len(whole.data) // 2)
    assert len(smaller.data) <= len(whole.data) // 2
    assert smaller.tolerance_m > 0 and smaller.left_out == ()
    least = maps.fitted(layers(), maps.geojson, 600)
    assert (least.left_out, least.tolerance_m) == (("posts",), 200)


def test_neighbours_keep_their_common_border_when_simplified() -> None:
    areas = layers()[0].simplified(50)
    west, east = areas.geometries()
    assert shapely.get_num_coordinates(west) < 150
    assert west.intersection(east).area == pytest.approx(0, abs=1e-15)
    assert (
        shapely.union(west, east).geoms[0].interiors[0].is_ring
        if west.union(east).geom_type == "MultiPolygon"
        else True
    )
    assert len(west.union(east).interiors) == 1


def drawn(stamp: str = "", share: float | None = 0.25) -> bytes:
    areas, posts = layers()
    assert isinstance(areas, maps.Areas) and isinstance(posts, maps.Places)
    caption = maps.Caption("울릉군 · 119안전센터", "2 km 안의 선거인", ("계산값, 실측 아님",), stamp)
    return maps.picture(areas.rings, [share, None], posts.metres, caption)


def test_a_picture_shows_shares_and_what_is_not_known() -> None:
    image = Image.open(io.BytesIO(drawn()))
    assert (image.size, image.mode, image.info) == ((1000, 1000), "RGB", {})
    colours = {colour for _, colour in image.getcolors(1_000_000)}
    assert {(184, 212, 227), (214, 210, 204), (255, 255, 255)} <= colours
    other = Image.open(io.BytesIO(drawn(share=0.95)))
    assert image.getpixel((100, 200)) == (184, 212, 227)
    assert other.getpixel((100, 200)) == (8, 64, 105)
    assert drawn("SYNTHETIC") != drawn()


def test_the_same_layers_are_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); import test_maps as t; maps = t.maps;"
        "made = [maps.geojson(t.layers()), maps.geopackage(t.layers(), t.DATE), t.drawn()];"
        "print([hashlib.sha256(one).hexdigest() for one in made])"
    )
    asked = [sys.executable, "-c", code, str(Path(__file__).parent)]
    one, other = (subprocess.run(asked, capture_output=True, check=True, text=True).stdout for _ in range(2))
    assert one == other and one.count(",") == 2


def test_the_font_is_that_of_the_pages() -> None:
    pages = ROOM.parents[2] / "ckanext" / "govinnov" / "public" / "govinnov" / "fonts" / FONT
    assert (ROOM / FONT).read_bytes() == pages.read_bytes()
