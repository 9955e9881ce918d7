"""Lots in hands, and what joins them. All are values: the same feed gives the same ones in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from govinnov.trace.codes.model import URN
from govinnov.trace.epcis.vocabulary import BIZ_STEP
from govinnov.trace.lineage import about
from govinnov.trace.lineage.about import Item
from govinnov.trace.lineage.who import Who, whos

Kind = Literal["move", "make"]
_INNER = f"{URN}making/"


T = TypeVar("T")


class Once(Generic[T]):
    """A property that is worked out once; before Python 3.12 that of `functools` takes a lock for each value."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, owner: Any, kind: type | None = None) -> T:
        found = owner.__dict__[self._name] = self._make(owner)
        return found


class Holding(NamedTuple):
    """A lot in one party's hands: a node.

    ``lot`` is the canonical URI of a code or a link; ``party`` the GLN of a place or party, or its URI, empty where
    nobody is named. The inner node of a making with many inputs and outputs is told by its name (`is_inner`).
    """

    lot: str
    party: str


def inner(key: str, party: str) -> Holding:
    """The inner node of a making, by its transformation id or its event's key."""
    return Holding(_INNER + key, party)


def is_inner(lot: str) -> bool:
    """Whether a name is that of an inner node, and no lot's."""
    return lot.startswith(_INNER)


class Edge(NamedTuple):
    """One holding became another: the same lot elsewhere (``move``), or another lot (``make``).

    ``quantity`` is how much of the source left or went in, ``made`` how much of the target came out.
    """

    source: Holding
    target: Holding
    kind: Kind
    event: str
    quantity: Decimal | None = None
    unit: str | None = None
    made: Decimal | None = None
    made_unit: str | None = None


class Containment(NamedTuple):
    """A child was packed in a parent from one moment until another; None: it still is."""

    parent: str
    child: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Record:
    """One event as it counts: its content key, its canonical form, when it happened, and how often it was reported.

    What it says is worked out once, for whoever asks first.
    """

    key: str
    event: dict[str, Any]
    at: datetime
    times: int

    @Once
    def things(self) -> list[Item]:
        """What it leaves behind."""
        return about.things(self.event)

    @Once
    def hands(self) -> tuple[str, str]:
        """Who gave and who got."""
        return about.hands(self.event)

    @Once
    def step(self) -> str:
        """What was done, as the bare word where it is one of CBV; empty where it is not told."""
        return BIZ_STEP.word(str(self.event.get("bizStep", "")))

    @Once
    def named(self) -> frozenset[str]:
        """All lots and instances that it names."""
        return about.named(self.event)

    @Once
    def whos(self) -> dict[str, Who]:
        """What it tells everybody of parties."""
        return whos(self.event)


#: The orders in which changes have edges and records.
by_ends, by_time = itemgetter(0, 1, 3), attrgetter("at", "key")


class Beyond(NamedTuple):
    """What is known of holdings though not all edges to them are told.

    Attributes:
        got: Holdings to which something leads.
        made: Those in which a making ends.
        lots: Lots that were made somewhere.
    """

    got: frozenset[Holding] = frozenset()
    made: frozenset[Holding] = frozenset()
    lots: frozenset[str] = frozenset()


NOTHING_BEYOND = Beyond()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a set of events says, sorted by natural keys; of a part of it, what is known beyond its edges."""

    records: tuple[Record, ...]
    holdings: tuple[Holding, ...]
    edges: tuple[Edge, ...]
    containments: tuple[Containment, ...]
    beyond: Beyond = NOTHING_BEYOND
