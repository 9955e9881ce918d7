"""Tables of what cameras see."""

from __future__ import annotations

from govinnov.dispatch.run.columns.parts import GOVERNMENT, text
from govinnov.dispatch.run.table import Column, Table

_SEEN = (Column("share_30", 4), Column("share_50", 4), Column("share_100", 4))
#: What cameras see of a government.
CCTV = Table(
    "cctv",
    (
        *GOVERNMENT,
        Column("cameras", 0),
        Column("discs", 0),
        Column("wedges", 0),
        *(Column(f"{by}_{metres}", 4) for by in ("area", "weight") for metres in (30, 50, 100)),
        Column("weight"),
        Column("areas", 0),
        *text("method", "status"),
    ),
    ("government_code",),
)
#: What cameras see of each 읍면동.
CCTV_AREAS = Table(
    "cctv-areas",
    (
        *GOVERNMENT,
        *text("area_code", "area_name"),
        Column("cameras", 0),
        Column("area_km2", 4),
        *_SEEN,
        *text("method", "status"),
    ),
    ("government_code", "area_code"),
)
#: Cells of 100 m by their index: for stewards, never published.
BLIND_SPOTS = Table(
    "blind-spots",
    (
        *GOVERNMENT,
        Column("cell"),
        Column("x", 0),
        Column("y", 0),
        Column("blind", 4),
        Column("exposure", 4),
        Column("index", 1),
        *text("kind", "method"),
    ),
    ("government_code", "cell"),
)
