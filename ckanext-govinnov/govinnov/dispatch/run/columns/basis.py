"""Tables of what figures stand on."""

from __future__ import annotations

from govinnov.dispatch.run.columns.parts import GOVERNMENT, RUN, text
from govinnov.dispatch.run.table import Column, Table

#: Where electors of each 읍면동 may stand: what shares are computed from, and computed again with posts added or moved.
GROUND = Table(
    "ground",
    (
        *GOVERNMENT,
        Column("area_number", 0),
        Column("part", 0),
        *text("area_code", "area_name"),
        Column("weight"),
        Column("total", 0),
        Column("edge_m", 1),
        *text("cells", "anchors", "method"),
    ),
    ("government_code", "area_number"),
)
#: Posts that shares are computed from.
POSTS = Table(
    "posts",
    (
        *RUN,
        Column("post_number", 0),
        *text("post", "post_name"),
        Column("x", 6),
        Column("y", 6),
        Column("lon", 6),
        Column("lat", 6),
    ),
    ("post_number",),
)
#: How far wrong addresses are placed, by tier.
GAZETTEER = Table(
    "gazetteer",
    (
        *RUN,
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
#: What is wrong with the inputs.
FINDINGS = Table("findings", (*text("code", "file"), Column("line", 0), Column("count", 0)), ())
