"""One at a time: a lock on a file, held by the kernel, so that a killed launcher never leaves it behind."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.progress import say


@contextmanager
def exclusive(path: Path, doing: str) -> Iterator[None]:
    """Hold the lock at `path`; waits, and says so, while another launcher is `doing` the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"  waiting: another launcher is {doing}")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
