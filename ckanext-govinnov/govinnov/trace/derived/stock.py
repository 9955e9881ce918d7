"""Live birds that the trace knows of, beside the public count of animals, by kind and 시군구."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from govinnov.trace.crowds import LEAST, grouped, two_digits
from govinnov.trace.derived.animals import Animals
from govinnov.trace.derived.book import Book
from govinnov.trace.derived.flocks import Flocks
from govinnov.trace.derived.kinds import Kinds
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import ELSEWHERE, NATION, WHOLE, Part, Row
from govinnov.trace.derived.telling import NOWHERE, About, Labels, Told, laid_out

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
_TABLE = "stock"


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


def rows(found: Iterable[Kept], month: str, book: Book) -> Iterator[Row]:
    """All rows, by kind.

    Args:
        found: What stands where.
        month: At whose end it stood there; a kind that is told as before stood there at the end of an earlier one.
        book: What was told before.
    """
    by_kind, before = grouped(found, lambda one: one.kind), book.before(_TABLE, "")
    for kind in sorted({*by_kind, *(kind for (kind,) in before)}):
        told = before.get((kind,)) or Told(About(_TABLE, "", (kind,)))
        yield from _of_kind(told, by_kind.get(kind, ()), month, book)


def _of_kind(told: Told, found: Sequence[Kept], month: str, book: Book) -> Iterator[Row]:
    labels = laid_out(told.labels, found, stands_on)
    farms = [Part((one.farm,), one.district, 1, one.heads) for one in found if one.farm]
    told = book.tell(told, month, farms, labels)
    said = {"month": told.month or month, "kind": told.about.group[0], **told.said}
    for level, district, some in _levels(told, labels, [one for one in found if not one.farm]):
        yield {**said, "level": level, "district": district, **_numbers(some)}


def _levels(
    told: Told, labels: Labels | None, counted: Sequence[Kept]
) -> Iterator[tuple[str, str | None, Sequence[Kept]]]:
    """Both sides together: of farms what is told of them, and of the count what stands on none or on five and more."""
    farms = [
        (label, Kept(told.about.group[0], part.district, part.parties[0], part.quantity or Decimal()))
        for label, part in told.entries.values()
    ]
    beside = [(labels.get(one.district, NOWHERE), one) for one in counted] if labels else []
    yield NATION, WHOLE, [one for _, one in farms + beside]
    if any(0 < _counted([one for _, one in some]) < LEAST for some in grouped(beside, itemgetter(0)).values()):
        beside = [(NOWHERE, one) for _, one in beside]
    by_label = grouped(farms + beside, itemgetter(0))
    for label in sorted(by_label.keys() - {NOWHERE}, key=lambda one: (one.name, one.level)):
        yield label.level, label.name, [one for _, one in by_label[label]]
    if NOWHERE in by_label:
        yield ELSEWHERE, None, ()


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
