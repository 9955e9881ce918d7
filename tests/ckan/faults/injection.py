"""Where a write can be struck, and by what: labelled points of the real code, and real faults."""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import services

SLOW_S = 4
Strike = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Place:
    """A function of the project; a fault strikes before or after its first call, or in the process that it orders."""

    module: str
    function: str
    after: bool = False
    in_ordered: bool = False


_PUBLISHING = "ckanext.govinnov.publishing"
_JUDGING = (f"{_PUBLISHING}.judging", "table"), (f"{_PUBLISHING}.judging", "words")
_CONSTRAINTS = (f"{_PUBLISHING}.write", "_meet_constraints"), (f"{_PUBLISHING}.constraints", "meet")
_INDEXING = (f"{_PUBLISHING}.indexing", "update"), (f"{_PUBLISHING}.indexing", "update_many")

#: In the order in which a write, and then its revocation, passes them. Files are validated in a process of their own.
POINTS: dict[str, tuple[Place, ...]] = {
    "keeping": (Place("ckanext.govinnov.storage", "_copy"),),
    "received": tuple(Place(*where) for where in _JUDGING),
    "validating": (
        Place("govinnov.gate.door", "screen_texts"),
        Place("govinnov.gate.confined", "_followed", in_ordered=True),
    ),
    "judged": tuple(Place(*where, after=True) for where in _JUDGING),
    "written": tuple(Place(*where) for where in _CONSTRAINTS),
    "committing": tuple(Place(*where, after=True) for where in _CONSTRAINTS),
    "committed": tuple(Place(*where) for where in _INDEXING),
    "indexed": tuple(Place(*where, after=True) for where in _INDEXING),
    "rendering": (Place(f"{_PUBLISHING}.renditions", "_open"),),
    "rendered": (Place(f"{_PUBLISHING}.tables", "_swap", after=True),),
    "loaded": (Place(f"{_PUBLISHING}.renditions", "_record"),),
    "revoked": (Place(f"{_PUBLISHING}.revoke", "_settle"),),
    "withdrawing": (Place(f"{_PUBLISHING}.renditions", "withdraw"),),
    "dropped": (Place(f"{_PUBLISHING}.tables", "drop", after=True),),
    "drained": (Place(f"{_PUBLISHING}.outbox", "done"),),
}


class InjectedError(RuntimeError):
    """What the code that was struck raises."""


def arm(fault: str, point: str, tell: Strike) -> None:
    """Let a fault strike once at a point of this process; ``tell`` is called first."""
    struck: list[str] = []

    def strike() -> None:
        if not struck:
            struck.append(point)
            tell()
            FAULTS[fault]()

    for place in POINTS[point]:
        module = importlib.import_module(place.module)
        original = getattr(module, place.function)
        if place.in_ordered:
            setattr(module, place.function, _spoiling(original, fault, struck, tell))
        else:
            setattr(module, place.function, _around(original, strike, place.after))


def _around(original: Callable[..., Any], strike: Strike, after: bool) -> Callable[..., Any]:
    def struck(*args: Any, **kwargs: Any) -> Any:
        if not after:
            strike()
        result = original(*args, **kwargs)
        if after:
            strike()
        return result

    return struck


def _spoiling(followed: Callable[..., Any], fault: str, struck: list[str], tell: Strike) -> Callable[..., Any]:
    """Give the process that validates a file an order on which it raises, sleeps or dies."""

    def spoilt(child: Any, order: bytes) -> Any:
        if not struck:
            struck.append(fault)
            tell()
            order = pickle.dumps(SPOILT[fault])
        return followed(child, order)

    return spoilt


class _OnReading:
    """What calls a function when it is read from a pickle."""

    def __init__(self, function: Callable[..., Any], argument: int) -> None:
        self._call = function, (argument,)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[int]]:
        return self._call


#: The empty order names no file.
SPOILT = {
    "raises": {}, "is slow": _OnReading(time.sleep, 30), "is killed": _OnReading(signal.raise_signal, signal.SIGKILL),
}  # fmt: skip


def _raise() -> None:
    raise InjectedError("injected")


def _be_slow() -> None:
    time.sleep(SLOW_S)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fill_disk() -> None:
    """Not a byte more goes into any file of this process: the kernel refuses, as on a full disk."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))


FAULTS: dict[str, Strike] = {
    "raises": _raise,
    "is slow": _be_slow,
    "is killed": _die,
    "disk is full": _fill_disk,
    "PostgreSQL restarts": services.restart_postgres,
    "Redis restarts": services.restart_redis,
    "Solr restarts": services.restart_solr,
}
