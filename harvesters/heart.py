"""A lease kept while its worker lives: renewed beside the work, but not for work that stands still."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from harvesters.errors import HarvestError

#: A worker that passed no checkpoint for so long hangs: its lease runs out and another takes over. Seconds.
SILENT_S = 3_600.0


@dataclass(slots=True)
class Heart:
    """Knows when the worker last passed a checkpoint (``time.monotonic``)."""

    signed: float = field(default_factory=time.monotonic)

    def sign(self) -> None:
        """The worker got on."""
        self.signed = time.monotonic()

    def silent_s(self) -> float:
        """Seconds since it last got on."""
        return time.monotonic() - self.signed


@contextmanager
def beating(heart: Heart, beat: Callable[[], None], every_s: float) -> Iterator[None]:
    """Call ``beat`` every so many seconds while the work goes on; a lost lease ends it, the work finds out itself."""
    over = Event()
    thread = Thread(target=_beat, args=(heart, beat, every_s, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(heart: Heart, beat: Callable[[], None], every_s: float, over: Event) -> None:
    while not over.wait(every_s) and heart.silent_s() < SILENT_S:
        try:
            beat()
        except HarvestError:
            return
