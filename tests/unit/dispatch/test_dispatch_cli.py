"""``govinnov dispatch``: its JSON, its exit codes, and that it prints nothing else."""

from __future__ import annotations

import gzip
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
        (["run", "--inputs", tmp_path, "--out", tmp_path, "--guard-s", "-1"], "bad-option", None),
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


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("99999999 1 1\n1 2 3\n", "too-few-edges", 1),
        (f"{10**30} 1 1\n1 2 3\n", "bad-header", 1),
        (f"{'9' * 5000} 1 1\n1 2 3\n", "bad-header", 1),
    ],
)
def test_a_header_of_a_graph_that_no_memory_holds_is_refused(tmp_path: Path, text: str, code: str, line: int) -> None:
    (tmp_path / "graph.txt").write_text(text, encoding="utf-8")
    ended, told = run("place", "--pmed", tmp_path / "graph.txt")
    assert (ended, told["error"]["code"], told["error"]["line"]) == (2, code, line)


@pytest.mark.parametrize(("count", "code", "line"), [(4, "truncated-instance", 4), (2, "too-many-lines", 4)])
def test_a_wrong_count_of_points_is_told(tmp_path: Path, count: int, code: str, line: int) -> None:
    (tmp_path / "points.txt").write_text(f"{count}\n0 0 5\n1 0 3\n9 9 4\n", encoding="utf-8")
    ended, told = run("place", "--mclp", tmp_path / "points.txt", "--radius", "1", "--sites", "1")
    assert (ended, told["error"]["code"], told["error"]["line"]) == (2, code, line)


def test_a_certificate_with_broken_bytes_or_huge_ids_is_no_proof(tmp_path: Path) -> None:
    points, proof = tmp_path / "points.txt", tmp_path / "proof.json"
    points.write_text("0 0 5\n1 0 3\n9 9 4\n", encoding="utf-8")
    covering = ["--mclp", points, "--radius", "1"]
    run("place", *covering, "--sites", "1", "--certificate", proof)
    packed = gzip.compress(proof.read_bytes())
    (broken := tmp_path / "proof.json.gz").write_bytes(packed[:40] + b"\xff" * 60 + packed[100:])
    code, told = run("verify", "--certificate", broken, *covering)
    assert (code, told["error"]["code"]) == (2, "bad-certificate")
    proof.write_text(proof.read_text().replace('"banned":[]', f'"banned":[{10**30}]'))
    code, told = run("verify", "--certificate", proof, *covering)
    assert (code, told["valid"]) == (1, False)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY e "boom">]><graphml>&e;</graphml>',
        '<?xml version="1.0" encoding="nope"?><graphml/>',
        "<html><body>Not here</body></html>",
        '<?xml version="1.0" encoding="euc-kr"?><graphml/>',
    ],
)
def test_xml_that_is_not_read_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "roads.graphml").write_text(text, encoding="utf-8")
    code, told = run("reach", "--roads", tmp_path / "roads.graphml", "--stations", tmp_path, "--limit-s", "1")
    assert (code, told["error"]["code"]) == (2, "unknown-roads")


def test_columns_of_links_may_bear_any_names(tmp_path: Path) -> None:
    links, stations = tmp_path / "links.csv", tmp_path / "stations.csv"
    links.write_text("LINK_ID,F_NODE,T_NODE,LENGTH,length,line_number,place,place_t,MAX_SPD\n1,A,B,600,5,7,8,9,60\n")
    stations.write_text("id,node\na,A\n", encoding="utf-8")
    code, told = run("reach", "--roads", links, "--stations", stations, "--limit-s", "36")
    assert (code, told["reached"]) == (0, 2)


def test_broken_shapefiles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "roads.dbf").write_bytes(b"\3" * 500)
    code, told = run("reach", "--roads", tmp_path / "roads.dbf", "--stations", tmp_path, "--limit-s", "1")
    assert (code, told["error"]["code"]) == (2, "unreadable")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("inputs.yaml", "files: 3", "bad-inputs"),
        ("inputs.yaml", "files: [{path: inputs.yaml, columns: abc}]", "bad-inputs"),
        ("inputs.yaml", "reference_date: 2026-13-45", "unreadable"),
        ("inputs.yaml", "[" * 5000, "unreadable"),
        ("parameters.yaml", "seed: {value: .nan, source: t, date: 2026-01-01}", "bad-parameter"),
        ("parameters.yaml", "station.draws: {value: .inf, source: t, date: 2026-01-01}", "bad-parameter"),
    ],
)
def test_what_a_folder_says_of_itself_must_be_readable(tmp_path: Path, name: str, text: str, code: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    ended, told = run("run", "--inputs", tmp_path, "--out", tmp_path / "out", "--workers", "1")
    assert (ended, told["error"]["code"]) == (2, code)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("manifest.json", "[]", "unreadable"),
        ("manifest.json", "{}", "unreadable"),
        ("posts.csv", "", "missing-column"),
        ("posts.csv", "post_number,post_name,lon,lat\n1,a", "unreadable"),
    ],
)
def test_what_if_refuses_files_that_no_run_wrote(tmp_path: Path, name: str, text: str, code: str) -> None:
    (tmp_path / "governments" / "99").mkdir(parents=True)
    (tmp_path / "manifest.json").write_text('{"parameters": {}}', encoding="utf-8")
    (tmp_path / "posts.csv").write_text("post_number,post_name,lon,lat\n", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    ended, told = run("what-if", "--run", tmp_path, "--government", "99")
    assert (ended, told["error"]["code"]) == (2, code)


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
