"""The tables that a run writes."""

from __future__ import annotations

from govinnov.dispatch.run.table import Column, Table


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _ranged(name: str, decimals: int) -> tuple[Column, ...]:
    return tuple(Column(part, decimals) for part in (f"{name}_lo", name, f"{name}_hi"))


_GOVERNMENT = _text("government_code", "government_name", "reference_date", "run_id")
_RUN = _text("reference_date", "run_id")
_LIMIT = (*_text("service", "clock"), Column("limit_s", 0))
_WEIGHT = (Column("weight"), Column("total", 0))
_WORTH = _text("method", "grade", "status", "reason")
_WITHIN = (*_ranged("within", 0), *_ranged("share", 4))

#: Facts: how many are within so many kilometres of the nearest post.
FACTS = Table(
    "facts",
    (
        *_GOVERNMENT,
        Column("post"),
        Column("radius_km", 0),
        *_WEIGHT,
        *_WITHIN,
        Column("areas", 0),
        Column("posts", 0),
        *_WORTH,
    ),
    ("government_code", "post", "radius_km"),
)
#: Facts: how far half and nine tenths have it to the nearest post.
DISTANCES = Table(
    "distances",
    (
        *_GOVERNMENT,
        Column("post"),
        *_WEIGHT,
        *_ranged("median_km", 3),
        *_ranged("p90_km", 3),
        Column("land_km2", 1),
        Column("areas", 0),
        Column("posts", 0),
        *_WORTH,
    ),
    ("government_code", "post"),
)
#: The summary: which share is reached within which limit.
GOLDEN_TIME = Table(
    "golden-time",
    (
        *_GOVERNMENT,
        *_LIMIT,
        *_WEIGHT,
        *_WITHIN,
        Column("areas", 0),
        Column("posts", 0),
        *_text("basis", "method", "grade", "status", "reason"),
    ),
    ("government_code", "service", "clock", "limit_s"),
)
#: Distance by 읍면동.
AREAS = Table(
    "areas",
    (
        *_GOVERNMENT,
        *_text("area_code", "area_name", "joined", "post"),
        *_WEIGHT,
        *_ranged("median_km", 3),
        *_ranged("share_2km", 4),
        *_WORTH,
    ),
    ("government_code", "area_code", "post"),
)
#: How far wrong addresses are placed, by tier.
GAZETTEER = Table(
    "gazetteer",
    (
        *_RUN,
        Column("rank", 0),
        Column("tier"),
        Column("tested", 0),
        Column("median_m", 0),
        Column("p90_m", 0),
        Column("stations", 0),
        Column("stations_share", 4),
    ),
    ("rank",),
)
#: How governments, and areas, spread.
COMPARISON = Table(
    "comparison",
    (
        *_RUN,
        Column("post"),
        Column("radius_km", 0),
        *_LIMIT,
        *_text("place", "weight"),
        Column("n", 0),
        Column("share_p10", 4),
        Column("share_median", 4),
        Column("share_p90", 4),
        *_text("basis", "method"),
    ),
    ("post", "radius_km", "service", "clock", "limit_s", "place", "weight"),
)
#: Between which ranks governments stand.
RANKS = Table(
    "ranks",
    (
        *_GOVERNMENT,
        *_LIMIT,
        Column("weight"),
        *_ranged("share", 4),
        Column("rank_from", 0),
        Column("rank_to", 0),
        Column("n", 0),
        *_text("basis", "method", "grade"),
    ),
    ("service", "clock", "limit_s", "weight", "government_code"),
)
#: Modelled shares beside published ones.
BACKTEST = Table(
    "backtest",
    (
        *_RUN,
        *_LIMIT,
        *_text("region", "begin", "end"),
        Column("published", 4),
        Column("model", 4),
        Column("median", 4),
        Column("density", 4),
        Column("error", 1),
        Column("parameter", 0),
        Column("method"),
    ),
    ("region",),
)
#: Residents by age near a post.
RESIDENTS = Table(
    "residents",
    (
        *_GOVERNMENT,
        Column("post"),
        Column("radius_km", 0),
        Column("age"),
        *_WEIGHT,
        *_WITHIN,
        Column("year", 0),
        *_text("basis", "method", "status", "reason"),
    ),
    ("government_code", "age"),
)
#: Land within kilometres of a post, or within seconds of driving.
ZONES = Table(
    "zones",
    (
        *_GOVERNMENT,
        Column("post"),
        Column("radius_km", 0),
        Column("clock"),
        Column("limit_s", 0),
        Column("weight"),
        Column("area_km2", 4),
        Column("land_km2", 4),
        Column("share", 4),
        *_text("method", "status", "reason"),
    ),
    ("government_code", "radius_km", "limit_s"),
)
_SEEN = (Column("share_30", 4), Column("share_50", 4), Column("share_100", 4))
#: What cameras see of a government.
CCTV = Table(
    "cctv",
    (
        *_GOVERNMENT,
        Column("cameras", 0),
        Column("discs", 0),
        Column("wedges", 0),
        *(Column(f"{by}_{metres}", 4) for by in ("area", "weight") for metres in (30, 50, 100)),
        Column("weight"),
        Column("areas", 0),
        *_text("method", "status"),
    ),
    ("government_code",),
)
#: What cameras see of each 읍면동.
CCTV_AREAS = Table(
    "cctv-areas",
    (
        *_GOVERNMENT,
        *_text("area_code", "area_name"),
        Column("cameras", 0),
        Column("area_km2", 4),
        *_SEEN,
        *_text("method", "status"),
    ),
    ("government_code", "area_code"),
)
#: Cells of 100 m by their index: for stewards, never published.
BLIND_SPOTS = Table(
    "blind-spots",
    (
        *_GOVERNMENT,
        Column("cell"),
        Column("x", 0),
        Column("y", 0),
        Column("blind", 4),
        Column("exposure", 4),
        Column("index", 1),
        *_text("kind", "method"),
    ),
    ("government_code", "cell"),
)
_PLAN = (*_GOVERNMENT, *_LIMIT, Column("radius_m", 0), *_WEIGHT)
_PROVEN = _text("proven")
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
        *_text("method", "grade"),
    ),
    ("government_code", "added"),
)
#: Where the new posts of each plan are.
PLAN_SITES = Table(
    "plan-sites",
    (
        *_GOVERNMENT,
        *_LIMIT,
        Column("added", 0),
        Column("site", 0),
        *_text("area_code", "area_name"),
        Column("lon", 6),
        Column("lat", 6),
        *_text("method", "grade"),
    ),
    ("government_code", "added", "site"),
)
#: How many more posts cover 80, 90 and 95 %.
POSTS_NEEDED = Table(
    "posts-needed",
    (*_PLAN, Column("target", 2), Column("posts_lo", 0), Column("posts_hi", 0), *_PROVEN, *_text("method", "grade")),
    ("government_code", "target"),
)
#: 읍면동 by what the best single post in them adds.
PRIORITY_AREAS = Table(
    "priority-areas",
    (
        *_PLAN,
        Column("rank", 0),
        *_text("area_code", "area_name"),
        Column("gain", 0),
        Column("gain_share", 4),
        Column("lon", 6),
        Column("lat", 6),
        *_text("method", "grade"),
    ),
    ("government_code", "rank"),
)
#: Where electors of each 읍면동 may stand: what shares are computed from, and computed again with posts added or moved.
GROUND = Table(
    "ground",
    (
        *_GOVERNMENT,
        Column("area_number", 0),
        Column("part", 0),
        *_text("area_code", "area_name"),
        Column("weight"),
        Column("total", 0),
        Column("edge_m", 1),
        *_text("cells", "anchors", "method"),
    ),
    ("government_code", "area_number"),
)
#: Posts that shares are computed from.
POSTS = Table(
    "posts",
    (
        *_RUN,
        Column("post_number", 0),
        *_text("post", "post_name"),
        Column("x", 6),
        Column("y", 6),
        Column("lon", 6),
        Column("lat", 6),
    ),
    ("post_number",),
)
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
#: What is wrong with the inputs.
FINDINGS = Table("findings", (*_text("code", "file"), Column("line", 0), Column("count", 0)), ())
