"""What the tables are made of, whoever knows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from govinnov.trace.derived.telling import Telling
from govinnov.trace.lineage.model import Edge, Record
from govinnov.trace.recall import Ground
from govinnov.trace.recall.official import Inspection
from govinnov.trace.recall.steps import Kept


class Story(NamedTuple):
    """A record that counts, and all that moved by it: what was packed moved with its parent."""

    record: Record
    moves: tuple[Edge, ...]


class Sources(Protocol):
    """What was known at one moment."""

    @property
    def known_at(self) -> datetime:
        """The moment."""
        ...

    @property
    def is_rehearsal(self) -> bool:
        """Whether any of it is made up."""
        ...

    def stories(self, first: date, after: date) -> Iterable[Story]:
        """What happened from one day on and before another, in Korea, in time order."""
        ...

    def inspections(self) -> Sequence[Inspection]:
        """All inspections."""
        ...

    def recalls(self) -> Sequence[Kept]:
        """All recalls as they stood."""
        ...

    def tellings(self, table: str, month: str) -> Iterable[Telling]:
        """What tables told of a month, or of a state, until then: group by group, the first telling first."""
        ...

    def ground(self) -> Ground:
        """What recalls reach, is asked here."""
        ...
