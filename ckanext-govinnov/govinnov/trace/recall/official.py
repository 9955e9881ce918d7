"""What authorities say of lots and farms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Verdict = Literal["pass", "fail"]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a lot, or at a farm.

    Attributes:
        on: The day on which the sample was taken.
        item: What was looked for.
        verdict: Whether it may be sold.
        value: How much was found; nothing where none is told.
        limit: How much of it may be there.
        unit: The unit of both.
        farm: A mark's five signs, or the party.
        lot: The canonical URI of a lot.
    """

    on: date
    item: str
    verdict: Verdict
    value: Decimal | None = None
    limit: Decimal | None = None
    unit: str = ""
    farm: str = ""
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Certification:
    """A farm's certificate of a kind, from its first day until its last, which is in it; without one, it goes on."""

    farm: str
    kind: str
    first: date
    last: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it was valid on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


Official = Inspection | Certification
