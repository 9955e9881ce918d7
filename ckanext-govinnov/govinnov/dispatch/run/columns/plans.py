"""Tables of plans for more posts."""

from __future__ import annotations

from govinnov.dispatch.run.columns.parts import GOVERNMENT, LIMIT, WEIGHT, text
from govinnov.dispatch.run.table import Column, Table

_PLAN = (*GOVERNMENT, *LIMIT, Column("radius_m", 0), *WEIGHT)
_PROVEN = text("proven")
#: What 0, 1, … more posts cover at best.
PLANS = Table(
    "plans",
    (
        *_PLAN,
        Column("added", 0),
        Column("covered", 0),
        Column("bound", 0),
        Column("share", 4),
        Column("share_bound", 4),
        *_PROVEN,
        Column("gap", 6),
        Column("nodes", 0),
        Column("mean_m", 0),
        *text("method", "grade"),
    ),
    ("government_code", "added"),
)
#: Where the new posts of each plan are.
PLAN_SITES = Table(
    "plan-sites",
    (
        *GOVERNMENT,
        *LIMIT,
        Column("added", 0),
        Column("site", 0),
        *text("area_code", "area_name"),
        Column("lon", 6),
        Column("lat", 6),
        *text("method", "grade"),
    ),
    ("government_code", "added", "site"),
)
#: How many more posts cover 80, 90 and 95 %.
POSTS_NEEDED = Table(
    "posts-needed",
    (*_PLAN, Column("target", 2), Column("posts_lo", 0), Column("posts_hi", 0), *_PROVEN, *text("method", "grade")),
    ("government_code", "target"),
)
#: 읍면동 by what the best single post in them adds.
PRIORITY_AREAS = Table(
    "priority-areas",
    (
        *_PLAN,
        Column("rank", 0),
        *text("area_code", "area_name"),
        Column("gain", 0),
        Column("gain_share", 4),
        Column("lon", 6),
        Column("lat", 6),
        *text("method", "grade"),
    ),
    ("government_code", "rank"),
)
