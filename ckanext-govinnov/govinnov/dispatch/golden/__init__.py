"""From distances to what is told: weight within a distance or a time, medians, each with its range and grade."""

from govinnov.dispatch.golden.curve import Curve, curve
from govinnov.dispatch.golden.grade import grade
from govinnov.dispatch.golden.ranges import FEWEST, RADII_KM, Range, counted, quantile_km, ranged, within
from govinnov.dispatch.golden.spread import Spread, rank_ranges, spread_of

__all__ = [
    "FEWEST",
    "RADII_KM",
    "Curve",
    "Range",
    "Spread",
    "counted",
    "curve",
    "grade",
    "quantile_km",
    "ranged",
    "rank_ranges",
    "spread_of",
    "within",
]
