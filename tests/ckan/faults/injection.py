"""Where a write can be struck, and by what: labelled points of the real code, and real faults."""

from __future__ import annotations

import importlib
import os
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
    """A function of the project; a fault strikes before or after its first call."""

    module: str
    function: str
    after: bool = False


_PUBLISHING = "ckanext.govinnov.publishing"
_VALIDATING = (Place("govinnov.gate.pipeline", "validate"), Place("govinnov.gate.door", "screen_texts"))
_JUDGING = (f"{_PUBLISHING}.judging", "table"), (f"{_PUBLISHING}.judging", "words")

#: In the order in which a write passes them.
POINTS: dict[str, tuple[Place, ...]] = {
    "keeping": (Place("ckanext.govinnov.storage", "_copy"),),
    "received": tuple(Place(*where) for where in _JUDGING),
    "validating": _VALIDATING,
    "judged": tuple(Place(*where, after=True) for where in _JUDGING),
    "written": (Place(f"{_PUBLISHING}.write", "_meet_constraints"),),
    "committing": (Place(f"{_PUBLISHING}.write", "_meet_constraints", after=True),),
    "committed": (Place(f"{_PUBLISHING}.indexing", "update"),),
    "indexed": (Place(f"{_PUBLISHING}.indexing", "update", after=True),),
    "rendering": (Place(f"{_PUBLISHING}.renditions", "_open"),),
    "rendered": (Place(f"{_PUBLISHING}.renditions", "_sha256", after=True),),
    "loaded": (Place(f"{_PUBLISHING}.tables", "load", after=True),),
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
        setattr(module, place.function, _around(getattr(module, place.function), strike, place.after))


def _around(original: Callable[..., Any], strike: Strike, after: bool) -> Callable[..., Any]:
    def struck(*args: Any, **kwargs: Any) -> Any:
        if not after:
            strike()
        result = original(*args, **kwargs)
        if after:
            strike()
        return result

    return struck


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
