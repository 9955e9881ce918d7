"""Instances of our own: their file gives the same problem, and their certificates hold for whoever reads the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from placement_makers import VERIFIER

from govinnov.dispatch.placement import Instance, Plan, Terms, check, load, place, read_mclp, save, sweep
from govinnov.dispatch.placement.certificate import without_banned


def instance(seed: int, cells: int = 60, sites: int = 12, field: int = 30, radius: int = 7) -> Instance:
    """Points on a small grid, so that many distances equal the radius and many covering sets repeat."""
    draw = np.random.default_rng(seed)
    xy = draw.integers(0, field, (sites + cells, 2))
    demand = np.append(np.zeros(sites, dtype=np.int64), draw.integers(0, 9, cells))
    return Instance(xy, demand, radius, sites)


@pytest.mark.parametrize("seed", range(12))
def test_the_file_gives_the_same_problem(tmp_path: Path, seed: int) -> None:
    made = instance(seed)
    (tmp_path / "points.txt").write_bytes(made.text)
    read = read_mclp(tmp_path / "points.txt", str(made.radius), range(made.sites + 1, len(made.xy) + 1))
    assert np.array_equal(made.problem.costs, read.costs)
    assert (made.problem.sha256, made.problem.total) == (read.sha256, read.total)


def citizen(proof: Path, points: Path, radius: int) -> bool:
    asked = [sys.executable, str(VERIFIER), str(proof), "--mclp", str(points), "--radius", str(radius)]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def published(made: Instance, plan: Plan, folder: Path) -> tuple[Path, Path]:
    (folder / "points.txt").write_bytes(made.text)
    assert plan.certificate is not None
    save(made.published(plan.certificate), folder / "proof.json.gz")
    return folder / "proof.json.gz", folder / "points.txt"


@pytest.mark.parametrize("seed", range(3))
def test_a_published_certificate_holds_for_the_file(tmp_path: Path, seed: int) -> None:
    made = instance(seed)
    for plan in sweep(made.problem, range(3, 6), Terms(fixed=[2, 5], banned=[7], travel=made.travel)):
        proof, points = published(made, plan, tmp_path)
        banned = load(proof).banned
        assert check(read_mclp(points, str(made.radius), banned), without_banned(load(proof))).valid
        assert check(read_mclp(points, str(made.radius)), load(proof)).valid
        assert citizen(proof, points, made.radius)


@pytest.mark.parametrize("name", ["sites", "fixed"])
def test_a_banned_site_is_refused_however_it_is_counted(tmp_path: Path, name: str) -> None:
    made = instance(4)
    proof, points = published(made, place(made.problem, 4, fixed=[2]), tmp_path)
    written = load(proof).as_dict()
    written[name] = sorted([*written[name][:-1], made.sites + 3])
    proof = tmp_path / "other.json"
    proof.write_text(json.dumps(written), encoding="utf-8")
    narrow = read_mclp(points, str(made.radius), load(proof).banned)
    assert not check(narrow, without_banned(load(proof))).valid
    assert not check(read_mclp(points, str(made.radius)), load(proof)).valid
    assert not citizen(proof, points, made.radius)


def test_sites_left_out_keep_the_order_of_the_others(tmp_path: Path) -> None:
    made = instance(5)
    plan = place(made.problem, 4, fixed=[9], banned=[1, 3])
    proof, _ = published(made, plan, tmp_path)
    counted = without_banned(load(proof))
    assert counted.fixed == (7,) and counted.banned == ()
    assert [site for site in plan.sites if site > 3] == [site + 2 for site in counted.sites if site > 1]


def test_travel_is_the_way_of_all_demand_to_its_nearest_site() -> None:
    made = Instance(np.array([[0, 0], [10, 0], [3, 4], [10, 5]]), np.array([0, 0, 2, 3]), 5, 2)
    assert made.travel.metres.tolist() == [[5, 8], [11, 5]]
    assert made.travel.total(np.array([0, 1])) == 2 * 5 + 3 * 5
