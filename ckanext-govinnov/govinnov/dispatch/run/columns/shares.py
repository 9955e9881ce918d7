"""Tables of what posts reach: people within kilometres and limits, and land."""

from __future__ import annotations

from govinnov.dispatch.run.columns.parts import GOVERNMENT, LIMIT, WEIGHT, WITHIN, WORTH, ranged, text
from govinnov.dispatch.run.table import Column, Table

#: Facts: how many are within so many kilometres of the nearest post.
FACTS = Table(
    "facts",
    (
        *GOVERNMENT,
        Column("post"),
        Column("radius_km", 0),
        *WEIGHT,
        *WITHIN,
        Column("areas", 0),
        Column("posts", 0),
        *WORTH,
    ),
    ("government_code", "post", "radius_km"),
)
#: Facts: how far half and nine tenths have it to the nearest post.
DISTANCES = Table(
    "distances",
    (
        *GOVERNMENT,
        Column("post"),
        *WEIGHT,
        *ranged("median_km", 3),
        *ranged("p90_km", 3),
        Column("land_km2", 1),
        Column("areas", 0),
        Column("posts", 0),
        *WORTH,
    ),
    ("government_code", "post"),
)
#: The summary: which share is reached within which limit.
GOLDEN_TIME = Table(
    "golden-time",
    (
        *GOVERNMENT,
        *LIMIT,
        *WEIGHT,
        *WITHIN,
        Column("areas", 0),
        Column("posts", 0),
        *text("basis", "method", "grade", "status", "reason"),
    ),
    ("government_code", "service", "clock", "limit_s"),
)
#: Distance by 읍면동.
AREAS = Table(
    "areas",
    (
        *GOVERNMENT,
        *text("area_code", "area_name", "joined", "post"),
        *WEIGHT,
        *ranged("median_km", 3),
        *ranged("share_2km", 4),
        *WORTH,
    ),
    ("government_code", "area_code", "post"),
)
#: Residents by age near a post.
RESIDENTS = Table(
    "residents",
    (
        *GOVERNMENT,
        Column("post"),
        Column("radius_km", 0),
        Column("age"),
        *WEIGHT,
        *WITHIN,
        Column("year", 0),
        *text("basis", "method", "status", "reason"),
    ),
    ("government_code", "age"),
)
#: Land within kilometres of a post, or within seconds of driving.
ZONES = Table(
    "zones",
    (
        *GOVERNMENT,
        Column("post"),
        Column("radius_km", 0),
        Column("clock"),
        Column("limit_s", 0),
        Column("weight"),
        Column("area_km2", 4),
        Column("land_km2", 4),
        Column("share", 4),
        *text("method", "status", "reason"),
    ),
    ("government_code", "radius_km", "limit_s"),
)
