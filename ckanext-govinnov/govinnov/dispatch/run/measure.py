"""Distances of a government's places to the nearest post, and the curves that figures are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.demand import Points
from govinnov.dispatch.golden import Curve, curve
from govinnov.dispatch.reach.straight import nearest_m
from govinnov.dispatch.run.posts import Posts

Floats = NDArray[np.float64]
#: A curve of the given posts, then one for each draw of their errors.
Curves = Sequence[Curve]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is read from distances.

    Attributes:
        whole: Curves of the whole government.
        parts: Curves of each of its parts.
        areas: Curves of each of its areas.
        driven: Curves of each of its parts by seconds along real roads; None where there are none.
    """

    whole: Curves
    parts: Sequence[Curves]
    areas: Sequence[Curves]
    driven: Sequence[Curves] | None = None


def draws(places: Floats, posts: Posts, count: int, stream: np.random.Generator) -> list[Floats]:
    """Metres to the nearest post: as given, then ``count`` times with posts moved by their errors, if they have any."""
    moved = [] if posts.published else [posts.drawn(stream) for _ in range(count)]
    return [nearest_m(places, one) for one in (posts.places, *moved)]


def measure(points: Points, sizes: Sequence[int], metres: Sequence[Floats], seconds: Floats | None = None) -> Measure:
    """Make the curves.

    Args:
        points: Places of all areas, in the order of the areas.
        sizes: How many areas each part has.
        metres: Distances of the places, one array for each draw.
        seconds: Times to the places along real roads, if there are any.
    """
    area_ends = np.searchsorted(points.area, np.arange(sum(sizes) + 1))
    part_ends = area_ends[np.cumsum([0, *sizes])]
    driven = None if seconds is None else [_curves(points, [seconds], *ends) for ends in pairwise(part_ends)]
    return Measure(
        _curves(points, metres, 0, len(points.area)),
        [_curves(points, metres, begin, end) for begin, end in pairwise(part_ends)],
        [_curves(points, metres, begin, end) for begin, end in pairwise(area_ends)],
        driven,
    )


def _curves(points: Points, metres: Sequence[Floats], begin: int, end: int) -> Curves:
    return [curve(one[begin:end], points.weights[begin:end]) for one in metres]
