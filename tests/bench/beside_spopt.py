"""Our plans beside spopt's: the same objective of random instances of both models.

spopt is no dependency of ours. In an environment of its own (``uv pip install spopt highspy``):
``PYTHONPATH=ckanext-govinnov python tests/bench/beside_spopt.py``. Exit 1 on any difference.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pulp
from spopt.locate import MCLP, PMedian

sys.path.append(str(Path(__file__).parents[1] / "unit" / "dispatch"))
from placement_makers import city, graph

from govinnov.dispatch.placement import Problem, place, read_mclp, read_pmed

SEEDS, COUNTS = range(6), (3, 7)


def instances(folder: Path) -> Iterator[tuple[Problem, int]]:
    for seed in SEEDS:
        for p in COUNTS:
            yield read_mclp(city(folder / "city.txt", 80, seed), "700"), p
            yield read_pmed(graph(folder / "graph.txt", 50, p, seed)), p


def theirs(problem: Problem, p: int) -> int:
    """The objective that spopt finds, as a cost."""
    solver = pulp.PULP_CBC_CMD(msg=False)
    if problem.model == "mclp":
        weights = problem.costs.max(axis=1)
        model = MCLP.from_cost_matrix((problem.costs > 0).astype(int), weights, 0.5, p_facilities=p)
        return int(weights.sum()) - round(model.solve(solver).problem.objective.value())
    model = PMedian.from_cost_matrix(problem.costs, np.ones(len(problem.costs)), p_facilities=p)
    return round(model.solve(solver).problem.objective.value())


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        pairs = [
            (problem.shown(place(problem, p).objective), theirs(problem, p)) for problem, p in instances(Path(name))
        ]
    different = sum(one != other for one, other in pairs)
    print(f"{len(pairs)} instances, {different} different")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
