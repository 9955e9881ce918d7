"""Tables that only a run of the whole country has."""

from __future__ import annotations

from govinnov.dispatch.run.columns.parts import GOVERNMENT, LIMIT, RUN, ranged, text
from govinnov.dispatch.run.table import Column, Table

#: How governments, and areas, spread.
COMPARISON = Table(
    "comparison",
    (
        *RUN,
        Column("post"),
        Column("radius_km", 0),
        *LIMIT,
        *text("place", "weight"),
        Column("n", 0),
        Column("share_p10", 4),
        Column("share_median", 4),
        Column("share_p90", 4),
        *text("basis", "method"),
    ),
    ("post", "radius_km", "service", "clock", "limit_s", "place", "weight"),
)
#: Between which ranks governments stand.
RANKS = Table(
    "ranks",
    (
        *GOVERNMENT,
        *LIMIT,
        Column("weight"),
        *ranged("share", 4),
        Column("rank_from", 0),
        Column("rank_to", 0),
        Column("n", 0),
        *text("basis", "method", "grade"),
    ),
    ("service", "clock", "limit_s", "weight", "government_code"),
)
#: Modelled shares beside published ones.
BACKTEST = Table(
    "backtest",
    (
        *RUN,
        *LIMIT,
        *text("region", "begin", "end"),
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
