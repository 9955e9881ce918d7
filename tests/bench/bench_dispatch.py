"""``./govinnov bench dispatch [--largest N]``: how long proofs of plans, reach on a large network and cameras take.

Forty random graphs of the OR-Library's kind (up to N vertices, default 900), covering instances of 324 to 818 points in
clusters, 1,500 stations on a grid of 1,000,000 nodes, and 1,000,000 cameras over 250 districts of 400 km². Prints
wall and processor seconds, together and the worst.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from govinnov.dispatch import cctv, reach
from govinnov.dispatch.placement import Problem, place, read_mclp, read_pmed, verify

sys.path.append(str(Path(__file__).parents[1] / "unit" / "dispatch"))
from placement_makers import city, graph

SIZES = (100, 200, 300, 400, 500, 600, 800, 900)
STATIONS, SIDE = 1500, 1000
DISTRICTS, CAMERAS, DISTRICT_M = 250, 1_000_000, 20_000


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of some work."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def graphs(folder: Path, largest: int) -> Iterator[Problem]:
    for n in (size for size in SIZES if size <= largest):
        for p in (5, 10, n // 10, n // 5, n // 3):
            yield read_pmed(graph(folder / "graph.txt", n, p, 0))


def cities(folder: Path) -> Iterator[tuple[Problem, int]]:
    for n in (324, 500, 818):
        path = city(folder / "city.txt", n, 0)
        yield from ((read_mclp(path, radius), p) for radius in ("500", "800", "1600") for p in (5, 10, 20, 40))


def prove(problem: Problem, p: int) -> None:
    plan = place(problem, p)
    if not (plan.proven and verify(problem, plan).valid):
        sys.exit(f"not proven: n = {problem.n}, p = {p}")


def grid() -> reach.Roads:
    """Streets in both directions between neighbours, 2 to 20 s each."""
    at = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    pairs = [(at[:, :-1], at[:, 1:]), (at[:-1], at[1:])]
    one, other = (np.concatenate([pair[end].ravel() for pair in pairs]) for end in (0, 1))
    ms = np.random.default_rng(0).integers(2_000, 20_000, 2 * len(one))
    ends = np.concatenate([one, other]), np.concatenate([other, one])
    return reach.Roads([str(node) for node in range(at.size)], np.full((at.size, 2), np.nan), *ends, ms)


def corners() -> np.ndarray:
    """South-west corners of the districts: squares beside each other, where the grid has letters."""
    column, row = np.arange(DISTRICTS) % 16, np.arange(DISTRICTS) // 16
    return np.column_stack([900_000 + column * DISTRICT_M, 1_600_000 + row * DISTRICT_M])


def look() -> None:
    """Survey every district at three radii, with its index."""
    each = CAMERAS // DISTRICTS
    off = np.random.default_rng(2).integers(0, DISTRICT_M * 1000, (CAMERAS, 2))
    blank = np.full(CAMERAS, np.nan)
    known = cctv.Cameras(CAMERAS, np.repeat(corners() * 1000, each, axis=0) + off, blank, blank, {})
    views, square = cctv.seen(known), np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) * float(DISTRICT_M)
    for corner in corners():
        cctv.government({"": [corner + square]}, {"": 1.0}, known, views)


def tell(name: str, times: list[tuple[float, float]]) -> None:
    (wall, processor), worst = np.sum(times, axis=0), max(one[1] for one in times)
    print(f"{name}: {len(times)} in {wall:.1f} s by the clock, {processor:.1f} of the processor; worst {worst:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="Vertices of the largest graphs.")
    largest = parser.parse_args().largest
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tell("p-median", [timed(lambda one=one: prove(one, one.p)) for one in graphs(folder, largest)])
        tell("covering", [timed(lambda one=one: prove(*one)) for one in cities(folder)])
    network = reach.network(grid())
    stations = np.random.default_rng(1).integers(0, SIDE * SIDE, STATIONS)
    tell("reach", [timed(lambda: reach.times(network, stations, 300_000)) for _ in range(3)])
    tell("cameras", [timed(look)])


if __name__ == "__main__":
    main()
