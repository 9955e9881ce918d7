"""Where an address is, told from other addresses whose coordinates are published, and how far wrong that may be."""

from govinnov.dispatch.gazetteer.address import Parsed, parse
from govinnov.dispatch.gazetteer.build import Gazetteer, build
from govinnov.dispatch.gazetteer.districts import Names
from govinnov.dispatch.gazetteer.errors import TierError, measured
from govinnov.dispatch.gazetteer.place import TIERS, Placed, place

__all__ = ["TIERS", "Gazetteer", "Names", "Parsed", "Placed", "TierError", "build", "measured", "parse", "place"]
