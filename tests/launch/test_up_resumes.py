"""`./govinnov up` on a real machine: stopped at every step, killed, repeated, and refused a port."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CLONE = Path(__file__).resolve().parents[2]
STEPS = ("packages", "environment", "database", "solr", "ckan", "seed")
SYSTEM = ("/etc/postgresql", "/etc/postgresql-common", "/etc/redis", "/etc/systemd/system", "/usr/sbin/policy-rc.d")


def govinnov(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [str(CLONE / "govinnov"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environ, timeout=400, check=False)


def state() -> Path:
    return Path(os.environ["GOVINNOV_STATE"])


def status() -> dict[str, Any]:
    return json.loads(govinnov("status", "--json").stdout)


def pids() -> dict[str, str]:
    return {file.name: file.read_text() for file in (state() / "run").glob("*.pid")}


def system_services() -> dict[str, float]:
    """Every file by which the system's own services are known, with its time of change."""
    found = [file for place in SYSTEM for file in (Path(place), *Path(place).rglob("*"))]
    return {str(file): file.lstat().st_mtime for file in found if os.path.lexists(file)}


def cpu_s() -> float:
    """Processor seconds of all programs run so far: what a busy machine does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(scope="module", autouse=True)
def _system_untouched() -> Iterator[None]:
    before = system_services()
    yield
    assert system_services() == before


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_fails_at_a_step_says_so_and_the_next_goes_on(step: str) -> None:
    done = govinnov("up", GOVINNOV_FAIL_AT=step)
    assert done.returncode == 1
    assert f"Stopped at {step}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_that_is_killed_leaves_nothing_that_stops_the_next() -> None:
    (state() / "set-up.json").unlink(missing_ok=True)
    running = subprocess.Popen([str(CLONE / "govinnov"), "up"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert running.stderr is not None
    while b"CKAN" not in running.stderr.readline():
        assert running.poll() is None
    time.sleep(1)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = govinnov("up")
    assert done.returncode == 0, done.stderr
    assert "published" in done.stdout
    report = status()
    assert report["ok"], report
    assert report["datasets"]["published"] > 0
    assert all(service["up"] for service in report["services"])


def test_a_second_run_takes_seconds_and_changes_nothing() -> None:
    before, running, began = status(), pids(), cpu_s()
    assert govinnov("up").returncode == 0
    assert cpu_s() - began < 15
    assert pids() == running
    assert status() == before


def test_down_stops_everything_and_up_brings_the_same_site_back() -> None:
    before = status()
    assert govinnov("down").returncode == 0
    assert pids() == {}
    assert govinnov("status").returncode == 1
    assert govinnov("up").returncode == 0
    assert status() == before


def test_a_port_that_another_program_took_is_named() -> None:
    assert govinnov("down").returncode == 0
    port = json.loads((state() / "instance.json").read_text())["ports"]["site"]
    with socket.create_server(("127.0.0.1", port)):
        done = govinnov("up")
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert "run ./govinnov up again" in done.stderr
    assert govinnov("up").returncode == 0


def test_missing_packages_are_named_to_an_account_that_may_not_install_them(tmp_path: Path) -> None:
    (tmp_path / "id").symlink_to("/usr/bin/id")
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    done = govinnov("up", PATH=str(tmp_path))
    assert done.returncode == 3
    assert "maven" in done.stderr
    assert "Traceback" not in done.stderr


def test_secrets_are_readable_by_their_owner_alone_and_stand_in_no_log() -> None:
    secrets = json.loads((state() / "instance.json").read_text())["secrets"].values()
    for name in ("instance.json", "ckan.ini"):
        assert (state() / name).stat().st_mode & 0o077 == 0
    logs = "".join(log.read_text(errors="replace") for log in (state() / "logs").iterdir())
    assert not [secret for secret in secrets if secret in logs]


def test_an_unknown_verb_shows_the_usage() -> None:
    done = govinnov("fly")
    assert done.returncode == 2
    assert "Usage: ./govinnov VERB" in done.stderr
