"""The process that writes, and the log of what was struck."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ckan import model
from scenes import SCENES, Scene

HERE = Path(__file__).parent
HEAD = """# Faults

What `./govinnov test --faults` last came to. Each line is one write (`tests/ckan/faults/scenes.py`) struck by one fault
at one point (`injection.py`), once with what the gate refuses (bad), once with what it accepts (good). After each, an
anonymous reader asks for 40 addresses, before the worker goes on and afterwards; leaks are answers that hold
anything without a certificate.

| write, fault, point | content | what the writer was told | seconds until nothing waits | leaks |
|---|---|---|---:|---:|
"""
#: What an operator may set; here so that nobody waits.
SETTINGS = {"ckanext.govinnov.lease_seconds": 1, "ckanext.govinnov.retry_seconds": 0}

Order = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def _errors_are_answers(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a real site, what breaks answers 500: that answer is read too."""
    monkeypatch.setitem(app.flask_app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(app.flask_app, "testing", False)


@pytest.fixture(scope="session")
def _prefork(pytestconfig: pytest.Config) -> Iterator[subprocess.Popen[str]]:
    path = os.pathsep.join([str(HERE), str(HERE.parent)])
    command = [sys.executable, str(HERE / "prefork.py"), pytestconfig.getoption("ckan_ini")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path}
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def order(_prefork: subprocess.Popen[str]) -> Order:
    """Have another process write, with a fault at a point; tells its result, or what it died of."""

    def give(write: str, arguments: dict[str, Any], *, settings: Any = None, fault: str = "", point: str = "") -> Any:
        model.Session.commit()
        model.Session.remove()
        asked = {"write": write, "arguments": arguments, "settings": SETTINGS | (settings or {})}
        assert _prefork.stdin is not None
        assert _prefork.stdout is not None
        _prefork.stdin.write(json.dumps(asked | {"fault": fault, "point": point}) + "\n")
        _prefork.stdin.flush()
        return json.loads(_prefork.stdout.readline())

    return give


@pytest.fixture
def settle(order: Order) -> Callable[[], float]:
    """Let the worker do what waits; returns how long it took, which is under a minute or fails."""

    def wait() -> float:
        time.sleep(1.1)  # the lease of a worker that was killed
        told = order("work", {})
        assert told["error"] is None, told
        return float(told["result"])

    return wait


@pytest.fixture
def scene(act: Any, agency: Any, steward: Any, tmp_path: Path) -> Callable[[str, bool], Scene]:
    """Set a scene by its name."""

    def setting(name: str, bad: bool) -> Scene:
        tmp_path.chmod(0o755)
        made = Scene(act, agency, steward, tmp_path, bad)
        SCENES[name](made)
        model.Session.commit()
        model.Session.remove()
        return made

    return setting


@pytest.fixture(scope="session")
def log() -> Iterator[Callable[[str], None]]:
    """Lines for the log that ``GOVINNOV_FAULTS_LOG`` names, if any."""
    target = os.environ.get("GOVINNOV_FAULTS_LOG")
    with Path(target or os.devnull).open("w", encoding="utf-8", buffering=1) as out:
        out.write(HEAD)
        yield lambda line: print(line, file=out)
