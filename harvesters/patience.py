"""Waiting for a source that another worker has in hand, but not for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from harvesters.errors import RetryLaterError
from harvesters.heart import SILENT_S
from harvesters.ports import Clock

#: So long another worker is waited for: by then one that hangs has lost its lease. Seconds.
PATIENCE_S = SILENT_S + 600.0
PAUSE_S = 2.0
_T = TypeVar("_T")


def patiently(work: Callable[[], _T], clock: Clock, tell: Callable[[str], None], patience_s: float = PATIENCE_S) -> _T:
    """Do some work as soon as the other worker lets go, or its lease ran out; ``tell`` hears each time why not yet.

    Raises:
        RetryLaterError: It did not let go for ``patience_s`` seconds; nothing was done here.
    """
    until = clock.now() + timedelta(seconds=patience_s)
    while True:
        try:
            return work()
        except RetryLaterError as error:
            if clock.now() >= until:
                raise _still_busy(error, patience_s) from error
            tell(error.message_en)
        clock.sleep(PAUSE_S)


def _still_busy(error: RetryLaterError, patience_s: float) -> RetryLaterError:
    minutes = round(patience_s / 60)
    return RetryLaterError(
        "still-running",
        f"{minutes}분을 기다렸지만 다른 작업자가 이 소스를 놓지 않아 아무것도 하지 않았습니다. {error.message_ko} "
        "작업은 'harvest jobs'에서 확인하세요.",
        f"After {minutes} minutes of waiting another worker still has this source, and nothing was done here. "
        f"{error.message_en} See it with 'harvest jobs'.",
        seconds=error.seconds,
    )
