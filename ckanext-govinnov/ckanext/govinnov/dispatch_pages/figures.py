"""Figures as people read them: a middle value never without its least and greatest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Shares nearer to none or all than this, in percent, have a decimal, so that none and all are only what they say.
_EDGE, _LEAST = 0.5, 0.1
#: Kilometres from here on have no decimal.
_FAR = 10


@dataclass(frozen=True, slots=True)
class Span:
    """A middle value with the least and the greatest that it may be: shares from 0 to 1, or kilometres.

    ``grade`` says how good the inputs were, from A to D; empty where the table has no grades.
    """

    lo: float
    mid: float
    hi: float
    grade: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any] | None, name: str) -> Span | None:
        """The figure of a row by its column (``share``); None where nothing was computed."""
        lo, mid, hi = ((row or {}).get(column) for column in (f"{name}_lo", name, f"{name}_hi"))
        if lo is None or mid is None or hi is None:
            return None
        return cls(lo, mid, hi, (row or {}).get("grade") or "")

    @property
    def tenths(self) -> tuple[int, int]:
        """Of ten people how many at least and at most, for shares."""
        return round(self.lo * 10), round(self.hi * 10)

    @property
    def percents(self) -> tuple[str, str, str]:
        """Least, middle, greatest as whole percent, for shares."""
        return percent(self.lo), percent(self.mid), percent(self.hi)

    @property
    def kms(self) -> tuple[str, str, str]:
        """Least, middle, greatest, for kilometres."""
        return kilometres(self.lo), kilometres(self.mid), kilometres(self.hi)


def percent(share: float) -> str:
    """A share as whole percent; ``0.3`` and ``99.9`` where it is not quite none or all."""
    value = share * 100
    if 0 < value < _EDGE or 100 - _EDGE <= value < 100:
        return f"{min(max(value, _LEAST), 100 - _LEAST):.1f}"
    return f"{value:.0f}"


def kilometres(km: float) -> str:
    """One decimal below 10 km, none above."""
    return f"{km:.1f}" if km < _FAR else f"{km:.0f}"
