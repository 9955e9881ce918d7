"""Documents → the records that count: repetitions once, voids taken out, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from govinnov.trace.epcis.canonical import Forms, key_of, text_of
from govinnov.trace.epcis.model import Document
from govinnov.trace.epcis.times import instant
from govinnov.trace.findings import Finding, finding
from govinnov.trace.hashes import event_hashes
from govinnov.trace.lineage.about import name as identifier
from govinnov.trace.lineage.model import Record, by_time


class Void(NamedTuple):
    """What no longer stands: the events of one id, or where a declaration has none, those of its hash or content."""

    by: Literal["id", "hash", "content"]
    name: str


class Reported(NamedTuple):
    """One event of one document, with its names; ``text`` is its canonical form as JSON."""

    key: str
    hash: str
    id: str | None
    event: dict[str, Any]
    text: str
    declared: bool
    recorded: datetime | None
    correctives: tuple[str, ...] = ()
    declaration: dict[str, Any] | None = None

    @property
    def names(self) -> tuple[Void, ...]:
        """By which names a declaration would void it."""
        return (*((Void("id", self.id),) if self.id else ()), Void("hash", self.hash), Void("content", self.key))

    @property
    def voids(self) -> tuple[Void, ...]:
        """What it voids where it is a declaration: a hash depends on a document's form, the content does not."""
        return () if not self.declared else self.names[:1] if self.id else self.names


@dataclass(frozen=True, slots=True)
class State:
    """What counts: events minus voids, as sets.

    ``conflicts`` are event ids with more than one content, and the keys of these: all are kept, and followed.
    ``missing`` are ids of corrective events that a declaration names and nobody sent.
    """

    records: tuple[Record, ...]
    conflicts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = field(default=())
    voids: tuple[Void, ...] = ()
    missing: tuple[str, ...] = ()


def state_of(documents: Iterable[Document], at: datetime | None = None) -> State:
    """What counts of the events of documents; with ``at``, of those recorded until then.

    A declaration voids the events of its id; without an id, those of its hash or content. It does so before or after
    its original, twice, or of an event that nobody knows, and for good. The same content under n different ids counts
    max(1, n) times.
    """
    all_reported = [one for document in documents for one in reported(document) if _known(one, at)]
    voids = {void for one in all_reported for void in one.voids}
    standing = [one for one in all_reported if not one.declared and voids.isdisjoint(one.names)]
    return State(
        tuple(_records(standing)),
        _conflicts(standing),
        tuple(_untimed(standing)),
        tuple(sorted(voids)),
        tuple(_missing(all_reported)),
    )


def reported(document: Document) -> Iterator[Reported]:
    """The events of a document, in its order, each with its names."""
    if document.forms:
        for event, form in zip(document.events, document.forms, strict=True):
            text = text_of(form)
            yield Reported(key_of(text), "", event.get("eventID"), form, text, False, None)
        return
    forms = Forms(document.prefixes)
    for event, name in zip(document.events, event_hashes(document), strict=True):
        yield _reported(event, name, forms)


def _reported(event: dict[str, Any], name: str, forms: Forms) -> Reported:
    form, recorded, declared = forms.of(event), event.get("recordTime"), "errorDeclaration" in event
    text = text_of(form)
    return Reported(
        key_of(text),
        name,
        identifier(event.get("eventID")) or None,
        form,
        text,
        declared,
        instant(recorded) if isinstance(recorded, str) else None,
        tuple(_correctives(event)) if declared else (),
        forms.declared(event) if declared else None,
    )


def _correctives(event: dict[str, Any]) -> Iterator[str]:
    declaration = event.get("errorDeclaration")
    named = declaration.get("correctiveEventIDs") if isinstance(declaration, dict) else None
    yield from (one for one in named or () if identifier(one))


def _missing(all_reported: Iterable[Reported]) -> list[str]:
    """Corrective events that nobody sent; a declaration itself corrects nothing."""
    sent = {one.id for one in all_reported if not one.declared}
    return sorted({name for one in all_reported for name in one.correctives} - sent)


def _known(one: Reported, at: datetime | None) -> bool:
    return at is None or one.recorded is None or one.recorded <= at


def _records(standing: Iterable[Reported]) -> Iterator[Record]:
    """One record for each content, in time order, ties by key."""
    by_key: dict[str, list[Reported]] = {}
    for one in standing:
        by_key.setdefault(one.key, []).append(one)
    made = (record_of(key, many[0].event, len({one.id for one in many if one.id})) for key, many in by_key.items())
    yield from sorted((one for one in made if one), key=by_time)


def record_of(key: str, event: dict[str, Any], ids: int = 0) -> Record | None:
    """A content as it counts when so many event ids report it; None where its time is none."""
    at = instant(str(event.get("eventTime")))
    return None if at is None else Record(key, event, at, max(1, ids))


def _conflicts(standing: Iterable[Reported]) -> dict[str, frozenset[str]]:
    contents: dict[str, set[str]] = {}
    for one in standing:
        if one.id:
            contents.setdefault(one.id, set()).add(one.key)
    return {name: frozenset(keys) for name, keys in sorted(contents.items()) if len(keys) > 1}


def _untimed(standing: Iterable[Reported]) -> Iterator[Finding]:
    """Events without a moment can't be placed; the rules of documents refuse them too."""
    times = {str(one.event.get("eventTime")) for one in standing}
    yield from (finding("time-invalid", "eventTime", time) for time in sorted(times) if instant(time) is None)
