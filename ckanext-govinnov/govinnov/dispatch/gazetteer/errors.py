"""How far wrong each tier is, measured where the truth is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.gazetteer.build import Gazetteer
from govinnov.dispatch.gazetteer.place import TIERS, place

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TierError:
    """Errors of a tier: metres between truth and placing, ascending."""

    tier: str
    metres: Floats

    def quantile(self, share: float) -> float:
        """A quantile in metres; infinite where nothing was measured."""
        return float(np.quantile(self.metres, share)) if len(self.metres) else float("inf")


def measured(known: Iterable[tuple[str, tuple[float, float]]], gazetteer: Gazetteer) -> list[TierError]:
    """Place addresses whose place on the plane is known otherwise, and measure how far off that is, for each tier."""
    errors: dict[str, list[float]] = {tier: [] for tier in TIERS}
    for text, truth in known:
        found = place(text, gazetteer)
        if found.place is not None:
            errors[found.tier].append(float(np.hypot(*np.subtract(found.place, truth))))
    return [TierError(tier, np.sort(np.array(errors[tier], dtype=np.float64))) for tier in TIERS]
