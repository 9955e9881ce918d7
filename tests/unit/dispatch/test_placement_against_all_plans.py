"""Random small instances of both models: the plan is the best of all, and the citizen's verifier says so too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from placement_makers import MANY, best_cost, random_mclp, random_pmed, some_fixed_and_banned, verifier

from govinnov.dispatch.placement import Plan, Problem, place, read_mclp, read_pmed, save, verify

CITIZEN = verifier()
BATCH = 50


def proven(problem: Problem, p: int, seed: int) -> Plan:
    """The plan, after all that must hold of it."""
    fixed, banned = some_fixed_and_banned(problem, p, seed)
    plan = place(problem, p, fixed=fixed, banned=banned)
    assert plan.objective == problem.shown(best_cost(problem, p, fixed, banned)), seed
    assert (plan.bound, plan.gap, plan.proven) == (plan.objective, 0, True)
    assert set(fixed) <= set(plan.sites) and not set(banned) & set(plan.sites)
    assert list(plan.sites) == sorted(set(plan.sites)) and len(plan.sites) == p
    assert verify(problem, plan).valid, (seed, verify(problem, plan).reason)
    return plan


def read_back(plan: Plan, folder: Path) -> dict[str, object]:
    """The certificate as a citizen gets it: from its file."""
    assert plan.certificate is not None
    save(plan.certificate, folder / "proof.json")
    written: dict[str, object] = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
    return written


@pytest.mark.parametrize("first", range(0, MANY, BATCH))
def test_a_p_median_plan_is_the_best_of_all_plans(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + BATCH):
        path = random_pmed(tmp_path / "graph.txt", seed)
        problem = read_pmed(path)
        assert problem.p is not None
        plan = proven(problem, problem.p, seed)
        proof = read_back(plan, tmp_path)
        CITIZEN.prove(proof, *CITIZEN.pmed(path, proof["banned"]))


@pytest.mark.parametrize("first", range(0, MANY, BATCH))
def test_a_covering_plan_is_the_best_of_all_plans(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + BATCH):
        path, radius, p = random_mclp(tmp_path / "points.txt", seed)
        plan = proven(read_mclp(path, radius), p, seed)
        proof = read_back(plan, tmp_path)
        CITIZEN.prove(proof, *CITIZEN.mclp(path, radius, proof["banned"]))
