"""``govinnov dispatch``: its JSON, its exit codes, and that it prints nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from placement_makers import graph

from govinnov.dispatch.cli import dispatch
from govinnov.dispatch.errors import CODES

DOCUMENT = (Path(__file__).parents[3] / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
ROOM = Path(__file__).parents[3] / "ckanext-govinnov" / "govinnov" / "dispatch"
SOURCE = "".join(file.read_text(encoding="utf-8") for file in ROOM.rglob("*.py"))
FINDINGS = sorted(set(re.findall(r'findings\["([\w-]+)"\]', SOURCE)))
PLACED = ["model", "n", "p", "objective", "bound", "gap", "proven", "sites", "nodes", "seconds", "certificate"]
SQUARE = "4 4 2\n1 2 3\n2 3 4\n3 4 5\n4 1 6\n"


def run(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    ended = CliRunner().invoke(dispatch, [*map(str, arguments), "--json"])
    return ended.exit_code, json.loads(ended.stdout)


@pytest.fixture
def square(tmp_path: Path) -> Path:
    path = tmp_path / "square.txt"
    path.write_text(SQUARE, encoding="utf-8")
    return path


def test_a_plan_is_told_with_its_proof_and_the_proof_verifies(square: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof.json.gz"
    code, told = run("place", "--pmed", square, "--fixed", "1", "--banned", "3", "--certificate", proof)
    assert (code, [key for key in PLACED if key not in told]) == (0, [])
    assert (told["model"], told["n"], told["p"], told["objective"], told["bound"]) == ("p-median", 4, 2, 8, 8)
    assert (told["proven"], told["gap"], told["certificate"]) == (True, 0, str(proof))
    code, checked = run("verify", "--certificate", proof, "--pmed", square)
    assert code == 0
    assert set(checked) == {"valid", "reason", "objective", "bound", "nodes", "seconds"}
    assert (checked["valid"], checked["objective"], checked["bound"]) == (True, 8, 8)


def test_a_covering_plan_tells_the_covered_weight(tmp_path: Path) -> None:
    path = tmp_path / "points.txt"
    path.write_text("0 0 5\n1 0 3\n9 9 4\n9 8 1\n5 5 2\n", encoding="utf-8")
    code, told = run("place", "--mclp", path, "--radius", "1", "--sites", "2")
    assert (code, told["model"], told["objective"], told["bound"]) == (0, "mclp", 13, 13)


def test_a_plan_of_busy_posts_tells_what_their_covers_are_worth(tmp_path: Path) -> None:
    path, proof = tmp_path / "points.txt", tmp_path / "proof.json"
    path.write_text("0 0 5\n1 0 3\n9 9 4\n9 8 1\n5 5 2\n", encoding="utf-8")
    asked = ["place", "--mclp", path, "--radius", "1", "--sites", "2", "--certificate", proof]
    code, told = run(*asked, "--mexclp", "0.5")
    assert (code, told["model"], told["objective"], told["bound"]) == (0, "mexclp", 6_500_000, 6_500_000)
    assert told["certificate"] is None and not proof.exists()


def test_a_certificate_that_does_not_prove_ends_with_1(square: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof.json"
    run("place", "--pmed", square, "--certificate", proof)
    proof.write_text(proof.read_text().replace('"objective":7', '"objective":6'))
    code, told = run("verify", "--certificate", proof, "--pmed", square)
    assert (code, told["valid"], told["bound"]) == (1, False, None)


def test_bad_input_ends_with_2_and_one_object(square: Path, tmp_path: Path) -> None:
    proof, other = tmp_path / "proof.json", graph(tmp_path / "other.txt", 9, 2, 1)
    run("place", "--pmed", square, "--certificate", proof)
    (tmp_path / "cut.txt").write_text(SQUARE[:15], encoding="utf-8")
    asked: list[tuple[list[str | Path], str, int | None]] = [
        (["place", "--pmed", tmp_path / "cut.txt"], "truncated-instance", 3),
        (["place", "--pmed", tmp_path / "none.txt"], "unreadable", None),
        (["place", "--pmed", square, "--sites", "5"], "too-many-sites", None),
        (["place", "--pmed", square, "--fixed", "x"], "bad-ids", None),
        (["place", "--pmed", square, "--fixed", "9" * 5000], "bad-ids", None),
        (["place", "--pmed", square, "--sites", "x"], "bad-option", None),
        (["place", "--pmed", square, "--nothing"], "bad-option", None),
        (["verify", "--pmed", square], "bad-option", None),
        (["run", "--inputs", tmp_path], "bad-option", None),
        (["what-if", "--run", tmp_path], "bad-option", None),
        (["reach", "--roads", square, "--stations", square, "--limit-s", "nan"], "bad-option", None),
        (["reach", "--roads", square, "--stations", square, "--limit-s", "inf"], "bad-option", None),
        (["place", "--pmed", square, "--certificate", tmp_path / "no" / "where"], "unwritable", None),
        (["place", "--mclp", square, "--radius", "r", "--sites", "1"], "bad-radius", None),
        (["place", "--pmed", square, "--mexclp", "0.5"], "missing-option", None),
        (["place", "--mclp", square, "--sites", "1"], "missing-option", None),
        (["place", "--mclp", square, "--pmed", square], "missing-option", None),
        (["verify", "--certificate", proof, "--pmed", other], "other-problem", None),
        (["verify", "--certificate", square, "--pmed", square], "bad-certificate", None),
        (["reach", "--roads", square, "--stations", square, "--limit-s", "1"], "missing-column", 1),
    ]
    for arguments, code, line in asked:
        ended, told = run(*arguments)
        assert (ended, told["error"]["code"], told["error"]["line"]) == (2, code, line), arguments
        assert told["error"]["text"]


def test_without_json_refusals_go_to_standard_error(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_text(SQUARE[:15], encoding="utf-8")
    ended = CliRunner().invoke(dispatch, ["place", "--pmed", str(tmp_path / "cut.txt")])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith("cut.txt:3: ")


def test_reach_counts_add_up_and_the_table_names_the_nearest_station(tmp_path: Path) -> None:
    links, stations = tmp_path / "links.csv", tmp_path / "stations.csv"
    rows = "1,A,B,60,600\n2,B,A,60,600\n3,B,C,60,600\n4,X,Y,60,1\n"
    links.write_text("LINK_ID,F_NODE,T_NODE,MAX_SPD,LENGTH\n" + rows, encoding="utf-8")
    stations.write_text("id,node\nb,A\na,A\nc,B\nd,Q\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    code, told = run("reach", "--roads", links, "--stations", stations, "--limit-s", "30", "--out", out)
    assert (code, told["nodes"], told["arcs"], told["components"]) == (0, 5, 4, 2)
    assert told["stations"] == {"given": 4, "used": 3, "too_far": 0}
    assert (told["reached"], told["not_reached"], told["unconnected"]) == (2, 1, 2)
    assert (told["limit_s"], told["clock"]) == (30, "travel")
    assert out.read_bytes() == b"node,station,time_s\nA,a,0.000\nB,c,0.000\n"


@pytest.mark.parametrize("code", CODES)
def test_the_reference_names_every_refusal(code: str) -> None:
    assert f"`{code}`" in DOCUMENT


@pytest.mark.parametrize("code", FINDINGS)
def test_the_reference_explains_every_finding(code: str) -> None:
    assert f"| `{code}` |" in DOCUMENT


@pytest.mark.parametrize("name", sorted(dispatch.commands))
def test_the_reference_names_every_command_and_option(name: str) -> None:
    section = DOCUMENT.split("### `dispatch`", 1)[1].split("\n### ", 1)[0]
    assert f"`dispatch {name}" in section
    named = (parameter for parameter in dispatch.commands[name].params if isinstance(parameter, click.Option))
    options = [option for parameter in named for option in parameter.opts]
    assert [option for option in options if option not in section] == []
