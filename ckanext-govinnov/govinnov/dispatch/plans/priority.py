"""Priority areas: what the best single post in each 읍면동 would add."""

from __future__ import annotations

import numpy as np
import pandas as pd

from govinnov.dispatch.plans.ground import Ground


def gains(ground: Ground) -> pd.DataFrame:
    """Areas by what their best candidate covers that no post does.

    Returns:
        ``area``, ``gain`` (weight), ``gain_share`` (of all demand), and ``x``, ``y`` of that candidate (the first of
        equals); the greatest gain first, equal ones by code. Areas without a candidate are not in it.
    """
    problem, posts = ground.instance.problem, np.arange(ground.posts)
    others = np.arange(ground.posts, problem.n)
    gain = ground.total - ground.covered(posts) - problem.costs_with(posts, others)
    places = ground.instance.xy[ground.posts : ground.instance.sites]
    table = pd.DataFrame({"area": ground.areas, "gain": gain, "gain_share": gain / max(1, ground.total)})
    table = table.assign(x=places[:, 0], y=places[:, 1])
    best = table.loc[table.groupby("area")["gain"].idxmax()]
    return best.sort_values(["gain", "area"], ascending=[False, True], ignore_index=True)
