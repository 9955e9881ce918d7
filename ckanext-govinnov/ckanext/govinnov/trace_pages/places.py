"""Where goods were, by district: what the steps of an answer say to everybody, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ckanext.govinnov.trace_pages.parts import Step
from govinnov.trace.lookup.words import Words

#: So many districts are listed and drawn at most.
MOST = 20
#: A step that sends goods stands in the district of who got them.
_CAME = Words("이곳으로 보냄", "Sent here")


@dataclass(frozen=True, slots=True)
class Place:
    """A district: its number in the order of the steps, what happened there, on the first day and on the last."""

    number: int
    district: str
    words: tuple[Words, ...]
    first: date
    last: date


def places(steps: Iterable[Step]) -> tuple[Place, ...]:
    """The districts of steps that are told as they were reported, each once, in the order of the steps.

    What is summed up tells of somebody who is not named; so it has no place here.
    """
    by_district: dict[str, list[Step]] = {}
    for step in steps:
        if step.district and step.is_exact:
            by_district.setdefault(step.district, []).append(step)
    return tuple(_place(number, *told) for number, told in enumerate(by_district.items(), 1))


def _place(number: int, district: str, steps: list[Step]) -> Place:
    words = dict.fromkeys(_CAME if step.is_sent else step.words for step in steps)
    days = [step.day for step in steps]
    return Place(number, district, tuple(words), min(days), max(days))
