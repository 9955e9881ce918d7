"""Another worker is waited for as long as it may have a reason, and no longer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from harvesters.errors import RetryLaterError
from harvesters.patience import PATIENCE_S, patiently


@dataclass
class Turned:
    """A clock that only sleep turns; it breaks a wait that has no end."""

    time: datetime = field(default_factory=lambda: datetime(2026, 3, 1, tzinfo=UTC))

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        assert self.time.day == 1, "waits without end"


@dataclass
class Busy:
    """A source that another worker has for so many tries."""

    tries: float
    asked: int = 0

    def __call__(self) -> str:
        self.asked += 1
        if self.asked <= self.tries:
            raise RetryLaterError("job-running", "작업 7이 실행 중입니다.", "Job 7 is running.")
        return "done"


def test_a_source_that_is_let_go_is_run_then() -> None:
    heard: list[str] = []
    assert patiently(Busy(3), Turned(), heard.append) == "done"
    assert heard == ["Job 7 is running."] * 3


def test_a_source_that_is_never_let_go_fails_in_words_after_the_deadline() -> None:
    clock = Turned()
    began = clock.now()
    with pytest.raises(RetryLaterError) as caught:
        patiently(Busy(float("inf")), clock, lambda line: None)
    assert (clock.now() - began).total_seconds() == pytest.approx(PATIENCE_S, abs=5)
    error = caught.value
    assert error.code == "still-running"
    assert "70분" in error.message_ko and "작업 7" in error.message_ko
    assert "70 minutes" in error.message_en and "Job 7" in error.message_en
