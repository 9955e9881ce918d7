"""Police stations, which have addresses only, placed by the gazetteer with the error that it has on the 119 centres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from govinnov.dispatch.findings import Finding
from govinnov.dispatch.gazetteer import TIERS, Names, Placed, TierError, build, measured, place
from govinnov.dispatch.inputs.stations import places
from govinnov.dispatch.run.country import Country
from govinnov.dispatch.run.posts import Posts
from govinnov.dispatch.run.table import Cells

_HALF, _MOST = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Placing:
    """Stations placed by their addresses.

    Attributes:
        stations: Where each is taken to be, by which tier.
        errors: Of each tier, measured where the truth is known.
        addresses: How many known addresses they were placed by.
    """

    stations: Sequence[Placed]
    errors: Sequence[TierError]
    addresses: int

    def posts(self) -> Posts:
        """The stations that have a place, each with the errors of its tier; a tier without tests places none."""
        tested = {one.tier for one in self.errors if len(one.metres)}
        held = [one for one in self.stations if one.place is not None and one.tier in tested]
        where = np.array([one.place for one in held], dtype=np.float64).reshape(-1, 2)
        tiers = np.array([TIERS.index(one.tier) for one in held], dtype=np.int64)
        return Posts(where, tiers, tuple(one.metres for one in self.errors))

    def exact(self, largest_m: float) -> frozenset[str]:
        """Tiers whose error is at most so large nine times in ten."""
        return frozenset(one.tier for one in self.errors if one.quantile(_MOST) <= largest_m)

    def rows(self) -> Iterable[Cells]:
        """One for each tier: how wrong it is, and how many stations it places."""
        for one in self.errors:
            count = sum(placed.tier == one.tier for placed in self.stations)
            yield {
                "tier": one.tier,
                "rank": TIERS.index(one.tier) + 1,
                "tested": len(one.metres),
                "median_m": one.quantile(_HALF),
                "p90_m": one.quantile(_MOST),
                "stations": count,
                "stations_share": count / max(len(self.stations), 1),
            }


def placing(country: Country, findings: list[Finding]) -> Placing:
    """Place police stations; the 119 centres, which no address of the gazetteer is from, tell how far wrong that is."""
    districts = country.districts
    names = Names((one.code, one.province, one.name) for one in districts.values())
    known = build(country.addresses, names, {code: one.shape for code, one in districts.items()}, findings)
    centres = [one for one in country.fire if one.place]
    truth = zip((one.address for one in centres), places(centres), strict=True)
    errors = measured(((text, (float(x), float(y))) for text, (x, y) in truth), known)
    return Placing([place(one.address, known) for one in country.police], errors, known.addresses)
