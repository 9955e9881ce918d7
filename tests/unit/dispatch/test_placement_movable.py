"""Posts that may move: the best of all plans that keep enough of them, with a proof for each choice."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from placement_makers import random_mclp, random_pmed

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement import Problem, place, place_movable, read_mclp, read_pmed, verify


def best(problem: Problem, p: int, posts: list[int], k: int) -> int:
    """The least cost of all plans that keep all but k of the posts."""
    plans = itertools.combinations(range(1, problem.n + 1), p)
    return min(problem.cost([site - 1 for site in plan]) for plan in plans if len(set(posts) - set(plan)) <= k)


@pytest.mark.parametrize("seed", range(15))
def test_no_plan_that_keeps_enough_posts_is_better(tmp_path: Path, seed: int) -> None:
    path, radius, _ = random_mclp(tmp_path / "one.txt", seed + 100)
    for problem in (read_mclp(path, radius), read_pmed(random_pmed(tmp_path / "other.txt", seed))):
        posts = list(range(1, min(3, problem.n) + 1))
        for k in range(len(posts) + 1):
            moved = place_movable(problem, len(posts), posts, k)
            assert problem.shown(moved.plan.objective) == best(problem, len(posts), posts, k)
            assert moved.proven and all(verify(problem, plan).valid for plan in moved.choices)
            assert len(set(posts) - set(moved.plan.sites)) <= k


def test_none_may_move_or_all_is_what_place_says(tmp_path: Path) -> None:
    path, radius, _ = random_mclp(tmp_path / "one.txt", 7)
    problem = read_mclp(path, radius)
    fixed, free = (place_movable(problem, 2, [1], k).plan.objective for k in (0, 9))
    assert fixed == place(problem, 2, fixed=[1]).objective
    assert free == place(problem, 2).objective


def test_too_many_choices_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "points.txt"
    path.write_text("".join(f"{at} 0 1\n" for at in range(20)), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        place_movable(read_mclp(path, "1"), 20, range(1, 21), 10)
    assert refused.value.code == "too-many-moves"
