"""``govinnov dispatch run``: the whole analysis from a folder of inputs."""

from __future__ import annotations

import json
import os
import platform
import resource
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from govinnov.dispatch.output import refusals, tell

_FOLDER = click.Path(path_type=Path)
#: The one file that differs between runs: clock, host, workers and seconds.
LOG = "run.log.json"


@click.command("run")
@click.option("--inputs", type=_FOLDER, required=True, help="Folder of inputs; files are told apart by their content.")
@click.option("--out", type=_FOLDER, required=True, help="Folder to write into.")
@click.option("--government", "governments", multiple=True, help="Codes of governments (2 or 5 digits); else all.")
@click.argument("more_governments", nargs=-1, metavar="")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes; else one for each core.")
@click.option("--plans/--no-plans", default=True, help="Plan more posts too, which takes most of the time.")
@click.option("--maps/--no-maps", default=True, help="Draw maps too: GeoJSON, GeoPackage and a picture.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def run_command(  # noqa: PLR0913, PLR0917 - one for each option
    inputs: Path,
    out: Path,
    governments: tuple[str, ...],
    more_governments: tuple[str, ...],
    workers: int | None,
    plans: bool,
    maps: bool,
    as_json: bool,
) -> None:
    """Who is reached in time, for every local government.

    Several codes may stand behind one ``--government``, or each behind one of its own.
    """
    from govinnov.dispatch.run.run import run

    begin, count = time.perf_counter(), workers or os.cpu_count() or 1
    with refusals(as_json=as_json):
        with _executor(count) as executor:
            told = run(
                inputs,
                out,
                (*governments, *more_governments),
                executor,
                [name for name, wanted in (("plans", plans), ("maps", maps)) if wanted],
            )
        spent = {"seconds": round(time.perf_counter() - begin, 3), "cpu_seconds": round(_cpu_seconds(), 3)}
        _log(out, {"run_id": told["run_id"], "workers": count, **spent})
    tell({**told, **spent} if as_json else {**_short(told), **spent}, as_json=as_json)


def _executor(count: int) -> AbstractContextManager[Executor | None]:
    return ProcessPoolExecutor(count, mp_context=get_context("spawn")) if count > 1 else nullcontext()


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _log(out: Path, told: dict[str, Any]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = json.dumps({"finished": now, "host": platform.node(), **told}, indent=1)
    (out / LOG).write_text(text + "\n", encoding="utf-8")


def _short(told: dict[str, Any]) -> dict[str, Any]:
    """What a person reads: counts in place of long lists."""
    return {name: len(value) if name in ("not_computed", "outputs") else value for name, value in told.items()}
