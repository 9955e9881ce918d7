"""The OR-Library's instances pmed1 to pmed10: their known optima, proven."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov.dispatch.placement import place, read_pmed, verify

pytestmark = pytest.mark.data


@pytest.mark.parametrize("name", [f"pmed{number}" for number in range(1, 11)])
def test_the_known_optimum_is_proven(real_data: Path, name: str) -> None:
    folder = real_data / "placement"
    known = dict(line.split() for line in (folder / "pmedopt.txt").read_text().splitlines() if line.startswith("pmed"))
    problem = read_pmed(folder / f"{name}.txt")
    assert problem.p is not None
    plan = place(problem, problem.p)
    assert (plan.objective, plan.bound) == (int(known[name]), int(known[name]))
    assert verify(problem, plan).valid
