"""Documents → the records that count: repetitions once, voids taken out, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from govinnov.trace.epcis.canonical import canonical, content_key
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.times import instant
from govinnov.trace.findings import Finding, finding
from govinnov.trace.hashes import event_hashes
from govinnov.trace.lineage.model import Record


class Reported(NamedTuple):
    """One event of one document, with its names."""

    key: str
    hash: str
    id: str | None
    event: dict[str, Any]
    declared: bool
    recorded: datetime | None


@dataclass(frozen=True, slots=True)
class State:
    """What counts: events minus voids, as sets.

    ``conflicts`` are event ids with more than one content: all contents are kept, and followed.
    """

    records: tuple[Record, ...]
    conflicts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def state_of(documents: Iterable[Document], at: datetime | None = None) -> State:
    """What counts of the events of documents; with ``at``, of those recorded until then.

    A declaration voids the events of its id; without an id, those of its hash. It does so before or after its
    original, twice, or of an event that nobody knows, and for good. The same content under n different ids counts
    max(1, n) times.
    """
    reported = [one for document in documents for one in _reported(document) if _known(one, at)]
    declarations = [one for one in reported if one.declared]
    void_ids = {one.id for one in declarations if one.id}
    void_hashes = {one.hash for one in declarations if not one.id}
    standing = [one for one in reported if not one.declared and one.id not in void_ids and one.hash not in void_hashes]
    return State(tuple(_records(standing)), tuple(_conflicts(standing)), tuple(_untimed(standing)))


def _reported(document: Document) -> Iterator[Reported]:
    for event, name in zip(document.events, event_hashes(document), strict=True):
        recorded = event.get("recordTime")
        yield Reported(
            content_key(event, document.prefixes),
            name,
            event["eventID"] if isinstance(event.get("eventID"), str) else None,
            canonical(event, document.prefixes),
            "errorDeclaration" in event,
            instant(recorded) if isinstance(recorded, str) else None,
        )


def _known(one: Reported, at: datetime | None) -> bool:
    return at is None or one.recorded is None or one.recorded <= at


def _records(standing: Iterable[Reported]) -> Iterator[Record]:
    """One record for each content, in time order, ties by key."""
    by_key: dict[str, list[Reported]] = {}
    for one in standing:
        by_key.setdefault(one.key, []).append(one)
    made = []
    for key, many in by_key.items():
        at = instant(str(many[0].event.get("eventTime")))
        if at is not None:
            made.append(Record(key, many[0].event, at, max(1, len({one.id for one in many if one.id}))))
    yield from sorted(made, key=lambda record: (record.at, record.key))


def _conflicts(standing: Iterable[Reported]) -> list[str]:
    contents: dict[str, set[str]] = {}
    for one in standing:
        if one.id:
            contents.setdefault(one.id, set()).add(one.key)
    return sorted(name for name, keys in contents.items() if len(keys) > 1)


def _untimed(standing: Iterable[Reported]) -> Iterator[Finding]:
    """Events without a moment can't be placed; the rules of documents refuse them too."""
    times = {str(one.event.get("eventTime")) for one in standing}
    yield from (finding("time-invalid", "eventTime", time) for time in sorted(times) if instant(time) is None)
