"""A guard by the clock: it ends work that takes too long, and never changes what work that ends by itself finds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


class StoppedError(Exception):
    """A guard's time is over: what was being computed is not computed, whatever of it was found so far."""


@dataclass(frozen=True, slots=True)
class Guard:
    """So many seconds from when it was made.

    Work calls ``check`` now and then. Nothing that it computes may depend on the answer: either all of it is done, or
    ``StoppedError`` ends it.

    Attributes:
        seconds: By the clock; infinite for no guard.
    """

    seconds: float = float("inf")
    _begun: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Go on, or end.

        Raises:
            StoppedError: The time is over.
        """
        if time.monotonic() - self._begun >= self.seconds:
            raise StoppedError
