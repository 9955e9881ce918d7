"""The tables that a run writes."""

from __future__ import annotations

from govinnov.dispatch.run.columns.basis import FINDINGS, GAZETTEER, GROUND, POSTS
from govinnov.dispatch.run.columns.cameras import BLIND_SPOTS, CCTV, CCTV_AREAS
from govinnov.dispatch.run.columns.nation import BACKTEST, COMPARISON, RANKS
from govinnov.dispatch.run.columns.plans import PLAN_SITES, PLANS, POSTS_NEEDED, PRIORITY_AREAS
from govinnov.dispatch.run.columns.shares import AREAS, DISTANCES, FACTS, GOLDEN_TIME, RESIDENTS, ZONES

__all__ = [
    "AREAS",
    "BACKTEST",
    "BLIND_SPOTS",
    "CCTV",
    "CCTV_AREAS",
    "COMPARISON",
    "DISTANCES",
    "FACTS",
    "FINDINGS",
    "GAZETTEER",
    "GOLDEN_TIME",
    "GROUND",
    "PLANS",
    "PLAN_SITES",
    "POSTS",
    "POSTS_NEEDED",
    "PRIORITY_AREAS",
    "RANKS",
    "RESIDENTS",
    "TABLES",
    "ZONES",
]

#: Those of one government, and of the country as their concatenation.
TABLES = (
    FACTS,
    DISTANCES,
    GOLDEN_TIME,
    AREAS,
    RESIDENTS,
    ZONES,
    CCTV,
    CCTV_AREAS,
    PLANS,
    PLAN_SITES,
    POSTS_NEEDED,
    PRIORITY_AREAS,
    GROUND,
)
