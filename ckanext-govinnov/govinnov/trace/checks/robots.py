"""Reports that look made up: a score for stewards, which never refuses anything.

Counts of living things vary. Three signs are weighed, each between 0 and 1: the same count on seven days or more in a
row, the same shares of the six sizes on seven days or more, and more counts in tens than chance would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from govinnov.trace.checks.facts import Facts, Found, came_out, number, own, told
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.fields import FIELD, RECEIVED, SIZES
from govinnov.trace.findings import finding
from govinnov.trace.lineage.about import Item, here, kind
from govinnov.trace.lineage.model import Record

#: Days in a row with the same count or shares, from which on chance is out of the question.
RUN_DAYS = 7
#: Counts that a farm must have reported before their last digits say anything, and the share of tens that does.
LEAST_COUNTS, TENS = 20, 0.9
_CHANCE = 0.1
_PIECES = (None, "EA", "C62", "H87")


@dataclass(frozen=True, slots=True)
class Score:
    """How much the reports of a party look made up, from 0 to 1; by sign."""

    party: str
    same_counts: float
    same_split: float
    round: float

    @property
    def whole(self) -> float:
        """The strongest sign."""
        return max(self.same_counts, self.same_split, self.round)


def scores(facts: Facts) -> list[Score]:
    """Parties whose reports look made up at all, the most so first."""
    counts, splits = _counts(facts), _splits(facts)
    found = [
        Score(
            party,
            _in_runs(_daily(counts.get(party, ()))),
            _in_runs(splits.get(party, ())),
            _tens([count for _, count in counts.get(party, ())]),
        )
        for party in sorted({*counts, *splits})
    ]
    return sorted((one for one in found if one.whole > 0), key=lambda one: (-one.whole, one.party))


def robots(facts: Facts) -> Iterator[Found]:
    """Parties with a sign that chance does not give."""
    for one in scores(facts):
        if one.same_counts > 0:
            yield Found(finding("robot-same-counts", value=one.party, score=one.same_counts), one.party)
        if one.same_split > 0:
            yield Found(finding("robot-same-split", value=one.party, score=one.same_split), one.party)
        if one.round >= (TENS - _CHANCE) / (1 - _CHANCE):
            yield Found(finding("robot-round", value=one.party, score=one.round), one.party)


def _counts(facts: Facts) -> dict[str, list[tuple[date, Decimal]]]:
    """What each party counted itself: pieces that it laid, hatched or made, in time order."""
    found: dict[str, list[tuple[date, Decimal]]] = {}
    for record in facts.changes.records:
        day = korean_day(record.at)
        for item in _counted(record) if day else ():
            if item.quantity is not None and item.unit in _PIECES and day:
                found.setdefault(here(record.event), []).append((day, item.quantity))
    return found


def _counted(record: Record) -> Sequence[Item]:
    """What begins at a place; packs are counted by their sizes, which are another sign."""
    if record.step != "commissioning":
        return ()
    return came_out(record) if kind(record.event) == "TransformationEvent" else told(record)


def _daily(counts: Sequence[tuple[date, Decimal]]) -> list[tuple[date, Hashable]]:
    whole: Counter[date] = Counter()
    for day, count in counts:
        whole[day] += count  # type: ignore[assignment]
    return sorted(whole.items())


def _splits(facts: Facts) -> dict[str, list[tuple[date, Hashable]]]:
    """The shares of the six sizes in all that a packer received on a day, to a thousandth."""
    found: dict[str, dict[date, list[Decimal]]] = {}
    for record in facts.makings():
        day, sizes = korean_day(record.at), own(record, RECEIVED)
        if day and isinstance(sizes, dict):
            counts = [number(sizes.get(FIELD + size)) or Decimal() for size in SIZES]
            before = found.setdefault(here(record.event), {}).setdefault(day, [Decimal()] * len(SIZES))
            found[here(record.event)][day] = [one + other for one, other in zip(before, counts, strict=True)]
    return {party: [(day, _shares(one)) for day, one in sorted(days.items())] for party, days in found.items()}


def _shares(counts: Sequence[Decimal]) -> Hashable:
    whole = sum(counts)
    return tuple(round(one / whole, 3) for one in counts) if whole else ()


def _in_runs(days: Sequence[tuple[date, Hashable]]) -> float:
    """The share of days within runs of seven or more that are alike."""
    runs = [len(list(run)) for _, run in groupby(days, key=lambda one: one[1])]
    return round(sum(run for run in runs if run >= RUN_DAYS) / len(days), 4) if days else 0.0


def _tens(counts: Sequence[Decimal]) -> float:
    """How many more counts than by chance end with 0, from 0 to 1."""
    if len(counts) < LEAST_COUNTS:
        return 0.0
    share = sum(1 for count in counts if count % 10 == 0) / len(counts)
    return round(max(0.0, (share - _CHANCE) / (1 - _CHANCE)), 4)
