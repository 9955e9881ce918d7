"""Inspections by month, what was looked for, verdict and 시군구 of the farm."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from govinnov.trace.codes.written import farm_of
from govinnov.trace.derived import months, parts
from govinnov.trace.derived.book import Book
from govinnov.trace.derived.gathering import Gathered
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import Row
from govinnov.trace.derived.telling import Told
from govinnov.trace.recall.official import Inspection

COLUMNS = ("month", "item", "verdict", "level", "district", "businesses", "inspections", "known_at")
#: A lot of nobody's that is known.
_NOBODY = ""


def rows(
    found: Iterable[Inspection], told: Collection[date], parties: Parties, screened: Callable[[str], str], book: Book
) -> Iterator[Row]:
    """The rows of all months.

    Args:
        found: All inspections.
        told: First days of the months that are told.
        parties: What is known of farms.
        screened: A text as everybody may read it; an item that was told, and may not be read any more, is left out.
        book: What was told before.
    """
    by_month: dict[date, Gathered] = {day: Gathered() for day in told}
    for number, one in enumerate(found):
        gathered = by_month.get(one.on.replace(day=1))
        if gathered:
            gathered.add((screened(one.item), one.verdict), (_farm(one, parties),), str(number), None)
    for day, gathered in by_month.items():
        for one_of in book.month("inspections", months.name(day), gathered.parts(parties.district)):
            item, _ = one_of.about.group
            if screened(item) == item:
                yield from _rows(one_of)


def _rows(told: Told) -> Iterator[Row]:
    item, verdict = told.about.group
    said = {"month": told.about.month, "item": item, "verdict": verdict, **told.said}
    for row in parts.rows(told.levels(), "inspections"):
        del row["quantity"]
        yield said | row


def _farm(one: Inspection, parties: Parties) -> str:
    """Whose it is: a lot's that has no mark is nobody's that is known."""
    named = one.farm or farm_of(one.lot) or _NOBODY
    return parties.farm(named)
