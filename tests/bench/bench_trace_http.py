"""``./govinnov bench trace_http --ini INI [--seconds N] [--document FILE]``: look-ups over HTTP, two workers.

INI names a running instance's settings (its database, Redis and Solr are used); the goods are made up, in a PostgreSQL
of their own. Answers of about 15 kB at 100 a second, the page at 20, and bare Flask in the same run. CPU a request is
the workers' own, from /proc.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import trace_answers
from document import write_into
from open_loop import Measured, get, measure
from sqlalchemy import create_engine, text

from govinnov.trace.store import load, make

sys.path.append(str(Path(__file__).parents[1] / "contract"))
from own_postgres import postgres

HERE = Path(__file__).parent
LOTS, WARM, WORKERS = 300, 600, 2
RECEIVED = datetime(2026, 9, 1, tzinfo=UTC)
_CONFIG = HERE.parents[1] / "config"


def filled(url: str, folder: Path) -> None:
    """Load the goods, and let the reader in."""
    engine = create_engine(url)
    with engine.begin() as db:
        db.execute(text("CREATE ROLE trace_reader LOGIN"))
        make(db)
    for number, raw in enumerate(trace_answers.documents(LOTS)):
        path = folder / f"{number}.jsonld"
        path.write_bytes(raw)
        assert [one.held for one in load(engine, [path], RECEIVED)] == [0]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def settings(ini: Path, url: str, folder: Path) -> Path:
    """The settings of an instance, but for the trace's database, and files that its own web server could not read."""
    own = {
        "ckanext.govinnov.trace_url": url.replace("gv@", "trace_reader@"),
        "ckan.webassets.path": folder / "webassets",
    }
    lines = "\n".join(f"{name} = {value}" for name, value in own.items())
    path = folder / "bench.ini"
    path.touch(0o600)
    path.write_text(re.sub(r"(?m)^ckanext\.govinnov\.trace_url.*$", lambda _: lines, ini.read_text()))
    return path


@contextmanager
def serving(folder: Path, module: str, path: str, **environ: str) -> Iterator[tuple[int, list[int]]]:
    """A web server with two workers as the site's; its port, and its workers once they answer."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    said = [
        "-c",
        str(_CONFIG / "gunicorn.conf.py"),
        "-w",
        str(WORKERS),
        "-b",
        f"127.0.0.1:{port}",
        "--no-control-socket",
    ]
    command = [sys.executable, "-m", "gunicorn", *said, "--pythonpath", f"{_CONFIG},{HERE}", f"{module}:application"]
    with (folder / f"{module}.log").open("wb") as log:
        server = subprocess.Popen(command, env=os.environ | environ, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 180
        while not get(port, path):
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit((folder / f"{module}.log").read_text()[-3_000:])
            time.sleep(0.5)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield port, [int(pid) for pid in children]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def asked(path: str, count: int) -> list[str]:
    """Addresses of look-ups, one lot after the other."""
    codes = trace_answers.lots(LOTS)
    return [f"{path}?{urlencode({'code': codes[number % LOTS], 'on': '2026-09-02'})}" for number in range(count)]


def measured(server: tuple[int, list[int]], path: str, rate: int, seconds: int) -> Measured:
    port, workers = server
    for one in asked(path, WARM if path.startswith("/api") else WARM // 10):
        get(port, one)
    return measure(port, asked(path, rate * seconds), rate, workers)


def row(name: str, rate: int, found: Measured) -> str:
    times = " | ".join(f"{found.at(percent):.0f}" for percent in (50, 95, 99))
    return f"| {name} | {found.size / 1000:.1f} | {found.cpu:.1f} | {rate} | {times} | {found.failed} |"


def report(ini: Path, seconds: int, folder: Path) -> Iterator[str]:
    load_before = os.getloadavg()[0]
    with postgres() as url:
        filled(url, folder)
        (first,) = asked("/api/trace", 1)
        with serving(folder, "wsgi", first, CKAN_INI=str(settings(ini, url, folder))) as site:
            calm = measured(site, "/api/trace", 20, seconds)
            told = measured(site, "/api/trace", 100, seconds)
            page = measured(site, "/trace", 20, seconds)
        with serving(folder, "bare_flask", first) as bare:
            rival = measured(bare, "/api/trace", 100, seconds)
    yield "## Look-ups over HTTP"
    yield ""
    load_after, cores = os.getloadavg()[0], os.cpu_count()
    yield f"`./govinnov bench trace_http --ini INI`: {WORKERS} workers, {LOTS} lots, {seconds} s each, requests at a"
    yield f"fixed rate from the same machine of {cores} cores, timed from when they were due; load average of a minute"
    yield f"before {load_before:.1f}, after {load_after:.1f}. CPU is the workers' own: PostgreSQL's is not in it."
    yield ""
    yield "| answer | kB | CPU ms a request | requests/s | p50 ms | p95 ms | p99 ms | failed |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    yield row("look-up, JSON", 20, calm)
    yield row("look-up, JSON", 100, told)
    yield row("look-up, page", 20, page)
    yield row("bare Flask, JSON", 100, rival)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ini", type=Path, required=True, help="ckan.ini of a running instance.")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--document", type=Path)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # PostgreSQL and the servers end with us
    with tempfile.TemporaryDirectory() as folder:
        lines = list(report(chosen.ini, chosen.seconds, Path(folder)))
    print("\n".join(lines))
    if chosen.document:
        write_into(chosen.document, "bench trace_http", lines)


if __name__ == "__main__":
    main(sys.argv[1:])
