"""Counting requests against the daily quota that the other side allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from harvesters.errors import RetryLaterError
from harvesters.portal import KST, seconds_to_midnight
from harvesters.ports import Answer, Clock, Fetcher
from harvesters.watch import Watch

#: Adds one to a day's count (``YYYY-MM-DD``, Korea) and gives the new count.
Counter = Callable[[str], int]


class Metered:
    """A fetcher that stops, until midnight in Korea, at so many requests a day."""

    def __init__(self, inner: Fetcher, count: Counter, limit: int, clock: Clock) -> None:
        self._inner, self._count, self._limit, self._clock = inner, count, limit, clock

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, any_status: bool = False) -> Answer:
        """See ``Fetcher.get``."""
        self._spend()
        return self._inner.get(url, headers=headers, any_status=any_status)

    def download(self, url: str, into: Path) -> Path:
        """See ``Fetcher.download``."""
        self._spend()
        return self._inner.download(url, into)

    def watch(self, watch: Watch) -> None:
        """See ``Fetcher.watch``."""
        self._inner.watch(watch)

    def _spend(self) -> None:
        now = self._clock.now()
        if self._count(now.astimezone(KST).date().isoformat()) > self._limit:
            raise RetryLaterError(
                "daily-limit",
                f"이 소스의 하루 호출 한도 {self._limit}건을 모두 썼습니다. 내일 자동으로 다시 시도합니다.",
                f"This source's {self._limit} requests a day are used up; it goes on tomorrow.",
                seconds=seconds_to_midnight(now),
            )
