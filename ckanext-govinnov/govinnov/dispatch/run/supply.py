"""Which posts a government has, and whether figures can be told from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping

from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.inputs.districts import District
from govinnov.dispatch.inputs.stations import places
from govinnov.dispatch.run.country import Country
from govinnov.dispatch.run.parameters import Parameters
from govinnov.dispatch.run.placing import Placing
from govinnov.dispatch.run.posts import published
from govinnov.dispatch.run.task import CENTRE, POLICE, Supply

#: From the districts of a government to its part.
Supplier = Callable[[Collection[str]], Supply]


def suppliers(country: Country, police: Placing, parameters: Parameters) -> dict[str, Supplier]:
    """Of each kind of post."""
    return {CENTRE: _centres(country), POLICE: _police(police, parameters)}


def _centres(country: Country) -> Supplier:
    where = places(country.fire)
    held = _count(where, country.districts)
    posts, reason = published(where), "" if len(where) else "no-stations"
    return lambda districts: Supply(posts, sum(held[code] for code in districts), reason)


def _police(police: Placing, parameters: Parameters) -> Supplier:
    """Figures only where enough of a government's own stations are placed well enough."""
    posts, exact = police.posts(), police.exact(parameters["station.largest_error_m"])
    given = Counter(one.district for one in police.stations)
    well = Counter(one.district for one in police.stations if one.tier in exact)

    def supply(districts: Collection[str]) -> Supply:
        own, placed = (sum(count[code] for code in districts) for count in (given, well))
        enough = own and placed >= parameters["station.least_placed"] * own
        return Supply(posts, own, "" if enough else "addresses-only" if own else "no-stations")

    return supply


def _count(where: Floats, districts: Mapping[str, District]) -> Counter[str]:
    """How many posts lie in each district."""
    return Counter({code: int(one.shape.contains(where).sum()) for code, one in districts.items()})
