"""Processes for a run, and the one file that differs between runs: clock, host, workers and seconds."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import resource
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

LOG = "run.log.json"
#: Linux's prctl: the signal that a process gets when its parent ends.
_PR_SET_PDEATHSIG = 1


def timed(run: Callable[..., dict[str, Any]], out: Path, workers: int | None = None) -> dict[str, Any]:
    """Run, and write down when, where and how long.

    Args:
        run: ``run`` with all that it is asked, but for its ``executor``.
        out: The folder that it writes into.
        workers: Processes; None is one for each core.

    Returns:
        What ``dispatch run --json`` prints.

    Raises:
        InputError: As ``run`` does.
    """
    begin, count = time.perf_counter(), workers or os.cpu_count() or 1
    with _executor(count) as executor:
        told = run(executor=executor)
    spent = {"seconds": round(time.perf_counter() - begin, 3), "cpu_seconds": round(_cpu_seconds(), 3)}
    _log(out, {"run_id": told["run_id"], "workers": count, **spent})
    return {**told, **spent}


@contextmanager
def _executor(count: int) -> Iterator[Executor | None]:
    """Processes that end with the block: what they have in hand is finished, the rest is let go."""
    if count == 1:
        yield None
        return
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_end_with, initargs=(os.getpid(),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with(parent: int) -> None:
    """Don't outlive a run that is killed, maybe before this is called. Only Linux grants that wish."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _log(out: Path, told: dict[str, Any]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = json.dumps({"finished": now, "host": platform.node(), **told}, indent=1)
    (out / LOG).write_text(text + "\n", encoding="utf-8")
