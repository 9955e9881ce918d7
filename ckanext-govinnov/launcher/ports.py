"""Ports on the loopback address: chosen free once, remembered, and checked before use."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Collection

from launcher.errors import LauncherError

HOST = "127.0.0.1"
# Below the range the kernel gives to outgoing connections, so that none of those takes a remembered port.
RANGE = range(20000, 32000)


def is_free(port: int) -> bool:
    """Whether nothing listens on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def comes_free(port: int, seconds: float) -> bool:
    """Whether nothing listens there, now or soon: a program that was killed lets its port go with its last thread."""
    deadline = time.monotonic() + seconds
    while not is_free(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def is_open(port: int) -> bool:
    """Whether something accepts connections on this port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def choose(taken: Collection[int]) -> int:
    """A free port that is not among `taken`.

    Raises:
        LauncherError: No port of the range is free.
    """
    candidates = list(RANGE)
    random.shuffle(candidates)
    for port in candidates:
        if port not in taken and is_free(port):
            return port
    raise LauncherError(f"No free port between {RANGE.start} and {RANGE.stop}: stop some program, then run again.")
