"""Cron text of a source's schedule, in Korean time."""

from __future__ import annotations

from datetime import UTC, datetime

from croniter import croniter

from harvesters.errors import UsageError
from harvesters.portal import KST


def checked(text: str | None) -> str | None:
    """The cron text when it is one; None for none.

    Raises:
        UsageError: It has not five fields, or values that no time has.
    """
    words = (text or "").split()
    if not words:
        return None
    if len(words) != 5 or not croniter.is_valid(" ".join(words)):
        raise UsageError(
            "wrong-schedule",
            f"'{text}'은(는) cron 형식이 아닙니다. 예: '0 3 * * *'(매일 새벽 3시, 한국 시각).",
            f"'{text}' is no cron text; for example '0 3 * * *' (every day at three, Korean time).",
        )
    return " ".join(words)


def latest(text: str, now: datetime) -> datetime:
    """The last time, at or before ``now``, that a schedule names."""
    here = now.astimezone(KST)
    found: datetime = croniter(text, here).get_prev(datetime)
    exact = here.replace(second=0, microsecond=0)
    return (exact if croniter.match(text, exact) else found).astimezone(UTC)


def following(text: str, now: datetime) -> datetime:
    """The next time after ``now`` that a schedule names."""
    found: datetime = croniter(text, now.astimezone(KST)).get_next(datetime)
    return found.astimezone(UTC)
