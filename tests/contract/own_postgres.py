"""A PostgreSQL for tests that need a real one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def binaries() -> Path | None:
    """Where PostgreSQL's programs are, newest first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of this test alone, on a socket of its own; it runs as ``postgres`` when the test is root's."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL programs on this machine")
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = tempfile.mkdtemp(prefix="gv-pg-")
    if user:
        shutil.chown(folder, "postgres")
    data = f"{folder}/data"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    _quietly([*user, programs / "initdb", "-D", data, "-U", "gv", "-A", "trust", "--no-sync"])
    options = f"-p {port} -k {folder} -c listen_addresses='' -c fsync=off"
    _quietly([*user, programs / "pg_ctl", "-D", data, "-w", "-o", options, "start"])
    try:
        yield f"postgresql+psycopg2://gv@/postgres?host={folder}&port={port}"
    finally:
        _quietly([*user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder)


def _quietly(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
