"""Figures as people read them: a middle value never without its least and greatest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Shares nearer to none or all than this, in percent, are not rounded to none or all.
_EDGE = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """A middle value with the least and the greatest that it may be: shares from 0 to 1, or kilometres."""

    lo: float
    mid: float
    hi: float

    @classmethod
    def of(cls, row: Mapping[str, Any] | None, name: str) -> Span | None:
        """The figure of a row by its column (``share``); None where nothing was computed."""
        lo, mid, hi = ((row or {}).get(column) for column in (f"{name}_lo", name, f"{name}_hi"))
        return None if lo is None or mid is None or hi is None else cls(lo, mid, hi)

    @property
    def tenths(self) -> tuple[int, int]:
        """Of ten people how many at least and at most, for shares."""
        return round(self.lo * 10), round(self.hi * 10)

    def overlaps(self, other: Span) -> bool:
        """Whether nobody can say which of the two is greater."""
        return self.lo <= other.hi and other.lo <= self.hi


def percent(share: float) -> str:
    """A share as whole percent; ``<1`` and ``>99`` where it is not quite none or all."""
    value = share * 100
    if 0 < value < _EDGE:
        return "<1"
    return ">99" if 100 - _EDGE <= value < 100 else f"{value:.0f}"


def kilometres(km: float) -> str:
    """One decimal below 10 km, none above."""
    return f"{km:.1f}" if km < 10 else f"{km:.0f}"
