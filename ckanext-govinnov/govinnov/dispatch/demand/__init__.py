"""Where the weight is: of areas, and the places inside an area where it may stand, or is known to."""

from govinnov.dispatch.demand.areas import ELECTORS, Weighted, weigh
from govinnov.dispatch.demand.gridded import counted
from govinnov.dispatch.demand.points import PLACEMENTS, Points, spread

__all__ = ["ELECTORS", "PLACEMENTS", "Points", "Weighted", "counted", "spread", "weigh"]
