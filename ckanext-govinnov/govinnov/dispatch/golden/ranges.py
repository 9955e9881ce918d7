"""Least, middle and greatest value over the ways in which what nobody knows may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.demand.points import MIDDLE
from govinnov.dispatch.golden.curve import Curve

Ints = NDArray[np.int64]
#: Groups of fewer electors than this are not told: they count as nobody, or as everybody.
FEWEST = 5
#: Kilometres that facts are told for.
RADII_KM = (1, 2, 3, 5)


@dataclass(frozen=True, slots=True)
class Range:
    """lo ≤ mid ≤ hi, and so one after the other."""

    lo: float
    mid: float
    hi: float

    def __iter__(self) -> Iterator[float]:
        return iter((self.lo, self.mid, self.hi))

    def of(self, total: int) -> Range:
        """Each as a share of a total; of nothing it is 0."""
        return Range(*(count / max(total, 1) for count in self))


def within(parts: Sequence[Sequence[Curve]], totals: Sequence[int], radii: Sequence[float], middle: int) -> Range:
    """Electors within a distance, whole, over draws × radii × placements.

    Args:
        parts: For each part of a government its curves: that of the given stations, then one for each draw.
        totals: Electors of each part.
        radii: Metres, one for each speed.
        middle: Place of the middle one in ``radii``.
    """
    return ranged(counted(parts, totals, radii), middle)


def counted(parts: Sequence[Sequence[Curve]], totals: Sequence[int], radii: Sequence[float]) -> Ints:
    """Electors within a distance in every way that nobody knows, shape (draws, radii, placements); see ``within``."""
    told: Ints = np.array([_of_part(*part, radii) for part in zip(parts, totals, strict=True)]).sum(axis=0)
    return told


def ranged(told: Ints, middle: int) -> Range:
    """Least, middle and greatest of what ``counted`` gives."""
    return Range(int(told.min()), int(told[0, middle, MIDDLE]), int(told.max()))


def quantile_km(curves: Sequence[Curve], share: float) -> Range:
    """Kilometres that hold a share of the weight, over draws × placements."""
    told = np.array([curve.quantile(share) for curve in curves]) / 1000
    return Range(float(told.min()), float(told[0, MIDDLE]), float(told.max()))


def _of_part(curves: Sequence[Curve], total: int, radii: Sequence[float]) -> Ints:
    """Shape (draws, radii, placements)."""
    exact = np.array([[curve.within(metres) for metres in radii] for curve in curves])
    whole = np.clip(np.rint(exact), 0, total).astype(np.int64)
    whole = np.where(whole < FEWEST, 0, whole)
    return np.where(total - whole < FEWEST, total, whole)
