"""CKAN itself: side commands, the web server, the job worker, two projectors, and two harvesters."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any

from launcher import environment, ports
from launcher.commands import explain
from launcher.errors import LauncherError
from launcher.instance import Instance
from launcher.paths import Paths
from launcher.postgres import ports_free
from launcher.processes import Program

_CKAN = "import sys; sys.argv[0] = 'ckan'; from ckan.cli.cli import ckan; ckan(prog_name='ckan')"


def web(paths: Paths) -> Program:
    """The web server as a background program; it ends when its requests are answered."""
    return Program("site", paths.run, paths.logs, stop_signal=signal.SIGTERM)


def worker(paths: Paths) -> Program:
    """The job worker as a background program; it ends after the job in hand."""
    return Program("worker", paths.run, paths.logs, stop_signal=signal.SIGTERM)


def projector(paths: Paths) -> Program:
    """What drains the outbox: index, tables and withdrawals that follow a commit."""
    return Program("projector", paths.run, paths.logs, stop_signal=signal.SIGTERM)


def withdrawer(paths: Paths) -> Program:
    """A projector that leaves large files to the other: what is withdrawn must not wait for them."""
    return Program("withdrawer", paths.run, paths.logs, stop_signal=signal.SIGTERM)


def harvesters(paths: Paths) -> list[Program]:
    """What runs sources by their schedules and stewards' words; one that is idle helps the other with a long list.

    Each ends between two steps of a job.
    """
    names = ("harvester", "harvester-2")
    return [Program(name, paths.run, paths.logs, stop_signal=signal.SIGTERM) for name in names]


def programs(paths: Paths) -> list[Program]:
    """Everything that is CKAN, in the order in which it is stopped."""
    return [web(paths), worker(paths), projector(paths), withdrawer(paths), *harvesters(paths)]


def environ(paths: Paths) -> dict[str, str]:
    """What every process of CKAN gets."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_OURS)}
    return kept | {"CKAN_INI": str(paths.ini), "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1"}


#: Our own settings, and those of CKAN's mailer, which reads them from its environment.
_OURS = ("GOVINNOV_", "CKAN_SMTP_")
_KEPT = (
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
)


def command(paths: Paths, arguments: Sequence[str]) -> list[str]:
    """CKAN's own command line with this instance's settings."""
    return [str(environment.python(paths)), "-c", _CKAN, "-c", str(paths.ini), *arguments]


def call(paths: Paths, arguments: Sequence[str], purpose: str, extra: Mapping[str, str] | None = None) -> str:
    """Run a side command; its progress lines reach the person at once, its standard output comes back.

    Raises:
        LauncherError: It failed.
    """
    running = subprocess.Popen(
        command(paths, arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env=environ(paths) | dict(extra or {}),
        cwd=paths.source,
    )
    said = _relay(running)
    output = running.stdout.read() if running.stdout else ""
    if running.wait():
        raise LauncherError(explain(purpose, said + output))
    return output


def _relay(running: subprocess.Popen[str]) -> str:
    """Pass progress lines on as they come and keep the whole for a failure's sentence."""
    lines = []
    for line in running.stderr or ():
        lines.append(line)
        if line.startswith("· "):
            sys.stderr.write("  " + line)
    return "".join(lines)


def last_object(output: str) -> dict[str, Any]:
    """The JSON object a side command printed on its last line, or an empty one."""
    for line in reversed(output.splitlines()):
        if line.startswith("{"):
            return dict(json.loads(line))
    return {}


def ensure(paths: Paths, instance: Instance, changed: bool) -> None:
    """Start web server and workers where they do not run; all anew when settings or code changed.

    Raises:
        LauncherError: The port is taken, or a program did not start.
    """
    if changed:
        stop(paths)
    if web(paths).pid() is None:
        ports_free(paths, instance, "site")
        web(paths).start(_web_command(paths, instance), environ(paths), paths.source)
    workers = (
        (worker(paths), ["jobs", "worker"]),
        (projector(paths), ["govinnov", "worker"]),
        (withdrawer(paths), ["govinnov", "worker", "--urgent"]),
        *((program, ["govinnov", "harvester"]) for program in harvesters(paths)),
    )
    for program, arguments in workers:
        if program.pid() is None:
            program.start(command(paths, arguments), environ(paths), paths.source)
    web(paths).await_ready(lambda: is_healthy(instance), 120)


def stop(paths: Paths) -> None:
    """Stop all of them, the web server first."""
    for program in programs(paths):
        program.stop()


def is_healthy(instance: Instance) -> bool:
    """Whether CKAN's API answers."""
    address = f"http://{ports.HOST}:{instance.ports['site']}/api/3/action/status_show"
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(json.load(answer)["success"])
    except (OSError, ValueError, KeyError):
        return False


def _web_command(paths: Paths, instance: Instance) -> list[str]:
    settings = paths.config / "gunicorn.conf.py"
    bind = f"{os.environ.get('GOVINNOV_BIND', ports.HOST)}:{instance.ports['site']}"
    python = str(environment.python(paths))
    return [
        python,
        "-m",
        "gunicorn",
        "--no-control-socket",
        "-c",
        str(settings),
        "-b",
        bind,
        "--pythonpath",
        str(paths.config),
        "wsgi:application",
    ]
