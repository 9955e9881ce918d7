"""What was packed in what, and when. Packing joins no lots: while packed, a child moves with its parent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from govinnov.trace.lineage.about import items, kind, lots
from govinnov.trace.lineage.model import Containment, Record

_KINDS = ("AggregationEvent", "AssociationEvent")


def is_packing(event: dict[str, Any]) -> bool:
    """Whether an event says what went into a parent, or came out of it."""
    return kind(event) in _KINDS and "parentID" in event and event.get("action") in ("ADD", "DELETE")


class Packing:
    """Containments of a time-ordered set of records."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._open: dict[str, dict[str, datetime]] = {}
        self._by_parent: dict[str, list[Containment]] = {}
        for record in records:
            if is_packing(record.event):
                self._take(record.event, record.at)
        for parent, packed in self._open.items():
            for child, since in packed.items():
                self._keep(Containment(parent, child, since, None))

    @property
    def containments(self) -> tuple[Containment, ...]:
        """All of them, sorted by parent, child and time."""
        return tuple(sorted((one for many in self._by_parent.values() for one in many), key=lambda one: one[:3]))

    def inside(self, parent: str, at: datetime) -> list[str]:
        """Everything packed in a parent at a moment, at any depth, each once."""
        found: dict[str, None] = {}
        waiting = [parent]
        while waiting:
            for one in self._by_parent.get(waiting.pop(), ()):
                if one.since <= at and (one.until is None or at < one.until) and one.child not in found:
                    found[one.child] = None
                    waiting.append(one.child)
        return sorted(found)

    def _take(self, event: dict[str, Any], at: datetime) -> None:
        packed = self._open.setdefault(event["parentID"], {})
        children = list(lots(items(event, "childEPCs", "childQuantityList")))
        if event.get("action") == "ADD":
            for child in children:
                packed.setdefault(child, at)
        elif event.get("action") == "DELETE":
            for child in children or list(packed):
                if child in packed:
                    self._keep(Containment(event["parentID"], child, packed.pop(child), at))

    def _keep(self, one: Containment) -> None:
        self._by_parent.setdefault(one.parent, []).append(one)
