"""The engine's numbers in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """The engine's numbers. A lease that is not renewed for ``lease_s`` may be taken over.

    A long list is cut into shares of ``share_records`` at most, for up to ``workers`` (see ``sharing``).
    """

    stage_batch: int = 1_000
    deliver_batch: int = 100
    lease_s: float = 120.0
    grace: timedelta = timedelta(days=7)
    missing_least: int = 5
    missing_share: float = 0.10
    workers: int = 1
    share_records: int = 1_000
