"""What an operator may set about the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """One set of screening rules; part of the rules version, so a change re-screens what is published.

    Attributes:
        latest_birth_year: Births after this year cannot be. Not the clock: findings never depend on the day.
        chunk_bytes: UTF-8 bytes of a table read at a time; bounds the memory.
        listed_per_code: Findings of one code in one column listed one by one; the rest is summed up.
    """

    latest_birth_year: int = 2040
    chunk_bytes: int = 8 << 20
    listed_per_code: int = 100_000


DEFAULT = ScreenSettings()
