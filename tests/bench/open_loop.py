"""Requests at a fixed rate, whether or not those before are answered: each is timed from the moment it was due."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

#: Requests that may wait at one time.
_WAITING = 64
_TIMEOUT_S = 60
_TICKS_A_SECOND = 100


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each answer in order, bytes of one, how many were none, and the server's CPU ms a request."""

    each: tuple[float, ...]
    size: int
    failed: int
    cpu: float

    def at(self, percent: int) -> float:
        """The milliseconds within which so many of a hundred were answered."""
        return quantiles(self.each, n=100)[percent - 1]


def measure(port: int, paths: Sequence[str], rate: float, workers: Sequence[int]) -> Measured:
    """Ask for paths of a server on the loopback address.

    Args:
        port: Where it listens.
        paths: One for each request.
        rate: Requests a second.
        workers: Its processes.
    """
    before, start = sum(map(cpu_s, workers)), time.perf_counter() + 0.1
    with ThreadPoolExecutor(_WAITING) as pool:
        due = (start + number / rate for number in range(len(paths)))
        told = list(pool.map(lambda one: _asked(port, *one), zip(paths, due, strict=True)))
    spent = sum(map(cpu_s, workers)) - before
    good = [one for one in told if one[1]]
    return Measured(
        tuple(sorted(ms for ms, _ in good)),
        good[0][1] if good else 0,
        len(told) - len(good),
        spent * 1000 / len(paths),
    )


def cpu_s(pid: int) -> float:
    """Seconds of the processor that a process has used, in user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND


def _asked(port: int, path: str, due: float) -> tuple[float, int]:
    """Milliseconds since it was due, and bytes of the answer; none where it failed."""
    time.sleep(max(0.0, due - time.perf_counter()))
    size = get(port, path)
    return (time.perf_counter() - due) * 1000, size


def get(port: int, path: str) -> int:
    """Bytes of an answer of status 200; none of any other."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return len(answer.read()) if answer.status == http.client.OK else 0
    except OSError:
        return 0
    finally:
        connection.close()
