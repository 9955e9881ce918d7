"""Moves between parties, and meetings of farms that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Protocol

from govinnov.trace.codes.written import kind_of
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.lineage.model import Record, is_inner
from govinnov.trace.recall.predicate import is_marked

#: Where two farms met.
Kind = Literal["hatchery", "slaughterhouse", "packer"]


class Move(NamedTuple):
    """A lot left one party for another on a Korean day; ``event`` is any name that tells events apart."""

    giver: str
    taker: str
    lot: str
    day: date
    event: Any


class Contact(NamedTuple):
    """A farm that met another: how, where, since when, through which lot; ``step`` 1 is with the farm asked for."""

    farm: str
    step: int
    kind: Kind
    first_day: date
    via: str
    place: str
    lot: str
    events: tuple[Any, ...]


class Ground(Protocol):
    """Moves that count at one moment. Days are Korean, both ends included."""

    def homes(self, signs: str) -> Collection[str]:
        """The parties where eggs with a farm's five signs were laid."""

    def sent(self, parties: Collection[str], first: date, last: date) -> Iterable[Move]:
        """What left parties."""

    def got(self, parties: Collection[str], first: date, last: date) -> Iterable[Move]:
        """What came to parties."""

    def carried(self, lots: Collection[str], first: date, last: date) -> Iterable[Move]:
        """The moves of lots."""

    def worked(self, moves: Collection[Move]) -> Mapping[tuple[str, str], Kind]:
        """What takers made of the lots of moves, by lot and taker: `work` of each making."""

    def records(self, events: Iterable[Any]) -> Mapping[Any, Record]:
        """The records of events."""


def work(lot: str, made: str) -> Kind | None:
    """What it is to make one lot of another: marked eggs are packed, birds become meat with a number."""
    if is_marked(lot):
        return "packer"
    if kind_of(lot) is None and (is_inner(made) or kind_of(made) in ("chicken", "duck")):
        return "slaughterhouse"
    return None


def moved(giver: str, taker: str, lot: str, at: datetime, event: Any) -> Move | None:
    """A move at a moment; None where Korea's calendar has no such day."""
    day = korean_day(at)
    return Move(giver, taker, lot, day, event) if day and giver and taker else None
