"""Feeds → rows, portion by portion: here, or in other processes where there is much of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context

from govinnov.trace.feeds.events import document
from govinnov.trace.feeds.reading import Portion, Read
from govinnov.trace.store.errors import WorkerLostError
from govinnov.trace.store.staging import Rows, rows_of
from govinnov.trace.uncollected import uncollected

#: A table of up to so many portions is read before another process would have begun.
_ALONE = 4

Staged = tuple[Read, Rows]


class Workers:
    """Other processes that read portions; none begins before it is needed, and all end with the block.

    Args:
        number: How many; with one, everything is read here.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def staged(self, portions: Iterator[Portion]) -> Iterator[Staged]:
        """What portions say, with its rows, in their order.

        Raises:
            WorkerLostError: One of the processes was ended from outside.
        """
        first = list(islice(portions, _ALONE + 1))
        if self._number < 2 or len(first) <= _ALONE:
            yield from map(staged, chain(first, portions))
            return
        try:
            yield from self._shared(chain(first, portions))
        except BrokenProcessPool:
            self._pool = None
            raise WorkerLostError(*_LOST) from None

    def _shared(self, portions: Iterator[Portion]) -> Iterator[Staged]:
        """Read by all processes; only so many portions are on the way that none of them waits."""
        self._pool = self._pool or ProcessPoolExecutor(self._number, get_context("spawn"))
        waiting: deque[Future[Staged]] = deque()
        for portion in portions:
            waiting.append(self._pool.submit(staged, portion))
            if len(waiting) > 2 * self._number:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def staged(portion: Portion) -> Staged:
    """What a portion says, its events as rows."""
    with uncollected():
        read = portion.read()
        rows = rows_of(document(read.events))
        read.events = []
    return read, rows


@dataclass(slots=True)
class Feed:
    """Collects the rows of one feed while it is read."""

    staged: Callable[[Iterator[Portion]], Iterator[Staged]]
    rows: Rows = field(default_factory=Rows)

    def work(self, portions: Iterator[Portion]) -> Iterator[Read]:
        """What portions say (`feeds.reading.Work`); their events are rows, and no longer in it."""
        with uncollected():
            for read, rows in self.staged(portions):
                self.rows.extend(rows)
                yield read


_LOST = (
    "파일을 읽던 프로세스가 밖에서 종료되었습니다(메모리 부족일 수 있습니다). 이 파일은 싣지 않았습니다. "
    "--workers 1로 다시 실행하세요.",
    "A process that read the file was ended from outside (memory may have run out). Nothing of the file was loaded: "
    "try again with --workers 1.",
)
