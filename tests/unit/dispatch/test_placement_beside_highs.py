"""Our plans beside another way to the same answer: the textbook models, solved by the mixed-integer solver of HiGHS.

It shares nothing with our search but the instance's file: distances are computed here once more, sites that assign rows
(p-median; ReVelle and Swain 1970) and rows that are covered (Church and ReVelle 1974) are whole variables, and the
solver has its own bounds, cuts and branching. tests/bench/beside_spopt.py does the same with spopt.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import highspy
import networkx
import numpy as np
import pytest
from placement_makers import city, graph

from govinnov.dispatch.placement import place, read_mclp, read_pmed

RADIUS = 700
SEEDS = range(4)


def best(build: Callable[[highspy.Highs], None]) -> int:
    """The objective that the solver proves best, without any gap."""
    solver = highspy.Highs()
    options: dict[str, object] = {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "threads": 1}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    build(solver)
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(solver.getInfo().objective_function_value)


def median(file: Path, p: int) -> int:
    """Σ of the distances, each vertex assigned to one of p open sites."""
    streets = networkx.Graph()
    for line in file.read_text().splitlines()[1:]:
        one, other, cost = map(int, line.split())
        streets.add_edge(one, other, weight=cost)
    streets.remove_edges_from([*networkx.selfloop_edges(streets)])
    far, n = dict(networkx.all_pairs_dijkstra_path_length(streets)), len(streets)

    def build(solver: highspy.Highs) -> None:
        opened = [solver.addBinary() for _ in range(n)]
        solver.addConstr(solver.qsum(opened) == p)
        costs = []
        for i in range(n):
            given = [solver.addVariable(0, 1) for _ in range(n)]
            solver.addConstr(solver.qsum(given) == 1)
            for to, site in zip(given, opened, strict=True):
                solver.addConstr(to <= site)
            costs += [far[i + 1][j + 1] * to for j, to in enumerate(given)]
        solver.minimize(solver.qsum(costs))

    return best(build)


def covering(file: Path, p: int) -> int:
    """Σ of the demand that p sites cover."""
    x, y, demand = np.loadtxt(file).T
    near = np.hypot(x[:, None] - x, y[:, None] - y) <= RADIUS

    def build(solver: highspy.Highs) -> None:
        opened = [solver.addBinary() for _ in x]
        reached = [solver.addBinary() for _ in x]
        solver.addConstr(solver.qsum(opened) == p)
        for row, is_reached in zip(near, reached, strict=True):
            solver.addConstr(is_reached <= solver.qsum([opened[j] for j in np.flatnonzero(row)]))
        solver.maximize(solver.qsum([w * is_reached for w, is_reached in zip(demand, reached, strict=True)]))

    return best(build)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("p", [3, 7])
def test_another_solver_finds_the_same_p_median(tmp_path: Path, seed: int, p: int) -> None:
    file = graph(tmp_path / "graph.txt", 30, p, seed)
    assert place(read_pmed(file), p).objective == median(file, p)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("p", [3, 7, 12])
def test_another_solver_finds_the_same_covering(tmp_path: Path, seed: int, p: int) -> None:
    file = city(tmp_path / "city.txt", 80, seed)
    assert place(read_mclp(file, str(RADIUS)), p).objective == covering(file, p)
