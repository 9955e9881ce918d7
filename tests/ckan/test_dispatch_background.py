"""The run that `up` begins: from inputs to public datasets, and nothing half when it is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dispatched import made_inputs

from ckanext.govinnov.dispatch_runs.folders import folders

Act = Callable[..., Any]
Begin = Callable[[Path], subprocess.Popen[str]]
CKAN = "import sys; sys.argv[0] = 'ckan'; from ckan.cli.cli import ckan; ckan(prog_name='ckan')"


@pytest.fixture
def begin(request: pytest.FixtureRequest) -> Begin:
    """The command that the launcher starts, with this site's settings."""
    ini = request.config.getoption("--ckan-ini")

    def call(inputs: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", CKAN, "-c", ini, "govinnov", "dispatch", "--inputs", str(inputs)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    return call


def told() -> dict[str, Any]:
    return json.loads(folders().told.read_text(encoding="utf-8"))


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def is_there(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and " Z " not in stat.read_text()


def test_one_that_is_killed_leaves_nothing_and_the_next_is_public(
    fresh: None, begin: Begin, tmp_path: Path, anonymous: Act
) -> None:
    inputs = made_inputs(tmp_path / "in")
    running = begin(inputs)
    until(lambda: len(children(running.pid)) > 1)
    left = children(running.pid)
    running.send_signal(signal.SIGKILL)
    running.wait()
    until(lambda: not any(map(is_there, left)))
    assert not folders().current.exists()
    assert anonymous("package_show", id="dispatch-golden-time")[0] == 404
    again = begin(inputs)
    said = again.communicate(timeout=300)[0]
    assert again.returncode == 0, said
    assert (told()["state"], told()["harvest"]["failed"]) == ("done", 0)
    assert (folders().current / "manifest.json").is_file()
    assert anonymous("package_show", id="dispatch-golden-time")[0] == 200


def test_one_that_is_told_to_end_says_so_and_goes_at_once(fresh: None, begin: Begin, tmp_path: Path) -> None:
    running = begin(made_inputs(tmp_path / "in"))
    until(lambda: len(children(running.pid)) > 1)
    running.terminate()
    said = running.communicate(timeout=60)[0]
    assert (running.returncode, told()["state"]) == (128 + signal.SIGTERM, "stopped"), said
    assert not folders().current.exists()


def test_inputs_that_are_missing_are_told_and_nothing_is_published(fresh: None, begin: Begin, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    running = begin(tmp_path / "in")
    said = running.communicate(timeout=60)[0]
    assert (running.returncode, told()["state"], told()["error"]["code"]) == (1, "failed", "missing-input"), said
    assert "missing-input" in said
