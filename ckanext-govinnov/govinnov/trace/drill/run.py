"""Recalls of some farms, computed by two engines and held against each other; nothing is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import perf_counter
from typing import Any, NamedTuple

from govinnov.trace.lineage.model import is_inner
from govinnov.trace.recall import Ground, Predicate, answer, reach
from govinnov.trace.rehearsal.draws import stream


class Exercise(NamedTuple):
    """One farm's recall; in what is published it has a number and no name."""

    number: int
    predicate: Predicate


@dataclass(frozen=True, slots=True)
class Row:
    """What an exercise showed.

    Attributes:
        drill_on: The day of the drill.
        number: Which of its exercises.
        days: How many days of the farm were recalled.
        seeds: Lots that the recall begins with.
        lots: Lots that it reaches, with these.
        without_next: Of these, how many are known to have gone nowhere.
        share_without_next: The same as a share; nothing where no lot is reached.
        seconds_database: How long the database took, with the answer.
        seconds_files: How long the engine without one took.
        equal: Whether both gave the same answer.
        truncated: Whether there was no room for all lots.
        known_at: As of when it was known.
    """

    drill_on: date
    number: int
    days: int
    seeds: int
    lots: int
    without_next: int
    share_without_next: float | None
    seconds_database: float
    seconds_files: float
    equal: bool
    truncated: bool
    known_at: datetime


def chosen(farms: Sequence[tuple[str, date]], count: int, seed: int, day: date, days: int) -> list[Exercise]:
    """Some farms by chance, each with its last days.

    Args:
        farms: All farms, each with the last day on which it laid.
        count: How many of them.
        seed: With the day, which ones.
        day: The day of the drill.
        days: How many days of each are recalled, up to its last one.
    """
    ordered = sorted(farms)
    places = stream(seed, "drill", day).permutation(len(ordered))[:count]
    some = [ordered[int(place)] for place in places]
    return [
        Exercise(number, Predicate(date.fromordinal(last.toordinal() - days + 1), last, farm))
        for number, (farm, last) in enumerate(some, 1)
    ]


def drill(stored: Ground, files: Ground, exercises: Iterable[Exercise], day: date, known_at: datetime) -> Iterator[Row]:
    """Do exercises, one after the other.

    Args:
        stored: What is known in the database.
        files: The same without a database.
        exercises: The recalls.
        day: The day of the drill.
        known_at: As of when both are known.
    """
    for number, predicate in exercises:
        begun = perf_counter()
        told, ends = _recall(stored, predicate, known_at)
        between = perf_counter()
        again, _ = _recall(files, predicate, known_at)
        seconds = round(between - begun, 4), round(perf_counter() - between, 4)
        lots = len(told["lots"])
        counts = lots, ends, round(ends / lots, 4) if lots else None
        days = (predicate.last - predicate.first).days + 1
        alike = told == again
        yield Row(day, number, days, len(told["seeds"]), *counts, *seconds, alike, told["truncated"], known_at)


def _recall(ground: Ground, predicate: Predicate, known_at: datetime) -> tuple[dict[str, Any], int]:
    """The answer, and how many of its lots are known to have gone nowhere."""
    found = reach(ground, predicate)
    lots = [lot for lot in found.shares if not is_inner(lot)]
    left = {edge.source.lot for edge in ground.onward(lots)}
    return answer(ground, predicate, found, known_at), len(set(lots) - left)
