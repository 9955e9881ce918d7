"""Check a file far larger than memory: time, peak memory, keys on disk, and one duplicate from end to end found.

Run: python tests/bench/bench_stream.py [--gib 10] [--document docs/performance.md]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import camera_table
import document

_SECTION = "bench stream"
_GIB = 2**30
#: Bytes of a row of the table; only to choose how many rows make a size.
_ROW_BYTES = 97.3


def check(path: Path) -> dict[str, float]:
    """Seconds, errors and peak memory of one check, in the process that calls."""
    from govinnov import gate

    started, spent = time.perf_counter(), time.process_time()
    verdict = gate.check(path, schema=camera_table.SCHEMA)
    assert verdict.report is not None
    return {
        "seconds": time.perf_counter() - started,
        "CPU": time.process_time() - spent,
        "rows": verdict.rows,
        "errors": len(verdict.report["tasks"][0]["errors"]),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def apart(path: Path) -> dict[str, float]:
    """The same in a process of its own, so that memory is its own too."""
    command = [sys.executable, __file__, "--check", str(path)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def repeat_first_row(path: Path) -> None:
    """Append the table's first row once more: its key is no longer unique."""
    with path.open("rb") as file:
        file.readline()
        row = file.readline()
    with path.open("ab") as file:
        file.write(row)


def section(gib: float) -> list[str]:
    """Measure a valid file of so many GiB, and the same with its first row at its end again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.csv"
        camera_table.write_long(path, int(gib * _GIB / _ROW_BYTES))
        size = path.stat().st_size
        measured = [("valid", apart(path))]
        repeat_first_row(path)
        measured.append(("first row again at the end", apart(path)))
    rows = measured[0][1]["rows"]
    return [
        "## A file larger than memory",
        "",
        f"`./govinnov bench stream --gib {gib:g}`: {size / _GIB:.2f} GiB, {rows:,.0f} rows of 8 columns.",
        f"The keys (16 bytes a row) go to disk in parts. Load average of five minutes: {os.getloadavg()[1]:.1f}.",
        "",
        "| file | s | CPU s | rows/s | errors | peak MiB |",
        "|---|---:|---:|---:|---:|---:|",
        *(_line(name, one) for name, one in measured),
        "",
        f"The aim is 2 GiB: **{'met' if max(one['peak'] for _, one in measured) <= 2 * _GIB else 'not met'}**. "
        "A valid file has no error, a repeated key is exactly one.",
    ]


def _line(name: str, one: dict[str, float]) -> str:
    speed = one["rows"] / one["seconds"]
    peak = one["peak"] / 2**20
    return f"| {name} | {one['seconds']:.0f} | {one['CPU']:.0f} | {speed:,.0f} | {one['errors']:.0f} | {peak:,.0f} |"


def main() -> None:
    """Measure and print; with ``--document`` also write the section there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gib", type=float, default=10)
    options.add_argument("--document", type=Path)
    options.add_argument("--check", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.check:
        print(json.dumps(check(chosen.check)))
        return
    lines = section(chosen.gib)
    print("\n".join(lines))
    if chosen.document:
        document.write_into(chosen.document, _SECTION, lines)


if __name__ == "__main__":
    main()
