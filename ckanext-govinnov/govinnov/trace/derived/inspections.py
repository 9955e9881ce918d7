"""Inspections by month, what was looked for, verdict and 시군구 of the farm."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from govinnov.trace.codes.written import farm_of
from govinnov.trace.derived import months, parts
from govinnov.trace.derived.gathering import Gathered, Group
from govinnov.trace.derived.parties import Parties
from govinnov.trace.derived.parts import Row
from govinnov.trace.recall.official import Inspection

COLUMNS = ("month", "item", "verdict", "level", "district", "businesses", "inspections", "known_at")
#: A lot of nobody's that is known.
_NOBODY = ""


def rows(
    found: Iterable[Inspection], told: Collection[date], parties: Parties, screened: Callable[[str], str]
) -> Iterator[Row]:
    """The rows of all months.

    Args:
        found: All inspections.
        told: First days of the months that are told.
        parties: What is known of farms.
        screened: A text as everybody may read it.
    """
    gathered = Gathered()
    for number, one in enumerate(found):
        if one.on.replace(day=1) in told:
            group: Group = (months.name(one.on), screened(one.item), one.verdict)
            gathered.add(group, (_farm(one, parties),), str(number), None)
    for told_of in gathered.groups:
        said = dict(zip(("month", "item", "verdict"), told_of, strict=True))
        for row in parts.rows(gathered.parts(told_of, parties.district), "inspections"):
            del row["quantity"]
            yield said | row


def _farm(one: Inspection, parties: Parties) -> str:
    """Whose it is: a lot's that has no mark is nobody's that is known."""
    named = one.farm or farm_of(one.lot) or _NOBODY
    return parties.farm(named)
