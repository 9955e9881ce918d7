"""What a recall must know, whoever knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from govinnov.trace.lineage import Edge
from govinnov.trace.lineage.model import Record
from govinnov.trace.recall.predicate import Predicate


class Fact(NamedTuple):
    """When an event happened, and how often it was reported."""

    at: datetime
    times: int


class Ground(Protocol):
    """Edges and facts that count at one moment. An edge's event is any name that tells events apart."""

    def starts(self, predicate: Predicate) -> Iterable[str]:
        """Lots that may be a predicate's own, and what was made in its days of what stood at its farm."""

    def onward(self, lots: Sequence[str]) -> Iterable[Edge]:
        """The edges that lead on from lots, in whoever's hands they are."""

    def made(self, lots: Sequence[str]) -> Iterable[Edge]:
        """The ``make`` edges into lots."""

    def stood(self, holder: str, lots: Sequence[str]) -> set[str]:
        """Those of some lots that a party had."""

    def facts(self, events: Iterable[str]) -> Mapping[str, Fact]:
        """What is known of events."""

    def saying(self, lots: Sequence[str]) -> Iterable[Record]:
        """Records without edges that say that one of the lots is there."""

    def records(self, events: Iterable[str]) -> Mapping[str, Record]:
        """The records of events."""
