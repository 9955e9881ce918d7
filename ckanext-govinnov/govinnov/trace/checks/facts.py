"""What checks ask of the events that count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from govinnov.trace.codes.written import kind_of
from govinnov.trace.epcis.times import korean_day
from govinnov.trace.fields import FIELD
from govinnov.trace.findings import Finding
from govinnov.trace.lineage import Changes, Edge, Holding
from govinnov.trace.lineage.about import Item, here, items, kind
from govinnov.trace.lineage.model import Record


class Found(NamedTuple):
    """A finding, and what it is about: whose report, and which lot; each empty where there is none."""

    finding: Finding
    party: str = ""
    lot: str = ""


@dataclass(frozen=True)
class Facts:
    """Changes, and as of when they are known.

    Attributes:
        changes: What is known.
        at: The moment of the check: what is overdue depends on it.
    """

    changes: Changes
    at: datetime

    @cached_property
    def times(self) -> dict[str, datetime]:
        """When each event happened."""
        return {record.key: record.at for record in self.changes.records}

    @cached_property
    def reported(self) -> dict[str, int]:
        """How often each event was reported."""
        return {record.key: record.times for record in self.changes.records}

    @cached_property
    def slaughtered(self) -> frozenset[str]:
        """Lots of birds: chicken or duck with a number was made of them."""
        numbered = (edge for edge in self.changes.edges if edge.kind == "make")
        return frozenset(
            edge.source.lot
            for edge in numbered
            if kind_of(edge.target.lot) in ("chicken", "duck") and kind_of(edge.source.lot) is None
        )

    @cached_property
    def came(self) -> dict[Holding, list[Edge]]:
        """The edges that lead to each holding."""
        return _by(self.changes.edges, 1)

    @cached_property
    def left(self) -> dict[Holding, list[Edge]]:
        """The edges that lead on from each holding."""
        return _by(self.changes.edges, 0)

    @cached_property
    def begun(self) -> dict[Holding, list[Record]]:
        """Where lots came into being, of nothing that is followed."""
        return self._objects("ADD")

    @cached_property
    def ended(self) -> dict[Holding, list[Record]]:
        """Where lots died or were destroyed."""
        return self._objects("DELETE")

    def _objects(self, action: str) -> dict[Holding, list[Record]]:
        found: dict[Holding, list[Record]] = {}
        for record in self.changes.records:
            if kind(record.event) == "ObjectEvent" and record.event.get("action") == action:
                for item in told(record):
                    found.setdefault(Holding(item.lot, here(record.event)), []).append(record)
        return found

    def makings(self, *steps: str) -> Iterator[Record]:
        """Transformations; with steps, those of these."""
        for record in self.changes.records:
            if kind(record.event) == "TransformationEvent" and (not steps or record.step in steps):
                yield record

    def day(self, event: str) -> date | None:
        """The day of an event, in Korea."""
        return korean_day(self.times[event])


def _by(edges: tuple[Edge, ...], side: int) -> dict[Holding, list[Edge]]:
    found: dict[Holding, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge[side], []).append(edge)  # type: ignore[arg-type]
    return found


def told(record: Record) -> list[Item]:
    """What an observation is about."""
    return items(record.event, "epcList", "quantityList")


def went_in(record: Record) -> list[Item]:
    """What a making took."""
    return items(record.event, "inputEPCList", "inputQuantityList")


def came_out(record: Record) -> list[Item]:
    """What a making gave."""
    return items(record.event, "outputEPCList", "outputQuantityList")


def own(record: Record, name: str) -> Any:
    """A field of ours; nothing where the event has none."""
    return record.event.get(FIELD + name)


def number(value: Any) -> Decimal | None:
    """A number of a field, where it is one."""
    return Decimal(value) if isinstance(value, str) and value.replace(".", "", 1).isdecimal() else None
