"""One reading of a table for several steps: each sees every batch, in order, while the next ones are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Protocol, TypeVar

Batch = TypeVar("Batch")
Seen_contra = TypeVar("Seen_contra", contravariant=True)

#: Batches that may wait to be seen by the slowest step; they bound the memory.
_AHEAD = 2


class Watcher(Protocol[Seen_contra]):
    """A step that looks at every batch of a table once."""

    def see(self, batch: Seen_contra, /) -> None:
        """Take the next rows."""
        ...


def show(batches: Iterable[Batch], watchers: Sequence[Watcher[Batch]]) -> None:
    """Show every batch to every watcher, each in a thread of its own; polars leaves the interpreter's lock.

    Raises:
        Exception: What reading or a watcher raised; the table was not seen to its end then.
    """
    with ExitStack() as stack:
        threads = [stack.enter_context(ThreadPoolExecutor(max_workers=1)) for _ in watchers]
        waiting: deque[list[Future[None]]] = deque()
        for batch in batches:
            pairs = zip(threads, watchers, strict=True)
            waiting.append([thread.submit(watcher.see, batch) for thread, watcher in pairs])
            if len(waiting) > _AHEAD:
                _await(waiting.popleft())
        for futures in waiting:
            _await(futures)


def _await(futures: Sequence[Future[None]]) -> None:
    for future in futures:
        future.result()
