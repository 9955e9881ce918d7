"""What one business did in a month, and the rows that tell of many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, reduce
from typing import Any

from govinnov.trace.crowds import two_digits
from govinnov.trace.epcis.numbers import EXACT
from govinnov.trace.shares.amounts import amount

Row = dict[str, Any]
#: What a row is of: everything, one 시군구, the small 시군구 of a 시도, what is elsewhere; or there is nothing.
NATION, DISTRICT, REST, ELSEWHERE, NOTHING = "nation", "district", "rest", "elsewhere", "nothing"
WHOLE = "전국"
#: Units in which amounts are told: pieces and kilograms.
PIECES, KILOGRAMS = "EA", "KGM"


@dataclass(frozen=True, slots=True)
class Part:
    """What happened between parties, of which the first stands in the district.

    ``count`` is how many lots or movements it was; ``quantity`` is None where an amount is not known.
    """

    parties: tuple[str, ...]
    district: str
    count: int
    quantity: Decimal | None = None


#: What a row is of, its 시군구, and what happened there; nothing where no number is told.
Level = tuple[str, str | None, Sequence[Part]]


def businesses(parts: Iterable[Part]) -> int:
    """How many different ones stand in the districts."""
    return len({part.parties[0] for part in parts})


def stands_on(parts: Sequence[Part]) -> int:
    """How many different parties stand on the side where there are fewest."""
    sides = zip(*(part.parties for part in parts), strict=True)
    return min((len(set(side)) for side in sides), default=0)


def rows(levels: Iterable[Level], counted: str) -> Iterator[Row]:
    """All, the districts and the rests that stand on five parties or more; of what is elsewhere, that there is some.

    Args:
        levels: What happened, as it may be told.
        counted: What ``count`` is called.
    """
    for level, district, some in levels:
        yield {"level": level, "district": district, **_numbers(some, counted)}


def _numbers(parts: Sequence[Part], counted: str) -> Row:
    if not parts:
        return {"businesses": None, counted: None, "quantity": None}
    count = Decimal(sum(part.count for part in parts))
    return {"businesses": businesses(parts), counted: two_digits(count), "quantity": _quantity(parts)}


def _quantity(parts: Iterable[Part]) -> str | None:
    amounts = [part.quantity for part in parts]
    told = [one for one in amounts if one is not None]
    return two_digits(reduce(EXACT.add, told, Decimal())) if len(told) == len(amounts) > 0 else None


@lru_cache(maxsize=1 << 14)
def measured(quantity: Decimal | None, unit: str | None, times: int) -> tuple[Decimal | None, str]:
    """An amount in pieces or kilograms, with its unit; nothing where it is told in neither."""
    found: Mapping[str, Any] = amount(quantity, unit, times)
    for name, shown in (("", PIECES), (KILOGRAMS, KILOGRAMS)):
        if name in found:
            exact = found[name]
            return EXACT.divide(Decimal(exact.numerator), Decimal(exact.denominator)), shown
    return None, ""
