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
from sqlalchemy import make_url


def binaries() -> Path | None:
    """Where PostgreSQL's programs are, newest first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL programs on this machine")
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*user, str(programs / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def postgres(**settings: str) -> Iterator[str]:
    """A PostgreSQL of this test alone, on a socket of its own; it runs as ``postgres`` when the test is root's."""
    folder = tempfile.mkdtemp(prefix="gv-pg-")
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = f"{folder}/data"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    _run("initdb", "-D", data, "-U", "gv", "-A", "trust", "--no-sync")
    said = " ".join(
        f"-c {name}={value}" for name, value in ({"listen_addresses": "''", "fsync": "off"} | settings).items()
    )
    _run("pg_ctl", "-D", data, "-w", "-o", f"-p {port} -k {folder} {said}", "start")
    try:
        yield f"postgresql+psycopg2://gv@/postgres?host={folder}&port={port}"
    finally:
        _run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def restart(url: str) -> Path:
    """Start a PostgreSQL anew, with nothing in its memory; where its data are."""
    data = Path(str(make_url(url).query["host"])) / "data"
    _run("pg_ctl", "-D", str(data), "-w", "-m", "fast", "restart")
    return data
