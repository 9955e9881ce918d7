"""Reach on the straight line: metres to the nearest post, whoever's it is."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.reach.roads import Floats


def nearest_m(places: Floats, posts: Floats) -> Floats:
    """Metres from each place to its nearest post, shape (n,); infinite if there is none.

    Args:
        places: On the plane, shape (n, 2).
        posts: On the plane, shape (m, 2): a government's own and its neighbours'.
    """
    from scipy.spatial import cKDTree

    if not len(posts) or not len(places):
        return np.full(len(places), np.inf)
    metres: Floats = cKDTree(posts).query(places)[0]
    return metres
