"""Numbers by district that stand on so many parties that nobody can be known from one of them.

A number is shown of five different parties or more. Districts with fewer join what is left of their 시도; where that
has fewer too, it joins what is elsewhere, of which no number is shown. All cells are apart from each other, and the
whole may be told: so elsewhere could be worked out, and must itself be nothing, or stand on five or more; if it does
not, the smallest cell that is shown joins it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from govinnov.trace.epcis.numbers import plain

#: Fewer different parties are never counted.
LEAST = 5


class Placed(Protocol):
    """Something that happened in a district: 시도 and 시군구; empty where nobody knows."""

    @property
    def district(self) -> str:
        """Where."""
        ...


T = TypeVar("T", bound=Placed)


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """What happened in one district, or in the rest of a 시도."""

    name: str
    is_rest: bool
    parts: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Apart(Generic[T]):
    """Cells that may be shown, the largest first; and what is elsewhere."""

    cells: tuple[Cell[T], ...]
    elsewhere: tuple[T, ...]


def apart(parts: Iterable[T], stands_on: Callable[[Sequence[T]], int]) -> Apart[T] | None:
    """Put things into cells by district.

    Args:
        parts: What happened.
        stands_on: How many different parties some of them stand on.

    Returns:
        The cells; None where all of it together stands on fewer than five.
    """
    whole = tuple(parts)
    if stands_on(whole) < LEAST:
        return None
    shown, elsewhere = cells(whole, stands_on)
    while shown and 0 < stands_on(elsewhere) < LEAST:
        elsewhere += shown.pop().parts
    return Apart(tuple(shown), elsewhere)


def two_digits(amount: Decimal) -> str:
    """To two significant digits, half to even."""
    return plain(Decimal(f"{amount:.1e}"))


def cells(parts: Sequence[T], stands_on: Callable[[Sequence[T]], int]) -> tuple[list[Cell[T]], tuple[T, ...]]:
    """Districts and rests of 시도 that are large enough, the largest first; and what is left, be it few."""
    by_district = grouped(parts, lambda one: one.district)
    found = [Cell(name, False, some) for name, some in by_district.items() if name]
    shown, small = _large(found, stands_on)
    rests = [Cell(name, True, some) for name, some in grouped(small, _province).items()]
    larger, left = _large(rests, stands_on)
    ordered = sorted(shown + larger, key=lambda cell: (-stands_on(cell.parts), cell.name, cell.is_rest))
    return ordered, (*left, *by_district.get("", ()))


def _large(found: Iterable[Cell[T]], stands_on: Callable[[Sequence[T]], int]) -> tuple[list[Cell[T]], Iterator[T]]:
    """Those that are large enough, and what stands in the others."""
    shown, small = list[Cell[T]](), list[Cell[T]]()
    for cell in found:
        (shown if stands_on(cell.parts) >= LEAST else small).append(cell)
    return shown, (part for cell in small for part in cell.parts)


def _province(one: Placed) -> str:
    return one.district.partition(" ")[0]


K = TypeVar("K")
V = TypeVar("V")


def grouped(parts: Iterable[V], name_of: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    """Things by a name, in their order."""
    found: dict[K, list[V]] = {}
    for one in parts:
        found.setdefault(name_of(one), []).append(one)
    return {name: tuple(some) for name, some in found.items()}
