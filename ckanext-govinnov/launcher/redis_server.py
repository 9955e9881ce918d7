"""A private Redis for CKAN's job queue: loopback, a password, its data in the state."""

from __future__ import annotations

import os
import shutil
import socket

from launcher import ports
from launcher.instance import Instance, write_private
from launcher.paths import Paths
from launcher.postgres import ports_free
from launcher.processes import Program


def program(paths: Paths) -> Program:
    """Redis as a background program."""
    return Program("redis", paths.run, paths.logs)


def ensure(paths: Paths, instance: Instance) -> None:
    """Start Redis where it does not run.

    Raises:
        LauncherError: The port is taken, or Redis did not start.
    """
    server = program(paths)
    if server.pid() is None:
        ports_free(paths, instance, "redis")
        folder = paths.state / "redis"
        folder.mkdir(exist_ok=True)
        write_private(folder / "redis.conf", _settings(paths, instance))
        server.start(_command(str(folder / "redis.conf")), {"PATH": os.environ["PATH"]}, folder)
    server.await_ready(lambda: is_healthy(instance), 30)


def url(instance: Instance) -> str:
    """How CKAN reaches it."""
    return f"redis://:{instance.secrets['redis']}@{ports.HOST}:{instance.ports['redis']}/0"


def is_healthy(instance: Instance) -> bool:
    """Whether Redis takes our password and answers PING."""
    try:
        with socket.create_connection((ports.HOST, instance.ports["redis"]), timeout=2) as connection:
            connection.sendall(f"AUTH {instance.secrets['redis']}\r\nPING\r\nQUIT\r\n".encode())
            with connection.makefile("rb") as answer:
                return b"+PONG" in answer.read()
    except OSError:
        return False


def _command(settings: str) -> list[str]:
    """Debian's redis-tools hold the server too, under another name: the package redis-server would start a service."""
    server = shutil.which("redis-server")
    if server:
        return [server, settings]
    checker = shutil.which("redis-check-rdb") or "/usr/bin/redis-check-rdb"
    return ["/bin/bash", "-c", 'exec -a redis-server "$0" "$@"', checker, settings]


def _settings(paths: Paths, instance: Instance) -> str:
    lines = [
        f"bind {ports.HOST}",
        f"port {instance.ports['redis']}",
        f"requirepass {instance.secrets['redis']}",
        f"dir {paths.state / 'redis'}",
        "daemonize no",
        "save 60 1",
        "loglevel warning",
    ]
    return "\n".join(lines) + "\n"
