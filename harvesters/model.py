"""The words of harvesting: frozen records that pass between source, engine, store and sink."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

#: What is true of one remote dataset after the last job that looked at it.
RecordState = Literal["new", "added", "changed", "unchanged", "missing", "held", "failed"]
#: Where a job stands. ``waiting`` is for a worker, ``held`` for a steward; ``superseded`` was held when a newer began.
JobState = Literal["waiting", "gathering", "delivering", "done", "held", "failed", "superseded"]
#: What a job means to do with a record.
Plan = Literal["add", "change", "missing", "held"]


@dataclass(frozen=True, slots=True)
class Option:
    """One setting a source type takes; ``docs/reference/sources.md`` lists every one.

    ``kind`` is the Python type of the value: ``str``, ``int`` or ``bool``.
    """

    name: str
    kind: type
    default: str | int | bool
    help: str


@dataclass(frozen=True, slots=True)
class Source:
    """One place that records come from, as a steward set it up.

    ``agency`` fixes whose data these are: a feed can't write into another agency. ``schedule`` is cron text.
    ``allow_hosts`` names hosts whose private addresses an operator allows.
    """

    name: str
    type: str
    url: str
    agency: str | None = None
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    schedule: str | None = None
    allow_hosts: tuple[str, ...] = ()
    approved: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a steward should read: a code and one sentence in each language.

    ``record`` is the remote id it speaks of, or None when it concerns the whole source.
    ``kind`` is ``error`` or ``note`` (left out on purpose, nothing is wrong).
    """

    code: str
    message_ko: str
    message_en: str
    record: str | None = None
    kind: Literal["error", "note"] = "error"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a source was read: sent back on the next visit so that an unchanged list costs one request."""

    etag: str | None = None
    last_modified: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a source's list: enough to know the record again and to see whether it changed.

    ``marker`` is the source's word for "same as before" (a hash, an ETag, a date); None means: fetch and compare.
    ``payload`` is JSON and holds whatever ``fetch`` needs.
    """

    remote_id: str
    title: str = ""
    marker: str | None = None
    url: str | None = None
    agency: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoteResource:
    """One file or link of a record. ``content`` is where its bytes lie, or None when we only link to it.

    ``schema`` names the Table Schema of the registry that the file is held to; empty lets the gate infer one.
    """

    name: str
    url: str | None
    format: str = ""
    content: Path | None = None
    sha256: str | None = None
    description: str = ""
    schema: str = ""


@dataclass(frozen=True, slots=True)
class RemoteRecord:
    """One remote dataset at one time, in our words, whatever the protocol.

    ``agency`` is a hint by name: the source's own agency decides. ``modified`` is the source's date as text.
    ``restricted`` bytes are kept privately and never become a dataset.
    """

    remote_id: str
    title: str
    notes: str = ""
    url: str | None = None
    agency: str | None = None
    modified: str | None = None
    extras: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    resources: tuple[RemoteResource, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One run of one source by one worker. ``token`` grows with each taker: an older one writes nothing more."""

    id: int
    source: str
    state: JobState
    token: int
    dry: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """What a failed job means for its source: ``retry_s`` seconds of rest that the other side asked for, or a stop."""

    retry_s: float = 0.0
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a job's records: those with the number ``first`` and above, and below ``until`` where that is given."""

    first: int = 0
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A record that waits to be fetched and handed over.

    ``dataset_id`` is the same for every attempt, so a repeated hand-over meets the same dataset.
    """

    record_id: int
    entry: Entry
    dataset_id: str
    hash: str | None
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a sink gets: the record, and which dataset it is. ``job`` carries the fencing token.

    ``known`` says that this record was handed over before; whether its dataset exists is the sink's to see.
    """

    source: Source
    job: Job
    record: RemoteRecord
    dataset_id: str
    known: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sink did with a delivery: published, quarantined (kept, not public) or failed."""

    state: Literal["published", "quarantined", "failed"]
    dataset_id: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """How one pending record ended: the line the store writes."""

    record_id: int
    state: RecordState
    hash: str | None = None
    dataset_id: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One record of a diff."""

    remote_id: str
    title: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Diff:
    """What a run would do: counts of everything, and the first lines of each kind."""

    counts: Mapping[str, int]
    added: tuple[DiffLine, ...] = ()
    changed: tuple[DiffLine, ...] = ()
    missing: tuple[DiffLine, ...] = ()
    held: tuple[DiffLine, ...] = ()


@dataclass(frozen=True, slots=True)
class JobResult:
    """How a job ended, with counts of records and what a steward should read."""

    job: int
    state: JobState
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    missing: int = 0
    held: int = 0
    failed: int = 0
    errors: tuple[Problem, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def seconds(self) -> float | None:
        """From the job's begin to its end, a steward's wait included; None while it is not closed."""
        if self.started_at is None or self.finished_at is None:
            return None
        return round((self.finished_at - self.started_at).total_seconds(), 1)
