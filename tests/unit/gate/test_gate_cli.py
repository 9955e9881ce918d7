"""``govinnov gate``: its JSON, its exit codes, its pipe, and how soon it starts."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from gate_makers import TEXT

COMMAND = [sys.executable, "-c", "from govinnov.cli import main; main()", "gate"]
KEYS = ["path", "verdict", "sha256", "format", "encoding", "rows", "fields", "seconds", "findings", "report"]
FINDING_KEYS = {"code", "level", "severity", "row", "field", "value", "message_ko", "message_en", "fix"}


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False)


def told(*arguments: str | Path, stdin: bytes = b"") -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads(run(*arguments, stdin=stdin).stdout)["files"]
    return files


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_bytes(TEXT.encode("cp949"))
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_bytes(b"a,b\n1,2\n3\n")
    return path


def test_json_has_exactly_the_promised_keys(good: Path, bad: Path) -> None:
    first, second = told("check", good, bad, "--json")
    assert list(first) == KEYS
    assert (first["path"], first["verdict"], first["rows"]) == (str(good), "accept", 4)
    assert (first["format"], first["encoding"], first["fields"]) == ("csv", "cp949", ["시도", "건수", "비고"])
    assert second["verdict"] == "quarantine"
    assert set(second["findings"][0]) == FINDING_KEYS
    assert second["report"]["tasks"][0]["errors"][0]["rowNumber"] == 3


def test_the_hash_of_the_text_is_that_of_utf8_and_absent_when_refused(good: Path, tmp_path: Path) -> None:
    refused = tmp_path / "x.csv"
    refused.write_bytes("a,b\n1,첫째\n".encode("cp949"))
    first, second = told("check", good, refused, "--json", "--text-sha256")
    assert first["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert "text_sha256" not in second


def test_exit_codes_tell_accepted_quarantined_and_usage(good: Path, bad: Path, tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text('{"fields": 3}', encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert run("check", good).returncode == 0
    assert run("check", good, bad).returncode == 1
    for arguments in (
        ["check", tmp_path / "none"],
        ["check"],
        ["check", tmp_path],
        ["check", good, "--schema", schema],
    ):
        ended = run(*arguments)
        assert ended.returncode == 2
        assert b"Traceback" not in ended.stderr
    assert run("check", good, "--schema", broken).returncode == 2


def test_a_pipe_works(good: Path) -> None:
    (piped,) = told("check", "-", "--json", stdin=good.read_bytes())
    assert (piped["path"], piped["verdict"], piped["rows"]) == ("-", "accept", 4)


def test_the_summary_is_korean_and_says_what_to_do(bad: Path) -> None:
    text = run("check", bad).stdout.decode()
    assert "2행에서 문제" in text
    assert "할 일:" in text
    assert "3행" in text


def test_a_limit_of_errors_limits_the_report(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_bytes(b"a,b\n" + b"1\n" * 50)
    (all_of_them,) = told("check", path, "--json")
    (one,) = told("check", path, "--json", "--limit-errors", "1")
    assert len(all_of_them["report"]["tasks"][0]["errors"]) == 50
    assert len(one["report"]["tasks"][0]["errors"]) == 1


def test_schema_prints_what_is_inferred(good: Path) -> None:
    schema = json.loads(run("schema", good).stdout)
    assert [(one["name"], one["type"]) for one in schema["fields"]] == [
        ("시도", "string"),
        ("건수", "integer"),
        ("비고", "string"),
    ]


def test_profile_tells_type_nulls_range_distinct_and_examples(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("시도,수\n서울,1\n부산,\n서울,10\n서울,9\n", encoding="utf-8")
    columns = json.loads(run("profile", path, "--json").stdout)["columns"]
    assert columns[0] == {
        "name": "시도", "type": "string", "nulls": 0, "minimum": "부산", "maximum": "서울", "distinct": 2,
        "examples": ["서울", "부산"],
    }  # fmt: skip
    assert (columns[1]["nulls"], columns[1]["minimum"], columns[1]["maximum"]) == (1, 1, 10)


def test_what_has_no_table_has_no_schema(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"%PDF-1.7")
    for command in ("schema", "profile"):
        ended = run(command, path)
        assert ended.returncode == 2
        assert "PDF" in ended.stderr.decode()


LIGHT = (
    "import sys; import govinnov.cli, govinnov.gate; from govinnov.gate import cli, door; "
    "print([name for name in sys.modules if name.startswith(('ckan.', 'ckanext.', 'flask', 'psycopg2', 'redis'))])"
)
HEAVY = (
    "import sys, govinnov.gate, govinnov.cli; print({'polars', 'numpy', 'frictionless', 'openpyxl'} & set(sys.modules))"
)


@pytest.mark.parametrize(("program", "loaded"), [(LIGHT, "[]"), (HEAVY, "set()")])
def test_nothing_of_ckan_is_imported_ever_and_no_heavy_library_before_it_is_needed(program: str, loaded: str) -> None:
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert ended.stdout.strip() == loaded


def test_a_check_starts_in_under_two_seconds(good: Path) -> None:
    """CPU time of the fastest of three starts: the neighbours' load is not ours."""
    import resource

    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        assert run("check", good).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        spent.append(min(cpu, time.monotonic() - started))
    assert min(spent) < 2
