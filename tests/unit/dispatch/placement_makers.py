"""Small instances as files, the best plan by trying all, and the citizen's verifier."""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import numpy as np

from govinnov.dispatch.placement import Problem

VERIFIER = Path(__file__).parents[3] / "docs" / "verify_placement.py"
#: Random instances of each model.
MANY = 2000


def verifier() -> ModuleType:
    """docs/verify_placement.py, loaded from where a citizen finds it."""
    spec = importlib.util.spec_from_file_location("verify_placement", VERIFIER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def random_pmed(path: Path, seed: int) -> Path:
    """A connected graph of 2 to 11 vertices with repeated edges, loops and equal costs."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(2, 12))
    tree = [(vertex, int(draw.integers(1, vertex))) for vertex in range(2, n + 1)]
    more = draw.integers(1, n + 1, (int(draw.integers(0, 2 * n)), 2)).tolist()
    edges = [f"{one} {other} {draw.integers(0, 12)}" for one, other in [*tree, *more]]
    path.write_text("\n".join([f"{n} {len(edges)} {draw.integers(1, n + 1)}", *edges, ""]), encoding="utf-8")
    return path


def random_mclp(path: Path, seed: int) -> tuple[Path, str, int]:
    """Up to 11 points on a small grid: many distances equal the radius, some places and covering sets repeat."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(2, 12))
    points = [f"{x / 10}\t{y / 10} {w}" for x, y, w in draw.integers(0, [40, 40, 9], (n, 3)).tolist()]
    path.write_text("\r\n".join([str(n), *points, ""]), encoding="utf-8")
    return path, str(draw.integers(0, 20) / 10), int(draw.integers(1, n + 1))


def best_cost(problem: Problem, p: int, fixed: Iterable[int], banned: Iterable[int]) -> int:
    """The least cost of all plans, each of them tried."""
    inside = {site - 1 for site in fixed}
    allowed = sorted(set(range(problem.n)) - {site - 1 for site in banned} - inside)
    plans = itertools.combinations(allowed, p - len(inside))
    return min(problem.cost([*inside, *plan]) for plan in plans)


def some_fixed_and_banned(problem: Problem, p: int, seed: int) -> tuple[list[int], list[int]]:
    """Sites to fix and to ban so that plans are left; often none."""
    draw = np.random.default_rng([seed, 1])
    order = (draw.permutation(problem.n) + 1).tolist()
    fixed = order[: int(draw.integers(0, min(p, 2) + 1)) * int(draw.integers(0, 2))]
    spare = problem.n - p
    return fixed, order[len(order) - int(draw.integers(0, min(spare, 2) + 1)) * int(draw.integers(0, 2)) :]


def graph(path: Path, n: int, p: int, seed: int) -> Path:
    """A graph of the OR-Library's kind: connected, n²/50 edges or a tree, costs 1 to 100."""
    draw = np.random.default_rng([seed, n, p])
    tree = [(vertex, int(draw.integers(1, vertex))) for vertex in range(2, n + 1)]
    more = draw.integers(1, n + 1, (max(0, n * n // 50 - len(tree)), 2)).tolist()
    edges = [f" {one} {other} {draw.integers(1, 101)} " for one, other in [*tree, *more]]
    path.write_text("\n".join([f" {n} {len(edges)} {p} ", *edges, ""]), encoding="utf-8")
    return path


def city(path: Path, n: int, seed: int) -> Path:
    """Points in clusters, with demands of very different size."""
    draw = np.random.default_rng([seed, n])
    centres = draw.uniform(0, 9000, (5, 2))
    points = centres[draw.integers(0, 5, n)] + draw.normal(0, 700, (n, 2))
    demand = np.ceil(draw.lognormal(3, 1, n)).astype(int)
    lines = [f"{x:.1f} {y:.1f} {weight}" for (x, y), weight in zip(points, demand, strict=True)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
