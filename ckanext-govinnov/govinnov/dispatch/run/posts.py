"""Posts of a service: where they are, and how far wrong that may be."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts of the whole country.

    Attributes:
        places: On the plane, shape (n, 2).
        tier: Place of each post's errors in ``errors``; −1 where its coordinates are published.
        errors: Distances in metres, ascending, between truth and placing, as measured for each tier.
    """

    places: Floats
    tier: NDArray[np.int64]
    errors: tuple[Floats, ...] = field(default=())

    @property
    def published(self) -> bool:
        """All coordinates are published ones."""
        return bool((self.tier < 0).all())

    def drawn(self, generator: np.random.Generator) -> Floats:
        """Posts moved by a distance drawn from the errors of their tier, in any direction."""
        chance, turn = generator.random((2, len(self.places)))
        metres = np.zeros(len(self.places))
        for tier in np.unique(self.tier[self.tier >= 0]):
            own, errors = self.tier == tier, self.errors[tier]
            metres[own] = np.interp(chance[own], np.linspace(0, 1, len(errors)), errors)
        return self.places + metres[:, None] * np.column_stack([np.cos(2 * np.pi * turn), np.sin(2 * np.pi * turn)])


def published(places: Floats) -> Posts:
    """Posts whose coordinates are published."""
    return Posts(places, np.full(len(places), -1, dtype=np.int64))
