"""Where the weight is: of areas, and the places inside an area where it may stand, or is known to."""

from govinnov.dispatch.demand.areas import ELECTORS, Stands, Weighted, weigh
from govinnov.dispatch.demand.gridded import counted
from govinnov.dispatch.demand.places import Places, places_of
from govinnov.dispatch.demand.points import PLACEMENTS, Points, points_of, stands

__all__ = [
    "ELECTORS",
    "PLACEMENTS",
    "Places",
    "Points",
    "Stands",
    "Weighted",
    "counted",
    "places_of",
    "points_of",
    "stands",
    "weigh",
]
