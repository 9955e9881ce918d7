"""What lots are: by their codes; else by what they were made of, or by what was made of them."""

from __future__ import annotations

from functools import lru_cache

from govinnov.trace.codes.written import kind_of
from govinnov.trace.lineage.about import items, kind, lots
from govinnov.trace.lineage.model import Record

#: What nobody knows the kind of.
UNKNOWN = "unknown"
#: So many makings lie at most between a chick and its meat, or between eggs and a pack.
_FAR = 6


class Kinds:
    """``chicken``, ``duck`` and ``egg``; birds have the kind of their meat, and hens lay eggs."""

    def __init__(self) -> None:
        self._made_of: dict[str, set[str]] = {}
        self._became: dict[str, set[str]] = {}
        self._told: dict[str, str | None] = {}

    def learn(self, record: Record) -> None:
        """Learn from a making; of lots whose codes tell their kind nothing has to be kept."""
        event = record.event
        if kind(event) != "TransformationEvent":
            return
        self._told.clear()
        sources = set(lots(items(event, "inputEPCList", "inputQuantityList")))
        targets = set(lots(items(event, "outputEPCList", "outputQuantityList")))
        for lot in targets:
            if _own(lot) is None:
                self._made_of.setdefault(lot, set()).update(sources)
        for lot in sources:
            if _own(lot) is None:
                self._became.setdefault(lot, set()).update(targets)

    def of(self, lot: str) -> str:
        """The kind of a lot; where what it stands between is of several kinds, nobody knows."""
        return self.maybe(lot) or UNKNOWN

    def maybe(self, lot: str) -> str | None:
        """The kind of a lot, where it is known."""
        own = _own(lot)
        if own is None and lot not in self._told:
            self._told[lot] = self._between(lot)
        return own or self._told[lot]

    def _between(self, lot: str) -> str | None:
        """The kind of a lot by what it stands between."""
        eggs_or_meat = self._all(lot, self._made_of)
        birds = {"chicken" if made == "egg" else made for made in self._all(lot, self._became)}
        return _only(eggs_or_meat) or _only(birds)

    def _all(self, lot: str, beside: dict[str, set[str]]) -> set[str]:
        """Kinds of the nearest lots on one side whose codes tell theirs."""
        kinds, level, seen = set[str](), {lot}, {lot}
        for _ in range(_FAR):
            found = {one for name in level for one in beside.get(name, ())} - seen
            told = {one: _own(one) for one in found}
            kinds |= {own for own in told.values() if own}
            seen |= found
            level = {one for one, own in told.items() if own is None}
        return kinds


@lru_cache(maxsize=1 << 16)
def _own(lot: str) -> str | None:
    return kind_of(lot)


def _only(kinds: set[str]) -> str | None:
    return next(iter(kinds)) if len(kinds) == 1 else None
