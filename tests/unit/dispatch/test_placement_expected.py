"""Expected covering: posts may be busy, and further covers count; the plan is the best of all, and proven."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from placement_makers import MANY, city, random_mclp, some_fixed_and_banned

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement import Problem, expected, place, read_mclp, verify

BUSY = ("0", "0.1", "0.35", "0.8")


def worth(covers: int, busy: str) -> int:
    """What so many covers of a unit of weight are worth, as docs/explanation/placement.md defines it."""
    q = Fraction(busy)
    return sum(round(10**6 * (1 - q) * q ** (k - 1)) for k in range(1, covers + 1))


def best(covering: Problem, p: int, busy: str, fixed: list[int], banned: list[int]) -> int:
    """The greatest worth of all plans, each tried; rows that every site covers have p covers in any of them."""
    covers, weights = covering.costs == 0, covering.costs.max(axis=1)
    allowed = [site for site in range(covering.n) if site + 1 not in {*fixed, *banned}]
    inside = [site - 1 for site in fixed]
    plans = ([*inside, *plan] for plan in itertools.combinations(allowed, p - len(inside)))
    values = [worth(count, busy) for count in range(p + 1)]
    always = (covering.total - int(weights.sum())) * values[p]
    counts = (covers[:, plan].sum(axis=1) for plan in plans)
    return always + max(int(sum(w * values[n] for w, n in zip(weights, count, strict=True))) for count in counts)


@pytest.mark.parametrize("seed", range(MANY // 2))
def test_no_plan_is_worth_more(tmp_path: Path, seed: int) -> None:
    path, radius, p = random_mclp(tmp_path / "points.txt", seed)
    covering, busy = read_mclp(path, radius), BUSY[seed % len(BUSY)]
    fixed, banned = some_fixed_and_banned(covering, p, seed)
    problem = expected(covering, p, busy)
    plan = place(problem, p, fixed=fixed, banned=banned)
    assert plan.objective == plan.bound == best(covering, p, busy, fixed, banned)
    assert plan.model == "mexclp" and set(fixed) <= set(plan.sites) and not set(banned) & set(plan.sites)
    assert verify(problem, plan).valid


def test_posts_that_are_never_busy_cover_as_ever(tmp_path: Path) -> None:
    covering = read_mclp(city(tmp_path / "city.txt", 150, 2), "700")
    assert place(expected(covering, 6, "0"), 6).objective == 10**6 * place(covering, 6).objective


def test_a_city_of_busy_posts_is_proven(tmp_path: Path) -> None:
    problem = expected(read_mclp(city(tmp_path / "city.txt", 324, 0), "800"), 10, "0.3")
    plan = place(problem, 10)
    assert plan.proven and verify(problem, plan).valid


def test_a_search_cut_short_gives_a_true_bound(tmp_path: Path) -> None:
    problem = expected(read_mclp(city(tmp_path / "city.txt", 150, 1), "900"), 8, "0.4")
    cut, whole = place(problem, 8, work=1), place(problem, 8)
    assert cut.objective <= whole.objective <= cut.bound


@pytest.mark.parametrize("busy", ["1", "-0.1", "often", "NaN"])
def test_what_is_no_probability_is_refused(tmp_path: Path, busy: str) -> None:
    covering = read_mclp(city(tmp_path / "city.txt", 20, 1), "900")
    with pytest.raises(InputError) as refused:
        expected(covering, 3, busy)
    assert refused.value.code == "bad-busy"


def test_the_first_cover_is_worth_what_is_left_of_the_others(tmp_path: Path) -> None:
    problem = expected(read_mclp(city(tmp_path / "city.txt", 20, 1), "900"), 3, "0.5")
    assert problem.worth == (500_000, 250_000, 125_000)
    assert np.array_equal(problem.missing, [875_000, 375_000, 125_000, 0])
