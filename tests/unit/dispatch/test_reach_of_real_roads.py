"""Two OpenStreetMap cuts of Seoul: the same times as networkx's, read and weighed by other code."""

from __future__ import annotations

import math
from pathlib import Path

import networkx
import numpy as np
import pytest

from govinnov.dispatch import reach
from govinnov.dispatch.reach.speeds import of_class

pytestmark = pytest.mark.data
GRAPHS = ("real_seoul_graph", "seoul_alon447")


def metres(one: dict[str, str], other: dict[str, str]) -> float:
    """Great circle by the law of haversines, with plain floats."""
    (lon1, lat1), (lon2, lat2) = (
        (math.radians(float(at.get("x") or at["long"])), math.radians(float(at.get("y") or at["lat"])))
        for at in (one, other)
    )
    root = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_009 * math.asin(math.sqrt(root))


def of_networkx(path: Path) -> networkx.MultiDiGraph:
    """The graph with whole milliseconds on each edge."""
    graph = networkx.read_graphml(path, force_multigraph=True)
    for tail, head, data in graph.edges(data=True):
        long = float(data["length"]) if "length" in data else metres(graph.nodes[tail], graph.nodes[head])
        kmh = float(data["maxspeed"]) if "maxspeed" in data else of_class(data.get("highway"))
        data["ms"] = round(long * 3600 / kmh)
    return graph


@pytest.mark.parametrize("name", GRAPHS)
def test_times_equal_those_of_networkx(real_data: Path, name: str) -> None:
    path = real_data / "roads" / f"{name}.graphml"
    roads, graph = reach.read_roads(path), of_networkx(path)
    assert (len(roads.ids), len(roads.ms)) == (graph.number_of_nodes(), graph.number_of_edges())
    matrix = reach.network(roads)
    assert reach.components(matrix) == networkx.number_weakly_connected_components(graph)
    draw = np.random.default_rng(7)
    for limit_ms in (60_000, 300_000, 10**9):
        stations = draw.integers(0, len(roads.ids), 5)
        found = reach.times(matrix, stations, limit_ms)
        names = {roads.ids[at] for at in stations}
        expected = networkx.multi_source_dijkstra_path_length(graph, names, cutoff=limit_ms, weight="ms")
        assert {roads.ids[at]: int(found.ms[at]) for at in np.flatnonzero(found.ms >= 0)} == expected
        ways = names.union(*(networkx.descendants(graph, name) for name in names))
        assert {roads.ids[at] for at in np.flatnonzero(found.connected)} == ways
