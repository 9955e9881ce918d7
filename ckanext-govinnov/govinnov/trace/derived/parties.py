"""What everybody may know of the parties of all records: their 시군구 and what they are."""

from __future__ import annotations

from govinnov.trace.codes.written import farm_of
from govinnov.trace.lineage.model import Record

#: Whoever is known to be nothing else.
OTHER = "other"
ROLES = ("hatchery", "farm", "slaughterhouse", "packer", "trade", OTHER)


class Parties:
    """Learnt record by record, in time order: what was told last counts, and nothing told takes nothing back."""

    def __init__(self) -> None:
        self._districts: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._marks: dict[str, str] = {}

    def learn(self, record: Record) -> None:
        """Learn from a record."""
        for party, who in record.whos.items():
            if who.district:
                self._districts[party] = who.district
            if who.role in ROLES:
                self._roles[party] = who.role
        here = record.hands[1]
        if self._roles.get(here) == "farm":
            self._marks |= {farm: here for item in record.things if (farm := farm_of(item.lot))}

    def district(self, party: str) -> str:
        """The 시도 and 시군구 of a party; empty where nobody told."""
        return self._districts.get(party, "")

    def role(self, party: str) -> str:
        """What a party is."""
        return self._roles.get(party, OTHER)

    def farm(self, named: str) -> str:
        """The party of a farm that is named by its mark; any other name as it is."""
        return self._marks.get(named, named)
