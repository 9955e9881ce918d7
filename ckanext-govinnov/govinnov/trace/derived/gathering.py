"""Sums by party, as records come in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from govinnov.trace.derived.parts import Part
from govinnov.trace.epcis.numbers import plus

#: What a table has rows of their own for: step or role, kind, unit.
Group = tuple[str, ...]
#: Who did it: whose district counts first.
Who = tuple[str, ...]


class Gathered:
    """What each party did, by group."""

    def __init__(self) -> None:
        self._things: dict[Group, dict[Who, set[str]]] = {}
        self._amounts: dict[tuple[Group, Who], Decimal | None] = {}

    def add(self, group: Group, who: Who, thing: str, quantity: Decimal | None) -> None:
        """Count a thing once however often it comes, and all of its amounts."""
        self._things.setdefault(group, {}).setdefault(who, set()).add(thing)
        self._amounts[group, who] = plus(self._amounts.get((group, who), Decimal()), quantity)

    def parts(self, district: Callable[[str], str]) -> dict[Group, list[Part]]:
        """What each party did, by group, in the order of their names."""
        return {group: self._parts(group, district) for group in sorted(self._things)}

    def _parts(self, group: Group, district: Callable[[str], str]) -> list[Part]:
        found = self._things[group]
        return [Part(who, district(who[0]), len(found[who]), self._amounts[group, who]) for who in sorted(found)]
