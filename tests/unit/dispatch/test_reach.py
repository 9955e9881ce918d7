"""Reach by road: hand-worked networks, bad tables, and what the counts add up to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from govinnov.dispatch import reach
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.findings import Finding, counts

HEADER = "LINK_ID,F_NODE,T_NODE,MAX_SPD,LENGTH,ROAD_RANK\n"
NODES = "NODE_ID,LON,LAT\nA,127.00,37.50\nB,127.01,37.50\nC,127.02,37.50\nI,127.10,37.50\n"


def table(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.fixture
def roads(tmp_path: Path) -> reach.Roads:
    """A → B 600 m at 60 km/h (36 s); B → C 500 m at 50 km/h (36 s); no way back; I is an island."""
    links = table(tmp_path, "links.csv", HEADER + "1,A,B,60,600,103\n2,B,C,50,500,104\n3,A,B,30,600,107\n")
    return reach.read_roads(links, table(tmp_path, "nodes.csv", NODES))


def told(findings: Sequence[Finding]) -> dict[object, object]:
    return {one["code"]: one["count"] for one in counts(findings)}


def times(roads: reach.Roads, nodes: list[int], limit_ms: int) -> reach.Times:
    return reach.times(reach.network(roads), np.array(nodes, dtype=np.int64), limit_ms)


def test_times_follow_the_fastest_arcs_in_their_direction(roads: reach.Roads) -> None:
    found = times(roads, [0], 100_000)
    assert found.ms.tolist() == [0, 36_000, 72_000, -1]
    assert found.source.tolist() == [0, 0, 0, -1]
    assert times(roads, [2], 100_000).ms.tolist() == [-1, -1, 0, -1]


def test_the_limit_is_inclusive_to_the_millisecond(roads: reach.Roads) -> None:
    assert times(roads, [0], 72_000).ms.tolist() == [0, 36_000, 72_000, -1]
    assert times(roads, [0], 71_999).ms.tolist() == [0, 36_000, -1, -1]


def test_over_the_limit_is_not_the_same_as_without_a_way(roads: reach.Roads) -> None:
    assert times(roads, [0], 1).connected.tolist() == [True, True, True, False]
    assert times(roads, [], 1).connected.tolist() == [False] * 4


def test_an_island_is_a_component_of_its_own(roads: reach.Roads) -> None:
    assert reach.components(reach.network(roads)) == 2


def test_a_loop_without_length_costs_nothing_but_is_a_way(tmp_path: Path) -> None:
    links = table(tmp_path, "l.csv", HEADER + "1,A,B,60,0,103\n2,B,C,60,600,103\n")
    assert times(reach.read_roads(links), [0], 36_000).ms.tolist() == [0, 0, 36_000]


def test_what_links_lack_is_counted(tmp_path: Path) -> None:
    bad = "1,A,B,,600,103\n1,A,B,60,600,103\n2,A,X,60,600,103\n3,B,C,60,,103\n4,C,A,60,-5,103\n"
    links = table(tmp_path, "l.csv", HEADER + bad, "cp949")
    roads = reach.read_roads(links, table(tmp_path, "n.csv", NODES))
    assert told(roads.findings) == {"missing-speed": 1, "duplicate-link": 1, "unknown-node": 1, "missing-length": 2}
    # B to C: 0.01° of longitude at 37.5° N is 6,371,009 m · 0.01 · π/180 · cos 37.5° = 882.17 m.
    assert roads.ms.tolist() == [36_000, 52_930, 105_860]


def test_links_without_length_or_coordinates_are_left_out(tmp_path: Path) -> None:
    roads = reach.read_roads(table(tmp_path, "l.csv", HEADER + "1,A,B,60,,103\n"))
    assert len(roads.ms) == 0
    assert told(roads.findings)["link-without-length"] == 1


def test_an_undirected_graph_goes_both_ways(tmp_path: Path) -> None:
    text = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="a" for="edge" attr.name="length"/>'
        '<key id="b" for="edge" attr.name="maxspeed"/><graph edgedefault="undirected"><node id="p"/><node id="q"/>'
        '<edge source="p" target="q"><data key="a">100</data><data key="b">[\'36\', \'50\']</data></edge>'
        "</graph></graphml>"
    )
    found = times(reach.read_roads(table(tmp_path, "g.graphml", text)), [1], 10_000)
    assert found.ms.tolist() == [10_000, 0]


def test_stations_stand_on_their_nearest_node_whatever_their_reference_system(
    roads: reach.Roads, tmp_path: Path
) -> None:
    rows = "id,lon,lat,x,y,crs,node\ns1,127.0101,37.5001,,,,\ns2,,,200884,544486,EPSG:5186,\ns3,,,,,,C\n"
    posts = reach.read_stations(table(tmp_path, "s.csv", rows), roads)
    assert (posts.given, posts.too_far, posts.ids, posts.nodes.tolist()) == (3, 0, ["s1", "s2", "s3"], [1, 1, 2])


def test_stations_that_cannot_be_used_are_counted_by_reason(roads: reach.Roads, tmp_path: Path) -> None:
    rows = "id,lon,lat\nfar,127.5,37.5\nnowhere,,\nzero,0,0\ntwice,127.0,37.5\ntwice,127.0,37.5\n"
    posts = reach.read_stations(table(tmp_path, "s.csv", rows), roads)
    assert (posts.given, posts.too_far, posts.ids) == (5, 2, ["twice", "twice"])
    assert told(posts.findings) == {"station-too-far": 2, "station-without-coordinates": 1, "repeated-station": 1}


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("links.csv", "a,b\n1,2\n", "missing-column", 1),
        ("broken.graphml", "<graphml><node", "unknown-roads", 1),
    ],
)
def test_a_file_that_is_no_network_is_refused(tmp_path: Path, name: str, text: str, code: str, line: int) -> None:
    with pytest.raises(InputError) as refused:
        reach.read_roads(table(tmp_path, name, text))
    assert (refused.value.code, refused.value.line) == (code, line)


def test_an_unknown_reference_system_is_refused_with_its_line(roads: reach.Roads, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        reach.read_stations(table(tmp_path, "s.csv", "id,x,y,crs\ns,1,2,EPSG:1\n"), roads)
    assert (refused.value.code, refused.value.line) == ("unknown-crs", 2)
