"""Certificates: ours are accepted, tampered ones refused, by our replay and by the citizen's verifier alike."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from placement_makers import VERIFIER, city, graph, verifier

from govinnov.dispatch.errors import InputError
from govinnov.dispatch.placement import Problem, check, load, place, read_mclp, read_pmed, save

CITIZEN = verifier()
RADIUS = "600"
Proof = dict[str, Any]


@pytest.fixture(scope="module", params=["p-median", "mclp"])
def proven(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Problem, Proof]:
    """An instance whose proof is a tree of some nodes: its file, the problem, the certificate as written."""
    folder = tmp_path_factory.mktemp("proof")
    if request.param == "p-median":
        problem = read_pmed(file := graph(folder / "graph.txt", 80, 8, 0))
    else:
        problem = read_mclp(file := city(folder / "city.txt", 200, 5), RADIUS)
    plan = place(problem, problem.p or 14, fixed=[7], banned=[1, 2])
    assert plan.certificate is not None and len(plan.certificate.nodes) > 2
    save(plan.certificate, folder / "proof.json")
    return file, problem, json.loads((folder / "proof.json").read_text(encoding="utf-8"))


def verdicts(proven: tuple[Path, Problem, Proof], proof: Proof, folder: Path) -> tuple[bool, bool]:
    """What our replay and the citizen's verifier say of a certificate."""
    file, problem, _ = proven
    (folder / "told.json").write_text(json.dumps(proof), encoding="utf-8")
    instance = ["--pmed", file] if problem.model == "p-median" else ["--mclp", file, "--radius", RADIUS]
    asked = [sys.executable, VERIFIER, folder / "told.json", *instance]
    ended = subprocess.run(asked, capture_output=True, check=False)
    return check(problem, load(folder / "told.json")).valid, ended.returncode == 0


def test_a_certificate_is_valid_for_both(proven: tuple[Path, Problem, Proof], tmp_path: Path) -> None:
    assert verdicts(proven, proven[2], tmp_path) == (True, True)


def better_by_one(proof: Proof) -> None:
    proof["objective"] += 1 if proof["model"] == "mclp" else -1


def another_site(proof: Proof) -> None:
    """A chosen site is exchanged for one that is not."""
    spare = next(site for site in range(3, 60) if site not in proof["sites"])
    chosen = next(site for site in proof["sites"] if site not in proof["fixed"])
    proof["sites"] = sorted({*proof["sites"], spare} - {chosen})


def a_multiplier_lost(proof: Proof) -> None:
    """A multiplier of a leaf is far too low, so that its bound is."""
    proof["nodes"][-1]["u"][0] = -(10**9)


def a_multiplier_missing(proof: Proof) -> None:
    proof["nodes"][0]["u"].pop()


def a_huge_multiplier(proof: Proof) -> None:
    proof["nodes"][0]["u"][0] = 2**60


def a_banned_site(proof: Proof) -> None:
    proof["banned"].append(proof["sites"][0])


def a_site_twice(proof: Proof) -> None:
    proof["sites"][1] = proof["sites"][0]


def a_fixed_site_twice(proof: Proof) -> None:
    """Then fewer sites seem to be free than are."""
    proof["fixed"] *= 2


def no_nodes_but_the_root(proof: Proof) -> None:
    del proof["nodes"][1:]


TAMPERED = [
    better_by_one,
    another_site,
    a_multiplier_lost,
    a_multiplier_missing,
    a_huge_multiplier,
    a_banned_site,
    a_site_twice,
    a_fixed_site_twice,
    no_nodes_but_the_root,
]


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__)
def test_a_tampered_certificate_is_refused_by_both(
    proven: tuple[Path, Problem, Proof], tmp_path: Path, tamper: Callable[[Proof], None]
) -> None:
    proof = deepcopy(proven[2])
    tamper(proof)
    assert verdicts(proven, proof, tmp_path) == (False, False)


def test_every_missing_node_is_noticed(proven: tuple[Path, Problem, Proof], tmp_path: Path) -> None:
    """Nodes after the missing one keep their parents, whose places move with them."""
    for gone in range(1, len(proven[2]["nodes"])):
        proof = deepcopy(proven[2])
        del proof["nodes"][gone]
        proof["nodes"] = [node for node in proof["nodes"] if node["parent"] != gone]
        for node in proof["nodes"]:
            node["parent"] -= node["parent"] > gone
        (tmp_path / "told.json").write_text(json.dumps(proof), encoding="utf-8")
        assert not check(proven[1], load(tmp_path / "told.json")).valid, gone


def test_parents_counted_from_one_are_understood(proven: tuple[Path, Problem, Proof], tmp_path: Path) -> None:
    proof = deepcopy(proven[2])
    for node in proof["nodes"][1:]:
        node["parent"] += 1
    assert verdicts(proven, proof, tmp_path) == (True, True)


def test_a_certificate_of_another_problem_is_bad_input(proven: tuple[Path, Problem, Proof], tmp_path: Path) -> None:
    (tmp_path / "told.json").write_text(json.dumps(proven[2]), encoding="utf-8")
    with pytest.raises(InputError, match="another problem"):
        check(read_pmed(graph(tmp_path / "other.txt", 20, 3, 2)), load(tmp_path / "told.json"))


def test_a_compressed_certificate_is_the_same_and_always_the_same_bytes(tmp_path: Path) -> None:
    plan = place(read_pmed(graph(tmp_path / "g.txt", 20, 3, 5)), 3)
    assert plan.certificate is not None
    for name in ("a.json.gz", "b.json.gz"):
        save(plan.certificate, tmp_path / name)
    assert load(tmp_path / "a.json.gz") == load(tmp_path / "b.json.gz")
    assert json.dumps(load(tmp_path / "a.json.gz").as_dict()) == json.dumps(plan.certificate.as_dict())
    assert (tmp_path / "a.json.gz").read_bytes() == (tmp_path / "b.json.gz").read_bytes()


def test_a_search_that_ran_out_of_work_gives_a_true_bound_and_no_certificate(tmp_path: Path) -> None:
    problem = read_pmed(graph(tmp_path / "g.txt", 80, 8, 0))
    cut, whole = place(problem, 8, work=1), place(problem, 8)
    assert cut.certificate is None and not cut.proven
    assert cut.bound <= whole.objective <= cut.objective
    assert 0 < cut.gap < 0.1


def test_the_citizens_verifier_is_short_and_imports_numpy_only() -> None:
    text = VERIFIER.read_text(encoding="utf-8")
    imported = {name.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for name in node.names}
    froms = {node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    assert (imported | froms) - set(sys.stdlib_module_names) == {"numpy"}
    assert len(text.splitlines()) <= 120


@pytest.mark.parametrize(
    "written",
    [b"no JSON", b"[" * 100_000, b"[1]", b"{}", b'{"problem_sha256": 1}', b"\x1f\x8b broken"],
    ids=["text", "nested", "list", "empty", "other keys", "bytes"],
)
@pytest.mark.parametrize("name", ["proof.json", "proof.json.gz"])
def test_the_citizens_verifier_says_in_a_line_what_it_cannot_read(tmp_path: Path, name: str, written: bytes) -> None:
    (tmp_path / name).write_bytes(written)
    asked = [sys.executable, str(VERIFIER), str(tmp_path / name), "--pmed", str(graph(tmp_path / "g.txt", 9, 2, 1))]
    ended = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("not valid: ") and ended.stderr.count("\n") == 1
