"""Reach on the straight line: metres to the nearest post, whoever's it is."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.reach.roads import Floats, Ints


def nearest_m(places: Floats, posts: Floats) -> Floats:
    """Metres from each place to its nearest post, shape (n,); infinite if there is none.

    Args:
        places: On the plane, shape (n, 2).
        posts: On the plane, shape (m, 2): a government's own and its neighbours'.
    """
    return nearest(places, posts)[0]


def nearest(places: Floats, posts: Floats) -> tuple[Floats, Ints]:
    """The same, and the place of that post in the list; 0 if there is none."""
    from scipy.spatial import cKDTree

    if not len(posts) or not len(places):
        return np.full(len(places), np.inf), np.zeros(len(places), dtype=np.int64)
    metres, at = cKDTree(posts).query(places)
    return metres, at
