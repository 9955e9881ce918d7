"""The national node-link set as its publisher gives it: shapefiles in CP949 on EPSG:5186, equal to the same as CSV."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapefile
from country_makers import country, lonlat, table
from pyproj import CRS, Transformer
from test_run_roads import POST, SIDE, golden, roads, within

from govinnov.dispatch import reach
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.reach.frames import frame
from govinnov.dispatch.run.run import run

#: Korea 2000 / Central Belt 2010, the plane of the national set.
PLANE = Transformer.from_crs("EPSG:4326", "EPSG:5186", always_xy=True)
PLACES = {"1000": (127.00, 37.50), "1001": (127.01, 37.50), "1002": (127.02, 37.50)}
LINKS = [("9000", "1000", "1001", "103", "강남대로", 60, 600.0), ("9001", "1001", "1002", "104", "서초로", 0, 500.0)]


def shapes(folder: Path, *, projection: str = "", encoding: str = "cp949") -> tuple[Path, Path]:
    """Nodes as points and links as lines, with the columns of the national set."""
    node = {name: PLANE.transform(*place) for name, place in PLACES.items()}
    with shapefile.Writer(folder / "node", shapeType=shapefile.POINT, encoding=encoding) as made:
        made.field("NODE_ID", "C", 10)
        made.field("NODE_NAME", "C", 30)
        for name, place in node.items():
            made.point(*place)
            made.record(name, "네거리")
    with shapefile.Writer(folder / "link", shapeType=shapefile.POLYLINE, encoding=encoding) as made:
        for name, size in (("LINK_ID", 10), ("F_NODE", 10), ("T_NODE", 10), ("ROAD_RANK", 3), ("ROAD_NAME", 30)):
            made.field(name, "C", size)
        made.field("MAX_SPD", "N", 3)
        made.field("LENGTH", "N", 18, 12)
        for link in LINKS:
            made.line([[node[link[1]], node[link[2]]]])
            made.record(*link)
    if projection:
        (folder / "node.prj").write_text(projection, encoding="utf-8")
    return folder / "link.shp", folder / "node.shp"


def tables(folder: Path) -> tuple[Path, Path]:
    """The same as CSV."""
    table(folder / "n.csv", "NODE_ID,X,Y", [(name, *PLANE.transform(*place)) for name, place in PLACES.items()])
    table(folder / "l.csv", "LINK_ID,F_NODE,T_NODE,ROAD_RANK,ROAD_NAME,MAX_SPD,LENGTH", LINKS)
    return folder / "l.csv", folder / "n.csv"


@pytest.mark.parametrize("projection", ["", CRS("EPSG:5186").to_wkt("WKT1_ESRI")])
def test_shapefiles_are_read_like_the_same_tables(tmp_path: Path, projection: str) -> None:
    one, other = (reach.read_roads(*paths) for paths in (shapes(tmp_path, projection=projection), tables(tmp_path)))
    assert one.ids == other.ids == list(PLACES)
    assert one.lonlat == pytest.approx(np.array(list(PLACES.values())), abs=1e-7)
    assert one.ms.tolist() == other.ms.tolist() == [36_000, 36_000]
    assert (one.tail.tolist(), one.head.tolist()) == ([0, 1], [1, 2])
    assert [(found.code, found.line) for found in one.findings] == [("missing-speed", 2)]
    assert [(found.code, found.line) for found in other.findings] == [("missing-speed", 3)]


def test_a_projection_beside_the_points_counts(tmp_path: Path) -> None:
    links, nodes = shapes(tmp_path, projection=CRS("EPSG:5181").to_wkt("WKT1_ESRI"))
    moved = reach.read_roads(links, nodes).lonlat
    assert moved[:, 1] == pytest.approx(37.5 + 0.9, abs=0.05)


def test_shapefiles_are_known_by_their_columns_and_hashed_with_what_belongs_to_them(tmp_path: Path) -> None:
    shapes(tmp_path, projection="x")
    found = {source.name: source for source in read_folder(tmp_path).used}
    assert {name: source.kind for name, source in found.items()} == {"link.shp": "road-links", "node.shp": "road-nodes"}
    assert [one["path"] for one in found["node.shp"].as_dict()["beside"]] == ["node.dbf", "node.prj"]


def test_a_file_that_is_no_shapefile_is_refused(tmp_path: Path) -> None:
    links, nodes = shapes(tmp_path)
    nodes.write_bytes(b"no shapefile")
    with pytest.raises(InputError) as refused:
        reach.read_roads(links, nodes)
    assert refused.value.code == "unreadable"


def test_a_run_drives_on_shapefiles(tmp_path: Path) -> None:
    made = country(tmp_path / "in", centres=[(250 * POST[0] + 125, 250 * POST[1] + 125)])
    roads(made)
    nodes = frame(made / "n.csv", ("node_id",))
    links = frame(made / "r.csv", ("link_id",))
    with shapefile.Writer(made / "node", shapeType=shapefile.POINT) as points:
        points.field("NODE_ID", "C", 10)
        for name, lon, lat in nodes.select("node_id", "lon", "lat").iter_rows():
            points.point(*PLANE.transform(float(lon), float(lat)))
            points.record(name)
    with shapefile.Writer(made / "link", shapeType=shapefile.NULL) as lines:
        for name in ("LINK_ID", "F_NODE", "T_NODE", "MAX_SPD", "LENGTH"):
            lines.field(name, "C", 10)
        for link in links.select("link_id", "f_node", "t_node", "max_spd", "length").iter_rows():
            lines.null()
            lines.record(*link)
    (made / "n.csv").unlink()
    (made / "r.csv").unlink()
    run(made, tmp_path / "out", ["99010"])
    city = golden(tmp_path / "out", "99010")
    assert (int(city["within"]), city["method"]) == (within(300), "roads")


def test_what_is_wrong_with_a_network_is_in_the_runs_findings_with_its_line(tmp_path: Path) -> None:
    made = country(tmp_path / "in", centres=[(250 * POST[0] + 125, 250 * POST[1] + 125), (3000, 5000)])
    roads(made)
    nodes, links = made / "n.csv", made / "r.csv"
    count = SIDE * SIDE
    lon, lat = lonlat(9000, 9000)
    nodes.write_text(nodes.read_text("utf-8-sig") + f"alone,{lon},{lat}\ntrap,{lon},{lat}\n", encoding="utf-8")
    held = links.read_text("utf-8-sig").splitlines()
    held[2] = held[1]
    held[3] = held[3].rsplit(",", 2)[0] + ",,"
    last = len(held) + 1
    links.write_text("\n".join([*held, "x,0-0,trap,30,250", "y,0-0,gone,30,250"]), encoding="utf-8")
    run(made, tmp_path / "out", ["99010"])
    told = {tuple(line.split(",")[:3]) for line in (tmp_path / "out" / "findings.csv").read_text("utf-8").splitlines()}
    assert told >= {
        ("node-off-network", "n.csv", str(count + 2)),
        ("one-way-trap", "n.csv", str(count + 3)),
        ("duplicate-link", "r.csv", "3"),
        ("missing-speed", "r.csv", "4"),
        ("missing-length", "r.csv", "4"),
        ("unknown-node", "r.csv", str(last + 1)),
        ("station-too-far", "f.csv", "3"),
    }


def test_rows_of_another_reference_system_are_told(tmp_path: Path) -> None:
    links, nodes = tables(tmp_path)
    x, y = PLANE.transform(*PLACES["1002"])
    rows = [("1000", x, y, ""), ("1001", 127.01, 37.5, "EPSG:4326"), ("1002", x, y, "EPSG:5186")]
    table(nodes, "NODE_ID,X,Y,CRS", rows)
    found = reach.read_roads(links, nodes)
    assert [(one.code, one.line) for one in found.findings if one.code == "mixed-crs"] == [("mixed-crs", 3)]
    assert found.lonlat[1] == pytest.approx([127.01, 37.5])


def test_stations_of_another_reference_system_are_told_in_a_run(tmp_path: Path) -> None:
    made = country(tmp_path / "in")
    place = lonlat(1000, 2000)
    rows = [("가", "시 가로 1", *place, "EPSG:4326"), ("나", "시 가로 2", 953_000, 1_952_000, "EPSG:5179")]
    table(made / "f.csv", "119안전센터,주소,x,y,좌표계", rows)
    told = run(made, tmp_path / "out", ["99010"])
    assert {"code": "mixed-crs", "count": 1} in told["findings"]


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(b"")
    with pytest.raises(InputError) as refused:
        reach.read_roads(tmp_path / "l.csv")
    assert refused.value.code == "missing-column"
