"""What is recalled, as a rule and not as a list: what is reported later falls under it by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from govinnov.trace.codes.model import URN
from govinnov.trace.codes.written import day_of, farm_of, kind_of
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.lineage import Edge
from govinnov.trace.lineage.about import party_of

#: How the names of eggs with a mark begin.
MARKED = f"{URN}egg10/"


@dataclass(frozen=True, slots=True)
class Predicate:
    """Lots of a farm by their dates, or one lot.

    Attributes:
        first: The first laying or slaughter date, in Korea.
        last: The last one, which is in it too.
        farm: A mark's five signs, or who the farm is in events (a GLN, or its EPC).
        lot: The canonical URI of one lot, whatever its date.
    """

    first: date
    last: date
    farm: str = ""
    lot: str = ""

    @property
    def holder(self) -> str:
        """The farm as the party of holdings."""
        return party_of(self.farm)

    def has_day(self, day: date | None) -> bool:
        """Whether a day is in it."""
        return day is not None and self.first <= day <= self.last

    def has_eggs(self, lot: str, *, stood_there: bool) -> bool:
        """Whether a lot is one of its own: it itself, or eggs laid in its days with the farm's mark, or at the farm."""
        if lot == self.lot:
            return True
        farm = farm_of(lot)
        return farm is not None and (farm == self.farm or stood_there) and self.has_day(day_of(lot))

    def has_making(self, edge: Edge, at: datetime) -> bool:
        """Whether a lot that stood at the farm was slaughtered there, in its days.

        Slaughter is what was made of it elsewhere, or chicken and duck by their numbers; a flock that is split at the
        farm is none. Eggs with a mark go by their laying date.
        """
        away = edge.source.party != self.holder or kind_of(edge.target.lot) in ("chicken", "duck")
        return away and not is_marked(edge.source.lot) and self.has_day(korean_day(at))


def is_marked(lot: str) -> bool:
    """Whether a lot is eggs with a mark."""
    return lot.startswith(MARKED)
