"""Which amounts can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

#: How much of one thing, by unit: the same amount in each of them, by its event's own word. Empty: nobody knows.
Amount = Mapping[str, Fraction]
MISSING: Amount = {}

#: Units of UN/CEFACT's Recommendation 20 that measure the same: what a unit is called here, and how many of these.
_COUNT, _MASS = "", "KGM"
_SAME: dict[str, tuple[str, Fraction]] = {
    **dict.fromkeys(("EA", "C62", "H87"), (_COUNT, Fraction(1))),
    "GRM": (_MASS, Fraction(1, 1000)),
    "TNE": (_MASS, Fraction(1000)),
}


def amount(quantity: Decimal | None, unit: str | None, times: int) -> Amount:
    """A quantity as often as it was reported; none where it is not told, or less than nothing."""
    if quantity is None or quantity < 0:
        return MISSING
    name, factor = _SAME.get(unit or "", (unit or "", Fraction(1)))
    return {name: Fraction(quantity) * factor * times}


def added(amounts: Iterable[Amount]) -> Amount:
    """All of several amounts, in the units that every one of them is told in."""
    whole: Amount | None = None
    for one in amounts:
        whole = one if whole is None else {unit: whole[unit] + one[unit] for unit in whole if unit in one}
    return whole or MISSING


def grouped(parts: Sequence[tuple[Any, Amount]]) -> list[list[tuple[int, Fraction]]]:
    """Places of parts that share a unit, with their amounts; a part whose amount is missing stands alone.

    Amounts of nothing are left out, unless there is nothing else: then nobody knows.
    """
    left = {place: one for place, (_, one) in enumerate(parts) if one}
    groups = [[(place, Fraction(1))] for place, (_, one) in enumerate(parts) if not one]
    while left:
        unit = commonest(left.values())
        told = [(place, one[unit]) for place, one in left.items() if unit in one]
        left = {place: one for place, one in left.items() if unit not in one}
        groups.append([(place, weight) for place, weight in told if weight])
    return [one for one in groups if one] or [[(place, Fraction(1))] for place in range(len(parts))]


def commonest(amounts: Iterable[Amount]) -> str:
    """The unit in which most amounts are told; of several, the first by name."""
    counted = Counter(unit for one in amounts for unit in one)
    return min(counted, key=lambda unit: (-counted[unit], unit))
