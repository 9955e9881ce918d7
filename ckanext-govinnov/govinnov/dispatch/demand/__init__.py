"""Where the weight is: electors of areas, and the places inside an area where they may stand."""

from govinnov.dispatch.demand.areas import Weighted, weigh
from govinnov.dispatch.demand.points import PLACEMENTS, Points, spread

__all__ = ["PLACEMENTS", "Points", "Weighted", "spread", "weigh"]
