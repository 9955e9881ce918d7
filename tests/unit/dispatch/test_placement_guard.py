"""The guard looks at the clock: it lets a search end as it would, or there is no plan at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from placement_makers import city, graph

from govinnov.dispatch.placement import Guard, GuardError, Problem, Terms, place, read_mclp, read_pmed, sweep


@pytest.fixture(params=["p-median", "mclp"])
def problem(request: pytest.FixtureRequest, tmp_path: Path) -> Problem:
    if request.param == "mclp":
        return read_mclp(city(tmp_path / "city.txt", 100, 5), "600")
    return read_pmed(graph(tmp_path / "graph.txt", 40, 6, 0))


def test_a_search_in_time_is_the_same_as_without_a_guard(problem: Problem) -> None:
    assert place(problem, 6, guard=Guard(3600)) == place(problem, 6)


def test_a_search_out_of_time_gives_no_plan(problem: Problem) -> None:
    with pytest.raises(GuardError) as stopped:
        place(problem, 6, guard=Guard(0))
    assert stopped.value.code == "guard"


def test_the_plans_of_a_sweep_share_one_guard(problem: Problem) -> None:
    with pytest.raises(GuardError):
        list(sweep(problem, range(1, 6), Terms(guard=Guard(0))))
