"""``./govinnov bench country [--inputs DIR] [--districts N] [--workers N] [--document FILE]``: a whole run, timed.

Without DIR a made-up country is written first (not timed): 226 governments in 17 provinces, 1,014,514 nodes of streets,
1,000,000 cameras, 1,133 stations; fewer districts make it smaller in proportion. The run is the command's own, with
plans, tables and maps, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from document import write_into
from made_country import Size, made_country


def timed(inputs: Path, out: Path, workers: int) -> dict[str, object]:
    """What ``dispatch run --json`` says."""
    command = [sys.executable, "-m", "govinnov.cli", "dispatch", "run", "--inputs", str(inputs), "--out", str(out)]
    told = subprocess.run([*command, "--workers", str(workers), "--json"], check=True, stdout=subprocess.PIPE)
    found: dict[str, object] = json.loads(told.stdout)
    return found


def proportioned(districts: int) -> Size:
    whole = Size()
    share = districts / whole.districts
    return Size(districts, whole.blocks, round(whole.cameras * share), max(1, round(whole.stations * share)))


def report(told: dict[str, object], name: str, workers: int) -> Iterator[str]:
    plans = told["plans"]
    yield f"## Dispatch over {name}"
    yield ""
    yield f"`./govinnov bench country`: `dispatch run` with plans, tables and maps; {os.cpu_count()} cores,"
    yield f"{workers} workers, load average of five minutes {os.getloadavg()[1]:.1f}."
    yield ""
    yield "| governments | computed | plans | proven | worst gap | s | CPU s |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    figures = [told["governments"], told["computed"], *plans.values(), told["seconds"], told["cpu_seconds"]]  # type: ignore[attr-defined]
    yield f"| {' | '.join(map(str, figures))} |"


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=Path, help="A folder of inputs; else a country is made up.")
    parser.add_argument("--districts", type=int, default=Size().districts, help="Of the made-up country.")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--document", type=Path)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        size = proportioned(chosen.districts)
        inputs = chosen.inputs or made_country(Path(name) / "in", size)
        of = (
            f"the folder {inputs.name}"
            if chosen.inputs
            else f"a made-up country ({size.nodes:,} nodes, {size.cameras:,} cameras)"
        )
        lines = list(report(timed(inputs, Path(name) / "out", chosen.workers), of, chosen.workers))
    print("\n".join(lines))
    if chosen.document:
        write_into(chosen.document, f"bench country {'of a folder' if chosen.inputs else 'made up'}", lines)


if __name__ == "__main__":
    main(sys.argv[1:])
