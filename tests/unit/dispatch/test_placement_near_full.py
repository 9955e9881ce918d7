"""Where the sites asked for cover nearly everything: many plans tie, and single branchings say little."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from govinnov.dispatch.placement import place, read_mclp, verify

#: Nodes that must be enough; without trying sites before branching it took up to 131.
WORK = 60


def scattered(path: Path, n: int) -> Path:
    """Points spread evenly over 10 km, written as often met: tabs, further columns, CRLF, a header."""
    draw = np.random.default_rng([4, n])
    places = draw.integers(0, 10_000, (n, 2)).tolist()
    demand = np.ceil(draw.lognormal(1.5, 1.2, n)).astype(int).tolist()
    rows = [f"{x}\t{y}\t{weight}\t" for (x, y), weight in zip(places, demand, strict=True)]
    path.write_bytes("\r\n".join([f"{n}\t9999\tp\tS", *rows, ""]).encode())
    return path


@pytest.mark.parametrize("p", [12, 14, 16, 18])
def test_plans_are_proven_up_to_full_coverage(tmp_path: Path, p: int) -> None:
    problem = read_mclp(scattered(tmp_path / "points.txt", 250), "1600")
    plan = place(problem, p, work=WORK)
    assert plan.objective > 0.95 * problem.total
    assert plan.proven and verify(problem, plan).valid
