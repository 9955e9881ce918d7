"""A guard against searches without end.

Caps of a search count nodes and pivots, so that the same input gives the same plan everywhere. The guard alone looks at
the clock, and what it stops has no plan at all: never another one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field


class GuardError(RuntimeError):
    """The guard stopped a search; its government is ``not_computed: guard``."""

    code = "guard"


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets searches go on for some seconds by the clock (infinite: for ever), all together, from when it is made."""

    seconds: float
    begun: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Raise GuardError when the time is over; searches ask before each node."""
        if time.monotonic() - self.begun >= self.seconds:
            raise GuardError(f"stopped after {self.seconds} s")
