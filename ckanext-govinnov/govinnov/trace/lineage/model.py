"""Lots in hands, and what joins them. All are values: the same feed gives the same ones in any order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

Kind = Literal["move", "make"]


class Holding(NamedTuple):
    """A lot in one party's hands: a node.

    ``lot`` is the canonical URI of a code or a link; ``party`` the GLN of a place or party, or its URI, empty where
    nobody is named. The inner node of an event with many inputs and outputs has the event's key as its lot.
    """

    lot: str
    party: str


class Edge(NamedTuple):
    """One holding became another: the same lot elsewhere (``move``), or another lot (``make``)."""

    source: Holding
    target: Holding
    kind: Kind
    event: str
    quantity: Decimal | None = None
    unit: str | None = None


class Containment(NamedTuple):
    """A child was packed in a parent from one moment until another; None: it still is."""

    parent: str
    child: str
    since: datetime
    until: datetime | None


class Item(NamedTuple):
    """What an event is about: a lot or an instance, and how much of it."""

    lot: str
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One event as it counts: its content key, its canonical form, when it happened, and how often it was reported."""

    key: str
    event: dict[str, Any]
    at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a set of events says, sorted by natural keys."""

    records: tuple[Record, ...]
    holdings: tuple[Holding, ...]
    edges: tuple[Edge, ...]
    containments: tuple[Containment, ...]
