"""Live birds that the trace knows of, beside the public count of animals, by kind and 시군구."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from govinnov.trace.crowds import grouped, two_digits
from govinnov.trace.derived.animals import Animals
from govinnov.trace.derived.flocks import Flocks
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import Row, levels

COLUMNS = (
    "month",
    "kind",
    "level",
    "district",
    "businesses",
    "heads",
    "counted_farms",
    "counted_heads",
    "share",
    "known_at",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Birds of one kind in one place: by a farm's own reports, or without a farm, by the public count of some."""

    kind: str
    district: str
    farm: str
    heads: Decimal
    counted: int = 0


def kept(flocks: Flocks, animals: Iterable[Animals], parties: Parties, kinds: Kinds) -> Iterator[Kept]:
    """Both sides."""
    for farm, kind, heads in flocks.standing(kinds):
        yield Kept(kind, parties.district(farm), farm, heads)
    for one in animals:
        yield Kept(one.kind, one.district, "", Decimal(one.heads), one.farms)


def stands_on(parts: Sequence[Kept]) -> int:
    """How many farms stand on the side where there are fewer; a side of which there is nothing is told as nothing."""
    return min((side for side in (_farms(parts), _counted(parts)) if side), default=0)


def rows(found: Iterable[Kept], month: str) -> Iterator[Row]:
    """All rows, by kind; ``month`` is the one at whose end the birds stood there."""
    for kind, parts in sorted(grouped(found, lambda one: one.kind).items()):
        for level, district, some in levels(parts, stands_on):
            yield {"month": month, "kind": kind, "level": level, "district": district, **_numbers(some)}


def _numbers(parts: Sequence[Kept]) -> Row:
    """The numbers of a row; heads of the count are public as they are, so its share is rounded too."""
    if not parts:
        return {}
    heads = Decimal(two_digits(_sum(one for one in parts if one.farm)))
    counted = _sum(one for one in parts if not one.farm)
    return {
        "businesses": _farms(parts),
        "heads": str(heads),
        "counted_farms": _counted(parts),
        "counted_heads": int(counted),
        "share": round(float(heads / counted), 2) if counted else None,
    }


def _sum(parts: Iterable[Kept]) -> Decimal:
    return sum((one.heads for one in parts), Decimal())


def _farms(parts: Iterable[Kept]) -> int:
    return len({one.farm for one in parts if one.farm})


def _counted(parts: Iterable[Kept]) -> int:
    return sum(one.counted for one in parts)
