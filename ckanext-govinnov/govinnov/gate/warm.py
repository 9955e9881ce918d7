"""The warm process of ``confined``: everything imported, nothing done but to fork a child for each order.

It runs no thread of its own and never touches a table, so that its children begin with nothing held. It ends when the
process that it serves ends.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy.ma
from frictionless.resources import TableResource

from govinnov.gate import confined, door
from govinnov.gate.districts import DistrictTable
from govinnov.gate.limits import Limits
from govinnov.gate.schema import SchemaError, load
from govinnov.gate.screen import ScreenSettings, mask, screen_table, screen_texts

#: Loaded here once, not by every child.
WARM = (mask, screen_table, screen_texts, numpy.ma)


@dataclass(frozen=True, slots=True)
class Rules:
    """What every order of this process is judged by."""

    screen: ScreenSettings
    districts: DistrictTable | None


def main() -> None:
    """Fork a child for every connection that comes through the socket named on the command line."""
    TableResource(data=[["a"], ["1"]]).validate()  # frictionless finds its plugins on first use
    load({"fields": [{"name": "a", "type": "string"}]})
    rules = Rules(*pickle.load(sys.stdin.buffer))  # noqa: S301 - from the process that started us
    gc.freeze()  # children share these pages until they write
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the children
    control = socket.socket(fileno=int(sys.argv[1]))
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        with socket.socket(fileno=descriptors[0]) as connection:
            if os.fork() == 0:
                control.close()
                _live(connection, rules)


def _live(connection: socket.socket, rules: Rules) -> None:
    """Be a child: in a group of its own, within its limits, and gone afterwards."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        connection.sendall(f"{os.getpid()}\n".encode())
        with connection.makefile("rb") as asked:
            order = pickle.load(asked)  # noqa: S301 - from the process that started us
        connection.sendall(_answer(order, rules).encode())
    finally:
        os._exit(0)


def _answer(order: dict[str, Any], rules: Rules) -> str:
    """Check the file and write the verdict; what went wrong by its kind, never by its text: that may quote the data."""
    try:
        confine(order["limits"])
        verdict = door.check(screen=rules.screen, districts=rules.districts, **order)
        Path(order["workdir"], confined.ANSWER).write_text(confined.dumps(verdict), encoding="utf-8")
    except OSError as error:
        return f"OSError:{error.strerror}"
    except SchemaError as error:
        return f"SchemaError:{error}"
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent makes a finding of it
        traceback.print_tb(error.__traceback__)
        return type(error).__name__
    return confined.DONE


def confine(limits: Limits) -> None:
    """Set the limits of this process; the alarm ends it also when its parent is gone. No core file, it has the data."""
    signal.alarm(limits.gate_wall_s + 1)
    for kind, bound in (
        (resource.RLIMIT_DATA, limits.gate_memory_bytes),
        (resource.RLIMIT_CPU, limits.gate_wall_s * (os.cpu_count() or 1)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))


if __name__ == "__main__":
    main()
