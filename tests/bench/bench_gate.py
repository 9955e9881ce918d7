"""Measure the gate beside frictionless and beside polars merely reading the file, in one run.

Run: python tests/bench/bench_gate.py [--rows N] [--document docs/performance.md]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import camera_table
import document

Result = TypeVar("Result")

#: Frictionless reads so many rows of the same file; its rows/s don't depend on the number.
_FRICTIONLESS_ROWS = 50_000
_SECTION = "bench gate"
#: Each side is measured so often, and its best run counts.
_RUNS = 3


def measure(path: Path) -> dict[str, float]:
    """Seconds of each step of the gate on one file, one after the other."""
    from govinnov.gate.decode import decode
    from govinnov.gate.limits import DEFAULT_LIMITS
    from govinnov.gate.receive import receive
    from govinnov.gate.screen import screen_table
    from govinnov.gate.structure import examine
    from govinnov.gate.validate import validate

    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        received = receive(path, path.name)
        decoded = _timed(seconds, "decode", lambda: decode(received, Path(folder).resolve(), DEFAULT_LIMITS))
        table = _timed(seconds, "structure", lambda: examine(decoded.tables[0])).table
        assert table is not None
        _timed(seconds, "validate", lambda: validate(table, camera_table.SCHEMA))
        _timed(seconds, "screen", lambda: screen_table(table, camera_table.SCHEMA))
    return seconds


def measure_check(path: Path) -> dict[str, float]:
    """Seconds of the whole check as a user calls it (steps side by side), its errors, and the peak memory in MiB."""
    from govinnov import gate

    seconds: dict[str, float] = {}
    verdict = _timed(seconds, "total", lambda: gate.check(path, schema=camera_table.SCHEMA))
    seconds["errors"] = len(verdict.report["tasks"][0]["errors"])
    seconds["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds


def measure_frictionless(path: Path) -> dict[str, float]:
    """Seconds of frictionless alone on one file."""
    from govinnov.gate.model import Table
    from govinnov.gate.validate import authority

    labels = tuple(field["name"] for field in camera_table.SCHEMA["fields"])
    seconds: dict[str, float] = {}
    _timed(seconds, "total", lambda: authority.whole(Table(path, labels, 0), camera_table.SCHEMA))
    return seconds


def measure_polars(path: Path) -> dict[str, float]:
    """Seconds of polars reading one file as text, the limit of everything built on it."""
    import polars as pl

    seconds: dict[str, float] = {}
    _timed(seconds, "total", lambda: pl.read_csv(path, infer_schema=False))
    return seconds


def _timed(seconds: dict[str, float], name: str, run: Callable[[], Result]) -> Result:
    started, spent = time.perf_counter(), time.process_time()
    result = run()
    seconds[name], seconds[f"{name} CPU"] = time.perf_counter() - started, time.process_time() - spent
    return result


MEASURES = {"steps": measure, "check": measure_check, "frictionless": measure_frictionless, "polars": measure_polars}


def warm(what: str) -> None:
    """Measure a tiny file first and forget it: libraries are imported when they are first used."""
    with tempfile.TemporaryDirectory() as folder:
        camera_table.write(Path(folder) / "tiny.csv", 100, bad_share=0.1)
        MEASURES[what](Path(folder) / "tiny.csv")


def best(runs: list[dict[str, float]]) -> dict[str, float]:
    """The least seconds of each kind, which other work on the machine disturbed least; of memory the most."""
    choose = {"peak MiB": max}
    return {name: choose.get(name, min)(run[name] for run in runs) for name in runs[0]}


def apart(what: str, path: Path) -> dict[str, float]:
    """Measure in a process of its own, so that memory and caches are its own too."""
    command = [sys.executable, __file__, "--measure", what, str(path)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def compare(rows: int) -> list[str]:
    """Measure everything on files of so many rows; return the lines of a Markdown section."""
    with tempfile.TemporaryDirectory() as folder:
        valid, bad, few, twice = (Path(folder) / name for name in ("valid.csv", "bad.csv", "few.csv", "twice.csv"))
        camera_table.write(valid, rows)
        camera_table.write(bad, rows, bad_share=0.01)
        camera_table.write(few, min(rows, _FRICTIONLESS_ROWS))
        camera_table.write(twice, rows * 2)
        alone = apart("frictionless", few)
        each = {name: seconds / min(rows, _FRICTIONLESS_ROWS) for name, seconds in alone.items()}
        polars = rows / apart("polars", valid)["total"]
        files = [("valid", rows, valid), ("1 % bad rows", rows, bad), ("valid, twice as long", rows * 2, twice)]
        measured = [(name, count, apart("steps", path) | apart("check", path)) for name, count, path in files]
    return [
        f"`./govinnov bench gate --rows {rows}`: {rows:,} rows × 8 columns (types, ranges, enumeration, unique key),",
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; load average of five "
        f"minutes: {os.getloadavg()[1]:.1f}.",
        "",
        "| file | decode s | structure s | validate s | screen s | check s | CPU s | rows/s | × clock | × CPU | "
        "peak MiB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(_line(name, count, seconds, each) for name, count, seconds in measured),
        "",
        f"Frictionless alone: {1 / each['total']:,.0f} rows/s ({1 / each['total CPU']:,.0f} per CPU second). "
        f"Polars merely reading the file: {polars:,.0f} rows/s.",
        f"Each figure is the best of {_RUNS} runs, on either side. Steps are measured one after the other,",
        "each reading the file by itself; a whole check reads it once for all.",
        "On a machine with other work the ratio by CPU seconds says more than the one by the clock.",
        "",
        "| aim | measured | |",
        "|---|---:|---|",
        *_aims([(count, seconds) for _, count, seconds in measured], each),
    ]


def _aims(measured: list[tuple[int, dict[str, float]]], each: dict[str, float]) -> list[str]:
    """Whether each aim is met, as rows of a table."""
    (rows, valid), (_, bad), (_, twice) = measured
    peak = max(seconds["peak MiB"] for _, seconds in measured)
    times = [rows * each["total"] / seconds["total"] for seconds in (valid, bad)]
    growth = twice["total CPU"] / valid["total CPU"]
    aims = [
        ("valid rows: 30 × frictionless by the clock", f"{times[0]:.1f}", times[0] >= 30),
        ("1 % bad rows: 10 × frictionless by the clock", f"{times[1]:.1f}", times[1] >= 10),
        ("twice the rows: 2.1 × the CPU seconds", f"{growth:.2f}", growth <= 2.1),
        ("peak: 1,024 MiB", f"{peak:,.0f}", peak <= 1_024),
    ]
    return [f"| {aim} | {figure} | {'met' if is_met else '**not met**'} |" for aim, figure, is_met in aims]


def _line(name: str, rows: int, seconds: dict[str, float], each: dict[str, float]) -> str:
    steps = " | ".join(f"{seconds[step]:.2f}" for step in ("decode", "structure", "validate", "screen", "total"))
    times = rows * each["total"] / seconds["total"], rows * each["total CPU"] / seconds["total CPU"]
    speed = rows / seconds["total"]
    return (
        f"| {name} | {steps} | {seconds['total CPU']:.2f} | {speed:,.0f} | {times[0]:.1f} | {times[1]:.1f} "
        f"| {seconds['peak MiB']:,.0f} |"
    )


def main() -> None:
    """Measure and print; with ``--document`` also write the section there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--document", type=Path)
    options.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        what, path = chosen.measure
        warm(what)
        print(json.dumps(best([MEASURES[what](Path(path)) for _ in range(_RUNS)])))
        return
    lines = compare(chosen.rows)
    print("\n".join(lines))
    if chosen.document:
        document.write_into(chosen.document, _SECTION, ["## The gate", "", *lines])


if __name__ == "__main__":
    main()
