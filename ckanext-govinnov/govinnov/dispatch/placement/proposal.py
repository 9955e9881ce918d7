"""What the search asks of those that find multipliers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from govinnov.dispatch.placement.incumbent import Incumbent
from govinnov.dispatch.placement.model import Floats, Ints
from govinnov.dispatch.placement.part import Part


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a proposer says of a part.

    Attributes:
        u: Multipliers.
        share: How much each free site (in order of ``free``) is used in what the multipliers would choose, from 0 to 1.
        is_best: Whether no other multipliers bound the part better.
        rise: By how much, in 1/1024 of a cost unit, the best bound is higher where a site of a part within is on one
            side (0 out, 1 in), roughly; None where that would be too much work.
    """

    u: Ints
    share: Floats
    is_best: bool
    rise: Callable[[Part, int, int], float] | None = None


class Proposer(Protocol):
    """Finds multipliers that bound a part well, and offers the incumbent what plans it meets."""

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """Multipliers for a part; ``u`` are its parent's, None at the root."""
        ...
