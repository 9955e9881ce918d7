"""All plans of one government: the curve of coverage, its sites, what is enough, and which areas come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govinnov.dispatch.placement import Guard, Plan, Sweep, Terms
from govinnov.dispatch.plans.ground import Ground
from govinnov.dispatch.plans.priority import gains
from govinnov.dispatch.plans.targets import enough

#: Nodes of each search; a plan that is not proven within them says so, with its bound.
WORK = 400
#: Posts that are added in turn.
COUNTS = range(1, 11)


@dataclass(frozen=True)
class Plans:
    """What a government's council is shown.

    Attributes:
        curve: For 0, 1, … more posts: ``posts``, ``covered``, ``bound`` (weight), ``share``, ``share_bound``,
            ``proven``, ``gap``, ``nodes`` and ``mean_m`` (metres from demand to the nearest post, weighted).
        sites: ``posts``, ``site`` (of the instance), ``area``, ``x``, ``y`` of each new post of each plan.
        targets: See ``targets.enough``.
        areas: See ``priority.gains``.
        plans: The plans, each with its certificate if proven (``ground.instance.published`` makes it the file's).
    """

    curve: pd.DataFrame
    sites: pd.DataFrame
    targets: pd.DataFrame
    areas: pd.DataFrame
    plans: tuple[Plan, ...]


def plan_posts(ground: Ground, counts: Iterable[int] = COUNTS, work: int = WORK, guard: Guard | None = None) -> Plans:
    """Plan 1, 2, … more posts beside the existing ones, so that the most demand is covered.

    A proven plan's certificate has been replayed. Of plans that cover as much, the one with less travel found is taken.

    Raises:
        GuardError: The guard's time is over: there are all plans or none.

    Source: docs/explanation/placement.md
    """
    travel = ground.instance.travel
    begun = Sweep(ground.instance.problem, Terms(ground.fixed, work=work, travel=travel, guard=guard))
    possible = [count for count in counts if count <= ground.instance.sites - ground.posts]
    plans = {count: begun.place(ground.posts + count) for count in possible}
    existing = ground.covered(np.arange(ground.posts))
    curve = [_point(ground, 0, existing, None), *(_point(ground, k, one.objective, one) for k, one in plans.items())]
    sites = [row for count, plan in plans.items() for row in _sites(ground, count, plan)]
    named = pd.DataFrame(sites, columns=["posts", "site", "area", "x", "y"])
    return Plans(pd.DataFrame(curve), named, enough(ground, plans), gains(ground), tuple(plans.values()))


def _point(ground: Ground, count: int, covered: int, plan: Plan | None) -> dict[str, object]:
    sites = np.arange(ground.posts) if plan is None else np.array(plan.sites) - 1
    total, bound = max(1, ground.total), covered if plan is None else plan.bound
    mean = ground.instance.travel.total(sites) / total if len(sites) else np.nan
    proof = {"proven": bound == covered, "gap": 0.0 if plan is None else plan.gap, "nodes": plan.nodes if plan else 0}
    shares = {"share": covered / total, "share_bound": bound / total}
    return {"posts": count, "covered": covered, "bound": bound, **shares, **proof, "mean_m": mean}


def _sites(ground: Ground, count: int, plan: Plan) -> list[tuple[int, int, str, int, int]]:
    new = [site for site in plan.sites if site > ground.posts]
    places = ground.instance.xy[np.array(new, dtype=np.int64) - 1].tolist()
    return [
        (count, site, ground.areas[site - 1 - ground.posts], x, y) for site, (x, y) in zip(new, places, strict=True)
    ]
