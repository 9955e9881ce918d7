"""Shares and distances before and after a change, each with its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.clocks import LIMITS, Limit
from govinnov.dispatch.demand.points import MIDDLE
from govinnov.dispatch.errors import InputError
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.golden import FEWEST, RADII_KM, Curve, Range, counted, curve, ranged
from govinnov.dispatch.reach.straight import nearest_m
from govinnov.dispatch.whatif.change import Change
from govinnov.dispatch.whatif.ground import Ground

#: Whose posts may be tried in public: where police stand and how far they reach is not.
SERVICES = ("ambulance", "fire")
_ONE, _MIDDLE = 0, 1


@dataclass(frozen=True, slots=True)
class Reached:
    """Electors within a limit, or a distance, before and after; ``gain`` is the difference, 0 where it is under 5.

    The range of the gain is that of the differences: each placement and speed is compared with itself.
    """

    before: Range
    after: Range
    gain: Range


@dataclass(frozen=True, slots=True)
class Distance:
    """Mean kilometres to the nearest post, before and after; infinite where there is none."""

    before: Range
    after: Range


@dataclass(frozen=True, slots=True)
class Answer:
    """What a change does.

    Attributes:
        code: Of the government.
        total: Its electors.
        limits: For each limit of fire and ambulance.
        radii: For each of ``RADII_KM``.
        mean_km: Mean distance.
    """

    code: str
    total: int
    limits: tuple[tuple[Limit, Reached], ...]
    radii: tuple[tuple[int, Reached], ...]
    mean_km: Distance

    def share(self, told: Range) -> Range:
        """Electors as a share of all."""
        return told.of(self.total)


def what_if(ground: Ground, change: Change, services: Sequence[str] = SERVICES) -> Answer:
    """Compute a government's shares with other posts: those that a run with these posts in its inputs finds.

    Args:
        ground: The government's ground.
        change: Posts that come and go.
        services: Of ``SERVICES``.

    Raises:
        InputError: ``not-public`` for another service; the change can't be asked (see ``Change.check``).
    """
    for service in services:
        if service not in SERVICES:
            raise InputError("not-public", service=service)
    change.check(len(ground.known.posts), ground.corners)
    metres = ground.nearest[0], _after(ground, change)
    one, other = (_curves(ground, each) for each in metres)
    parameters, totals = ground.known.parameters, ground.totals

    def reached(radii: Sequence[float], middle: int) -> Reached:
        return _reached(counted(one, totals, radii), counted(other, totals, radii), middle)

    return Answer(
        ground.code,
        sum(totals),
        tuple(
            (limit, reached(parameters.radii(limit.service, limit.clock, limit.seconds), _MIDDLE))
            for limit in LIMITS
            if limit.service in services
        ),
        tuple((km, reached([km * 1000.0], _ONE)) for km in RADII_KM),
        Distance(*(_mean_km(ground, each) for each in metres)),
    )


def _after(ground: Ground, change: Change) -> Floats:
    """Metres to the nearest of the posts that are left and those that are new: only who lost a post looks again."""
    places, (metres, at) = ground.points.places, ground.nearest
    gone = np.array([post.number in change.removed for post in ground.known.posts], dtype=bool)
    left = metres.copy()
    if gone.any():
        lost = gone[at]
        left[lost] = nearest_m(places[lost], ground.known.places[~gone])
    nearer: Floats = np.minimum(left, nearest_m(places, change.places()))
    return nearer


def _curves(ground: Ground, metres: Floats) -> list[list[Curve]]:
    """One for each part."""
    ends = np.searchsorted(ground.points.area, np.cumsum([0, *ground.sizes]))
    weights = ground.points.weights
    return [[curve(metres[begin:end], weights[begin:end])] for begin, end in pairwise(ends)]


def _reached(before: NDArray[np.int64], after: NDArray[np.int64], middle: int) -> Reached:
    gain = after - before
    told = np.where(np.abs(gain) < FEWEST, 0, gain)
    return Reached(ranged(before, middle), ranged(after, middle), ranged(told, middle))


def _mean_km(ground: Ground, metres: Floats) -> Range:
    weights = ground.points.weights
    if not np.isfinite(metres).all():
        return Range(np.inf, np.inf, np.inf)
    mean = metres @ weights / np.maximum(weights.sum(axis=0), 1) / 1000
    return Range(float(mean.min()), float(mean[MIDDLE]), float(mean.max()))
