"""What may be told of somebody's own runs: totals, and never a group of fewer than five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.clocks.limits import LIMITS, Limit
from govinnov.dispatch.clocks.runs import Runs

#: Groups of fewer runs are not told, nor what is left when such a group is taken away.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """A limit and the runs that tell something of it; ``within`` is None where a group would be too small."""

    limit: Limit
    runs: int
    within: int | None

    @property
    def share(self) -> float | None:
        """Runs within the limit as a share of all."""
        return None if self.within is None else self.within / self.runs


def told(runs: Runs, service: str) -> Sequence[Told]:
    """Totals for each limit of a service; none for a limit of which fewer than five runs tell something."""
    found = [_told(runs, limit) for limit in LIMITS if limit.service == service]
    return [one for one in found if one.runs >= FEWEST]


def _told(runs: Runs, limit: Limit) -> Told:
    seconds = runs.seconds(limit.clock)
    within = int(np.count_nonzero(seconds <= limit.seconds))
    is_small = any(0 < count < FEWEST for count in (within, len(seconds) - within))
    return Told(limit, len(seconds), None if is_small else within)
