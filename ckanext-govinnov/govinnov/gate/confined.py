"""Check a file in a process of its own that is killed when its time or memory is over: its death is a finding.

A catalog judges files of strangers under schemas of strangers. A pattern that never ends, or a crash of the code below,
must end neither a web worker nor the worker that drains the outbox. Starting Python anew would cost a second a file, so
each of our processes keeps one *warm* process (``warm.py``), which has everything imported, does nothing
itself, and forks a child for every file.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from govinnov.gate.codes import finding
from govinnov.gate.decide import Case, decide
from govinnov.gate.districts import DistrictTable
from govinnov.gate.limits import DEFAULT_LIMITS, Limits
from govinnov.gate.model import Decoded, Finding, Table
from govinnov.gate.receive import receive
from govinnov.gate.rules import rules_version
from govinnov.gate.sandbox import KEPT, table_of
from govinnov.gate.schema import SchemaError
from govinnov.gate.screen import DEFAULT_SCREEN, ScreenSettings
from govinnov.gate.verdict import _SEAL, Accepted, Quarantined
from govinnov.gate.waivers import Waiver

#: Codes of a check that was stopped: they say nothing about the file.
STOPPED = frozenset({"gate-timeout", "gate-died", "parser-timeout", "parser-died"})
ANSWER = "verdict.json"
DONE = "done"
#: Exceptions that a caller of ``check`` gets; any other is the end of a child.
RAISED: Mapping[str, type[Exception]] = {"OSError": OSError, "SchemaError": SchemaError}


@dataclass(frozen=True, slots=True)
class _Warm:
    """The warm process of this one, and our end of the socket on which it takes orders; it ends with us."""

    process: subprocess.Popen[bytes]
    control: socket.socket


def check_confined(  # noqa: PLR0913 - as check
    path: str | Path,
    *,
    workdir: str | Path,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    screen: ScreenSettings = DEFAULT_SCREEN,
    districts: DistrictTable | None = None,
    **asked: Any,
) -> Accepted | Quarantined:
    """Check a file as ``check`` does, within ``limits.gate_wall_s`` seconds and ``limits.gate_memory_bytes``.

    Args:
        workdir: An existing folder for decoded tables and the child's answer, the caller's to delete.
        asked: Further arguments of ``check``.

    Raises:
        OSError: The file can't be read, or the workdir not be written.
        SchemaError: The schema is no Table Schema the gate can hold a file to.
    """
    path, workdir = Path(path), Path(workdir).resolve()
    given = {**asked, "path": str(path), "name": name or path.name, "limits": limits, "workdir": str(workdir)}
    said = _order(given, screen, districts)
    if said == DONE:
        return loads((workdir / ANSWER).read_text(encoding="utf-8"))
    return _stopped(path, name, said, given, rules_version(screen, districts))


def _order(given: Mapping[str, Any], screen: ScreenSettings, districts: DistrictTable | None) -> str:
    """Let a child do it; ``DONE`` when it answered, "timeout", or what ended it."""
    limits: Limits = given["limits"]
    if limits.gate_wall_s <= 0:
        return "timeout"
    ours, theirs = socket.socketpair()
    with ours, theirs:
        _hand_over(theirs, screen, districts)
        theirs.close()
        ours.settimeout(limits.gate_wall_s)
        try:
            return _followed(ours, pickle.dumps(given))
        except TimeoutError:
            return "timeout"
        except ConnectionError:
            return "killed"


def _followed(child: socket.socket, order: bytes) -> str:
    """Give a child its order, and wait for what it says; whatever happens, nothing of it runs afterwards."""
    group = b""
    with child.makefile("rb") as told:
        try:
            child.sendall(order)
            child.shutdown(socket.SHUT_WR)
            group = told.readline()
            return told.read().decode() if group else "killed"
        finally:
            _end(group)


def _hand_over(connection: socket.socket, screen: ScreenSettings, districts: DistrictTable | None) -> None:
    """Give the warm process one end of a connection; one that died is replaced once."""
    for last in (False, True):
        try:
            socket.send_fds(_warm(os.getpid(), screen, districts).control, [b"."], [connection.fileno()])
        except ConnectionError:
            _warm.cache_clear()
            if last:
                raise
        else:
            return


@lru_cache(maxsize=4)
def _warm(pid: int, screen: ScreenSettings, districts: DistrictTable | None) -> _Warm:
    """Start the warm process of this process (``pid``: a fork has its own) under some rules."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environ = {name: os.environ[name] for name in KEPT if name in os.environ}
    reading, writing = os.pipe()
    with theirs, os.fdopen(reading) as rules:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "govinnov.gate.warm", str(theirs.fileno())],
            stdin=rules,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=environ | {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
    with os.fdopen(writing, "wb") as given:
        pickle.dump((replace(screen, known_codes=dict(screen.known_codes)), districts), given)
    return _Warm(process, ours)


def _end(group: bytes) -> None:
    """Kill what is left of a child's group: itself when its time is over, its parsers."""
    if group:
        with suppress(ProcessLookupError):
            os.killpg(int(group), signal.SIGKILL)


def _stopped(path: Path, name: str | None, said: str, given: Mapping[str, Any], rules: str) -> Accepted | Quarantined:
    """The verdict on a file whose check was stopped; what a caller of ``check`` would get is raised."""
    kind, _, reason = said.partition(":")
    if kind in RAISED:
        raise RAISED[kind](reason)
    limits: Limits = given["limits"]
    late = kind == "timeout"
    found = finding("gate-timeout", limit=limits.gate_wall_s) if late else finding("gate-died", reason=kind or "killed")
    return decide(Case(receive(path, name), Decoded(None, None), (), (found,), rules), float(limits.gate_wall_s))


def dumps(verdict: Accepted | Quarantined) -> str:
    """A verdict as JSON, to cross the border of the process."""
    plain = {key: value for key, value in vars(verdict).items() if key != "seal"}
    plain |= {key: [asdict(item) for item in plain[key]] for key in ("findings", "tables", "waivers")}
    return json.dumps({"accepted": isinstance(verdict, Accepted), **plain}, ensure_ascii=False, default=str)


def loads(text: str) -> Accepted | Quarantined:
    """A verdict from its JSON; only a child of ours writes one."""
    told: dict[str, Any] = json.loads(text)
    kind = Accepted if told.pop("accepted") else Quarantined
    tables: tuple[Table, ...] = tuple(table_of(one) for one in told["tables"])
    findings = tuple(Finding(**one) for one in told["findings"])
    waivers = tuple(Waiver(**{**one, "by": tuple(one["by"])}) for one in told["waivers"])
    pairs = tuple((resource, sha256) for resource, sha256 in told["references"])
    more: dict[str, Any] = {"tables": tables, "findings": findings, "waivers": waivers, "references": pairs}
    return kind(**{**told, **more, "fields": tuple(told["fields"]), "seal": _SEAL})
