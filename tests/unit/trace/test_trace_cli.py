"""``govinnov trace``: its JSON, its exit codes, its pipe, and how soon it starts."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from trace_events import Maker, as_xml

from govinnov.trace.cli import trace

COMMAND = [sys.executable, "-c", "from govinnov.trace.cli import trace; trace(prog_name='trace')"]
FINDING = ["code", "severity", "path", "value", "message_ko", "message_en", "fix"]


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A file that no name gives away."""
    maker = Maker(3)
    path = tmp_path / "feed.txt"
    path.write_text(json.dumps(maker.document([maker.event() for _ in range(3)])), encoding="utf-8")
    return path


@pytest.fixture
def bad(good: Path, tmp_path: Path) -> Path:
    path = tmp_path / "bad.json"
    path.write_text(good.read_text(encoding="utf-8").replace('"eventTime"', '"eventTimes"'), encoding="utf-8")
    return path


def test_every_command_and_option_is_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    section = page.split("### `trace`")[1].split("\n### ")[0]
    for name, command in trace.commands.items():
        assert f"`trace {name}" in section
        options = [text for option in command.params for text in option.opts if text.startswith("--")]
        assert [text for text in options if text not in section] == []


def test_json_has_exactly_the_promised_keys(good: Path, bad: Path) -> None:
    told = json.loads(run("validate", good, "--json").stdout)
    assert told == {"valid": True, "findings": [], "format": "epcis-jsonld", "events": 3}
    told = json.loads(run("validate", "--json", bad).stdout)
    assert list(told) == ["valid", "findings", "format", "events"]
    assert not told["valid"]
    assert list(told["findings"][0]) == FINDING
    assert (told["findings"][0]["code"], told["findings"][0]["severity"]) == ("field-missing", "error")
    assert told["findings"][0]["path"] == "epcisBody.eventList[0].eventTime"


def test_exit_codes_tell_valid_not_valid_and_usage(good: Path, bad: Path, tmp_path: Path) -> None:
    assert run("validate", good).returncode == 0
    assert run("validate", bad).returncode == 1
    assert run("hash", good).returncode == 0
    assert run("hash", bad).returncode == 0
    for arguments in (
        ["validate"],
        ["validate", tmp_path / "none"],
        ["hash", tmp_path],
        ["validate", good, "--xml"],
        ["x"],
    ):
        ended = run(*arguments)
        assert ended.returncode == 2
        assert b"Traceback" not in ended.stderr


def test_people_are_told_in_both_languages_and_what_to_do(bad: Path) -> None:
    text = run("validate", bad).stdout.decode()
    assert "eventTime 항목이 없습니다." in text
    assert "eventTime is missing." in text
    assert "할 일:" in text


def test_hash_prints_one_line_for_each_event_and_nothing_else(good: Path) -> None:
    ended = run("hash", good)
    assert re.fullmatch(r"(?:ni:///sha-256;[0-9a-f]{64}\?ver=CBV2\.0\n){3}", ended.stdout.decode())
    assert ended.stderr == b""


def test_hash_of_what_cannot_be_read_says_so_on_the_other_stream(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text("<!DOCTYPE a><a/>", encoding="utf-8")
    ended = run("hash", path)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert "DOCTYPE" in ended.stderr.decode()


def test_a_pipe_works() -> None:
    maker = Maker(4)
    raw = as_xml([maker.event() for _ in range(2)]).encode()
    assert json.loads(run("validate", "-", "--json", stdin=raw).stdout)["events"] == 2
    assert len(run("hash", "-", stdin=raw).stdout.splitlines()) == 2


def test_half_signs_and_control_signs_reach_no_terminal(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    text = good.read_text(encoding="utf-8")
    path.write_text(
        text.replace('"action": "', '"\\ud800\\u001b[31m": 1, "action": "\\ud800\\u001b[31m'), encoding="utf-8"
    )
    for arguments in (["validate", path], ["validate", path, "--json"], ["hash", path]):
        ended = run(*arguments)
        assert b"Traceback" not in ended.stderr
        assert ended.stdout
        assert b"\x1b" not in ended.stdout


def test_neither_ckan_nor_a_heavy_library_is_imported() -> None:
    program = (
        "import sys, govinnov.cli, govinnov.trace.cli, govinnov.trace.epcis.verdict, govinnov.trace.hashes, "
        "govinnov.trace.codes, govinnov.trace.epcis.reading, govinnov.trace.epcis.canonical; "
        "heavy = ('ckan', 'flask', 'sqlalchemy', 'polars', 'numpy', 'pandas', 'frictionless', 'jsonschema'); "
        "print([name for name in sys.modules if name.split('.')[0] in heavy])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["validate", "hash"])
def test_it_starts_in_under_two_seconds(good: Path, command: str) -> None:
    """CPU time of the fastest of three starts: the neighbours' load is not ours."""
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run(command, good).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 2
