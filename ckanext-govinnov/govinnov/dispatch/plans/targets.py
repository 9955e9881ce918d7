"""How many more posts cover a share of the demand: no fewer than one count, no more than another."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from govinnov.dispatch.placement import Plan
from govinnov.dispatch.placement.model import SCALE, Ints
from govinnov.dispatch.plans.ground import Ground

TARGETS = (0.80, 0.90, 0.95)
_COUNTS = ("posts_lo", "posts_hi")


def enough(ground: Ground, plans: Mapping[int, Plan]) -> pd.DataFrame:
    """Count posts for each of ``TARGETS``.

    Within the counts that were planned, plans and bounds tell. Beyond them the best post is added to the plan of most
    posts, again and again, and the multipliers of each proof bound every count: Σu + Σρ holds for any number of sites.

    Args:
        ground: The government's instance.
        plans: Plans by the number of posts they add.

    Returns:
        ``target``, ``posts_lo`` (fewer can't be enough), ``posts_hi`` (so many are, by a plan) and ``proven`` (they are
        equal); no counts where posts on all candidates would not cover so much.
    """
    wanted = [-(-ground.total * round(share * 100) // 100) for share in TARGETS]
    covered, bound = _covered(ground, plans, wanted[-1]), _bounds(ground, plans)
    rows = [(share, *_between(one, covered, bound)) for share, one in zip(TARGETS, wanted, strict=True)]
    table = pd.DataFrame(rows, columns=["target", *_COUNTS]).astype(dict.fromkeys(_COUNTS, "Int64"))
    return table.assign(proven=(table["posts_lo"] == table["posts_hi"]).fillna(value=False))


def _between(wanted: int, covered: Ints, bound: Ints) -> tuple[int | None, int | None]:
    enough = np.flatnonzero(covered >= wanted)
    if not len(enough):
        return None, None
    return int(np.flatnonzero(bound >= wanted)[0]), int(enough[0])


def _covered(ground: Ground, plans: Mapping[int, Plan], wanted: int) -> Ints:
    """Weight that some plan of 0, 1, … more posts covers, until it is as much as wanted or nothing more is gained."""
    problem, planned = ground.instance.problem, max(plans, default=0)
    sites = np.array(plans[planned].sites if plans else ground.fixed, dtype=np.int64) - 1
    told = [ground.covered(np.arange(ground.posts)), *(plans[count].objective for count in range(1, planned + 1))]
    left = np.minimum(problem.costs[:, sites].min(axis=1, initial=ground.total), problem.weights)
    while told[-1] < wanted and (gain := problem.sums(left)).max() > 0:
        told.append(told[-1] + int(gain.max()))
        left[problem.costs[:, gain.argmax()] == 0] = 0
    return np.array(told)


def _bounds(ground: Ground, plans: Mapping[int, Plan]) -> Ints:
    """Weight that no plan of 0, 1, … more posts can pass."""
    bounds = np.full(ground.instance.sites - ground.posts + 1, ground.total)
    for count, plan in plans.items():
        bounds[count] = min(bounds[count], plan.bound)
        if plan.certificate is not None:
            bounds = np.minimum(bounds, _by_multipliers(ground, np.asarray(plan.certificate.nodes[0].u)))
    bounds[0] = ground.covered(np.arange(ground.posts))
    return bounds


def _by_multipliers(ground: Ground, u: Ints) -> Ints:
    """L of a proof's root for each number of sites, as the weight that can be covered at most."""
    rho = ground.instance.problem.rho(np.arange(ground.instance.sites), u)
    others = np.sort(rho[ground.posts :])
    value = u.sum() + rho[: ground.posts].sum() + np.append(0, np.cumsum(others))
    return ground.total - -(-value // SCALE)
