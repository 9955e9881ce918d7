"""From a farm to those that it may have met."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from govinnov.trace.codes.written import kind_of
from govinnov.trace.lineage.about import party_of
from govinnov.trace.outbreak.model import Contact, Ground, Kind, Move

_SIGNS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A farm (a mark's five signs, or its party), the day on which it is sick, and how far back and on to look.

    Attributes:
        farm: Who is asked for.
        day: The last day of the window.
        days: How many days before it begin the window.
        steps: 1: farms that met it; 2: also those that these met, on that day or later.
    """

    farm: str
    day: date
    days: int
    steps: int = 1

    @property
    def first(self) -> date:
        """The first day of the window."""
        return self.day - timedelta(days=self.days)


def contacts(ground: Ground, asked: Question) -> list[Contact]:
    """Farms that met the one that is asked for, each once: by the fewest steps, and then on the first day.

    Two farms met where chicks of one lot came to both from one hatchery, where birds of both came to one slaughterhouse
    on one day, or eggs of both to one packer on one day, all within the window. A second step begins on the day of the
    first one: what happened before can't have carried anything.
    """
    since = dict.fromkeys(homes(ground, asked.farm), asked.first)
    known, found = set(since), list[Contact]()
    for step in range(1, asked.steps + 1):
        new = _nearest(one for one in _meetings(ground, since, asked.day, step) if one.farm not in known)
        found += new
        known |= {one.farm for one in new}
        since = {one.farm: one.first_day for one in new}
    return found


def homes(ground: Ground, farm: str) -> Collection[str]:
    """The parties that a farm is."""
    return ground.homes(farm) if len(farm) == _SIGNS else (party_of(farm),)


def _nearest(found: Iterable[Contact]) -> list[Contact]:
    best: dict[str, Contact] = {}
    for one in sorted(found, key=lambda one: (one.first_day, one.kind, one.farm, one.via, one.place, one.lot)):
        best.setdefault(one.farm, one)
    return sorted(best.values(), key=lambda one: (one.first_day, one.farm))


def _meetings(ground: Ground, since: Mapping[str, date], last: date, step: int) -> Iterator[Contact]:
    if since:
        yield from _at_hatcheries(ground, since, last, step)
        yield from _at_plants(ground, since, last, step)


def _at_hatcheries(ground: Ground, since: Mapping[str, date], last: date, step: int) -> Iterator[Contact]:
    """Chicks of one lot, from one giver; they met when the second of both got them."""
    first = min(since.values())
    mine = [one for one in ground.got(list(since), first, last) if one.day >= since[one.taker] and _is_birds(one)]
    others: dict[tuple[str, str], list[Move]] = {}
    for move in ground.carried([one.lot for one in mine], first, last):
        others.setdefault((move.lot, move.giver), []).append(move)
    for move in mine:
        for other in others.get((move.lot, move.giver), ()):
            day = max(move.day, other.day)
            if other.taker != move.taker and day >= since[move.taker]:
                at = (day, move.taker, move.giver)
                yield Contact(other.taker, step, "hatchery", *at, move.lot, (move.event, other.event))


def _at_plants(ground: Ground, since: Mapping[str, date], last: date, step: int) -> Iterator[Contact]:
    """Birds to one slaughterhouse, or eggs to one packer, on one day."""
    first = min(since.values())
    sent = [one for one in ground.sent(list(since), first, last) if one.day >= since[one.giver]]
    theirs = {one.taker for one in sent}
    days = {(one.taker, one.day) for one in sent}
    got = [one for one in ground.got(sorted(theirs), first, last) if (one.taker, one.day) in days]
    works = ground.worked([*sent, *got])
    met: dict[tuple[str, date, Kind], list[Move]] = {}
    for other in got:
        kind = works.get((other.lot, other.taker))
        if kind:
            met.setdefault((other.taker, other.day, kind), []).append(other)
    for move in sent:
        kind = works.get((move.lot, move.taker))
        for other in met.get((move.taker, move.day, kind), ()) if kind else ():
            if other.giver != move.giver and kind:
                at = (move.day, move.giver, move.taker)
                yield Contact(other.giver, step, kind, *at, other.lot, (move.event, other.event))


def _is_birds(move: Move) -> bool:
    return kind_of(move.lot) is None
