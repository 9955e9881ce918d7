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
        rise: By how much, in 1/1024 of a cost unit, the best bound of a part within is higher, roughly; None where the
            multipliers are not the best there are.
    """

    u: Ints
    share: Floats
    rise: Callable[[Part], float] | None

    @property
    def is_best(self) -> bool:
        """Whether no other multipliers bound the part better."""
        return self.rise is not None


class Proposer(Protocol):
    """Finds multipliers that bound a part well, and offers the incumbent what plans it meets."""

    def propose(self, part: Part, u: Ints | None, incumbent: Incumbent) -> Proposal:
        """Multipliers for a part; ``u`` are its parent's, None at the root."""
        ...
