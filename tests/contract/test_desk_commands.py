"""The site's commands, against a real source and store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from agency_server import Agency, Reply
from click.testing import CliRunner, Result
from contract_examples import NAMES, datajson
from harvest_bench import Bench

from harvesters.cli import harvest
from harvesters.desk_cli import desk_commands


@pytest.fixture
def command(bench: Bench, agency: Agency) -> object:
    agency.json("/data.json", datajson())
    group = desk_commands(lambda: bench.engine, lambda: bench.desk, lambda: "steward")

    def call(*words: str) -> Result:
        return CliRunner().invoke(group, [word.replace("AGENCY", agency.url) for word in words])

    return call


def test_a_source_is_added_dry_run_approved_and_run(command: object, bench: Bench) -> None:
    assert callable(command)
    added = command(
        "source", "add", "water", "AGENCY/data.json", "--allow-host", "127.0.0.1", "--schedule", "0 3 * * *"
    )
    assert added.exit_code == 0, added.output
    shown = json.loads(command("source", "show", "water").output)
    assert (shown["type"], shown["approved"], shown["last"]) == ("datajson", False, None)
    dry = json.loads(command("dry-run", "water", "--json").stdout)
    assert (dry["state"], dry["added"]) == ("held", len(NAMES))
    assert bench.sink.datasets == {}
    assert command("approve", str(dry["job"])).exit_code == 0
    run = command("run", "water", "--json")
    assert run.exit_code == 0
    result = json.loads(run.stdout)
    assert {key: result[key] for key in ("state", "added", "failed", "errors")} == {
        "state": "done", "added": len(NAMES), "failed": 0, "errors": [],
    }  # fmt: skip
    assert list(result) == [
        "job", "state", "added", "changed", "unchanged", "missing", "held", "failed", "errors",
    ]  # fmt: skip
    jobs = json.loads(command("jobs", "--json").stdout)
    assert [(row["source"], row["state"]) for row in jobs] == [("water", "done")]
    assert "job,source,state,code" in command("jobs", "--csv").output


def test_an_id_that_looks_like_a_formula_is_text_in_the_table_of_errors(
    command: object, bench: Bench, agency: Agency
) -> None:
    assert callable(command)
    twice = datajson()
    for item in twice["dataset"][:2]:
        item["identifier"] = '=HYPERLINK("https://elsewhere.example")'
    agency.json("/data.json", twice)
    command("source", "add", "water", "AGENCY/data.json", "--allow-host", "127.0.0.1", "--approve")
    command("run", "water")
    [line] = csv.DictReader(io.StringIO(command("jobs", "--csv").output))
    assert (line["code"], line["record"]) == ("duplicate-id", '\'=HYPERLINK("https://elsewhere.example")')


def test_a_newcomer_is_led_from_the_source_to_its_datasets_by_what_the_commands_say(
    command: object, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(command)
    for name in NAMES[:2]:
        (tmp_path / f"가온시_{name}.csv").write_text("번호,값\n1,2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path.parent)
    assert "'harvest dry-run files'" in command("source", "add", "files", tmp_path.name).stdout
    monkeypatch.chdir("/")
    assert bench.desk.source("files")["url"] == str(tmp_path)
    dry = command("dry-run", "files").stdout
    assert f"+ {NAMES[0]}  (가온시_{NAMES[0]}.csv)" in dry and "'harvest approve 1'" in dry
    assert "'harvest run files'" in command("approve", "1").stdout
    assert "job 1  done  added 2" in command("run", "files").stdout


def test_a_poisoned_source_says_in_both_languages_what_is_wrong(command: object, bench: Bench, agency: Agency) -> None:
    assert callable(command)
    agency.routes["/list"] = Reply("<html><body>점검 중입니다</body></html>".encode(), type="text/html")
    told = command("source", "add", "poison", "AGENCY/list", "--allow-host", "127.0.0.1")
    assert told.exit_code == 2 and "--type" in told.output
    command("source", "add", "poison", "AGENCY/list", "--allow-host", "127.0.0.1", "--type", "datajson", "--approve")
    failed = command("run", "poison")
    assert failed.exit_code == 1 and bench.sink.datasets == {}
    assert "job 1  failed" in failed.stdout
    assert "주소를 확인하세요" in failed.stdout and "check the address" in failed.stdout


def test_a_held_run_exits_with_its_own_code_and_says_why(command: object, bench: Bench, agency: Agency) -> None:
    assert callable(command)
    command("source", "add", "water", "AGENCY/data.json", "--allow-host", "127.0.0.1", "--approve")
    command("run", "water")
    agency.json("/data.json", datajson(()))
    held = command("run", "water")
    assert held.exit_code == 3
    assert "mass-deletion" in held.output and "사라졌습니다" in held.output


def test_a_removed_source_takes_its_datasets_with_it(command: object, bench: Bench) -> None:
    assert callable(command)
    command("source", "add", "water", "AGENCY/data.json", "--allow-host", "127.0.0.1", "--approve")
    command("run", "water")
    assert len(bench.sink.datasets) == len(NAMES)
    assert command("source", "remove", "water", "--yes").exit_code == 0
    assert bench.sink.datasets == {} and json.loads(command("source", "list", "--json").stdout) == []


@pytest.mark.parametrize(
    "words",
    [
        ["run", "nobody"],
        ["source", "show", "nobody"],
        ["source", "pause", "nobody"],
        ["approve", "99"],
        ["source", "add", "x", "AGENCY/data.json", "--type", "nothing"],
        ["source", "add", "x", "AGENCY/data.json", "--type", "datajson", "--option", "colour=red"],
    ],
)
def test_what_is_asked_wrongly_is_said_in_both_languages(words: list[str], command: object) -> None:
    assert callable(command)
    told = command(*words)
    assert told.exit_code == 2
    assert "니다" in told.output or "세요" in told.output


def test_preview_prints_the_agreed_json_and_exits_by_its_outcome(agency: Agency) -> None:
    agency.json("/data.json", datajson())
    good = CliRunner().invoke(harvest, ["preview", f"{agency.url}/data.json", "--limit", "2", "--json"])
    shown = json.loads(good.stdout)
    assert (good.exit_code, set(shown), len(shown["records"])) == (0, {"type", "records", "errors"}, 2)
    agency.routes["/data.json"].body = b'{"dataset": [{"identifier": "1", "title": ""}, '  # type: ignore[union-attr]
    broken = CliRunner().invoke(harvest, ["preview", f"{agency.url}/data.json", "--type", "datajson", "--json"])
    assert broken.exit_code == 1
    [error] = json.loads(broken.stdout)["errors"]
    assert set(error) == {"code", "message_ko", "message_en", "record"} and error["code"] == "broken-json"
    assert CliRunner().invoke(harvest, ["preview", "/nowhere/at/all", "--json"]).exit_code != 0
