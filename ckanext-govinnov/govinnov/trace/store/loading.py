"""Files → the store: each is judged, and taken whole or held whole, in a transaction of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects.postgresql import insert as upsert

from govinnov.trace.epcis.model import Document, Unreadable
from govinnov.trace.epcis.reading import read_file
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.feeds.ports import Gate
from govinnov.trace.feeds.reading import MOST_TOLD, read_feed
from govinnov.trace.feeds.recognising import FEEDS, Format, recognised
from govinnov.trace.feeds.screening import Screened, screened
from govinnov.trace.findings import Finding, finding
from govinnov.trace.lineage.records import Reported, reported
from govinnov.trace.rehearsal.marked import is_rehearsal, is_rehearsal_table
from govinnov.trace.store import taking
from govinnov.trace.store.feeding import Feed, Staged, Workers
from govinnov.trace.store.packed import take_packed
from govinnov.trace.store.privately import keep_bytes, keep_private, names_of
from govinnov.trace.store.rehearsing import is_of
from govinnov.trace.store.staging import REPORTED, Rows, rows_of_events, stage
from govinnov.trace.store.stewarding import keep_official
from govinnov.trace.store.tables import DOCUMENT
from govinnov.trace.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file.

    ``records`` are its events, declarations of errors among them: ``new`` ones, ``known`` ones, and those that were
    ``held``. ``voids`` are its declarations, and ``conflicts`` those of its event ids that stand for several contents.
    """

    path: str
    sha256: str
    format: str | None
    records: int
    new: int
    known: int
    voids: int
    conflicts: int
    held: int
    findings: tuple[Finding, ...]

    @property
    def is_held(self) -> bool:
        """Whether it, or a record of it, was not stored."""
        return self.held > 0 or any(one.severity == "error" for one in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """The file's part of ``trace load --json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class File:
    """What is kept of a file beside its events; ``raw`` reads its bytes."""

    form: str
    sha256: str
    source: str
    raw: Callable[[], bytes]


def _file(form: str, sha256: str, path: Path, gate: Gate | None) -> File:
    """A file with its name, unless that itself names somebody."""
    is_held = bool(gate and gate.texts({"": {path.name}}))
    return File(form, sha256, "" if is_held else path.name, path.read_bytes)


def load(  # noqa: PLR0913 - each has a default of its own, and is named where it is given
    engine: Engine,
    paths: Sequence[Path],
    received_at: datetime,
    expected: str | None = None,
    gate: Gate | None = None,
    *,
    workers: int = 1,
) -> Iterator[Loaded]:
    """Take files, one after the other.

    Args:
        engine: Where `tables.make` has made the tables.
        paths: EPCIS documents, JSON-LD or XML, and feeds.
        received_at: Since when what they say is known.
        expected: The format that they must have; any where left out.
        gate: Judges feeds, and the texts in EPCIS documents; without one these alone are taken, unjudged.
        workers: Processes that read large feeds; the answer is the same for any number.

    Raises:
        CollisionError: An id would stand for two things; the files before are stored.
        WorkerLostError: A process that read for this one was ended from outside; the files before are stored.
    """
    with Workers(workers) as others:
        for path in paths:
            form = next((one for one in FEEDS if one == expected), None) or recognised(path)
            if gate and form and expected in (None, form):
                yield _load_feed(engine, path, received_at, (form, gate, others))
            else:
                yield _load(engine, path, received_at, (expected, gate))


def _load_feed(engine: Engine, path: Path, received_at: datetime, by: tuple[Format, Gate, Workers]) -> Loaded:
    """Take what a gate permits of a feed; a rehearsal's stays out of the real store."""
    form, gate, workers = by
    if is_rehearsal_table(path) and not is_of(engine):
        return Loaded(str(path), _sha256(path), form, 0, 0, 0, 0, 0, 0, (finding("rehearsal-document"),))
    with engine.begin() as db:
        names = names_of(db)
    feed = Feed(workers.staged)
    read = read_feed(path, form, gate, names, feed.work)
    sha256, findings = _sha256(path), tuple(read.findings)
    if read.is_held:
        return Loaded(str(path), sha256, read.form, read.records, 0, 0, 0, 0, read.held, findings)
    with engine.begin() as db:
        new, conflicts = _take_feed(db, (read, feed.rows), _file(read.form, sha256, path, gate), received_at)
    known = read.records - read.held - new
    return Loaded(str(path), sha256, read.form, read.records, new, known, 0, conflicts, read.held, findings)


def _take_feed(db: Connection, feed: Staged, file: File, received_at: datetime) -> tuple[int, int]:
    """Store what a feed says: how many of its records are new, and how many of its ids are conflicts."""
    taking.alone(db)
    read, rows = feed
    stage(db, rows, *REPORTED)
    new = taking.new_reports(db)
    _keep(db, file, received_at)
    take_rows(db, rows, file.sha256, received_at)
    keep_private(db, read.private, received_at, file.sha256)
    events = {of for of, one in zip(read.of, rows.reports, strict=True) if one in new}
    return len(events) + sum(keep_official(db, read.official, received_at)), taking.conflicts(db)


def _sha256(path: Path) -> str:
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


def _load(engine: Engine, path: Path, received_at: datetime, by: tuple[str | None, Gate | None]) -> Loaded:
    """Take a document whole or hold it whole; but of one that is valid, a gate holds single events."""
    expected, gate = by
    with uncollected():
        read = read_file(path)
        verdict = judge(read)
    count, findings = verdict.events, (*_unexpected(read, expected), *_rehearsed(read, engine), *verdict.findings)
    sha256 = _sha256(path)
    if isinstance(read, Unreadable) or any(one.severity == "error" for one in findings):
        return Loaded(str(path), sha256, verdict.format, count, 0, 0, 0, 0, count, findings)
    with uncollected():
        events = list(reported(read))
    word = screened(read, events, gate) if gate else Screened()
    findings, held = (*findings, *word.findings[:MOST_TOLD]), len(word.held)
    if events and held == count:
        return Loaded(str(path), sha256, read.format, count, 0, 0, 0, 0, count, findings)
    passed = [one for number, one in enumerate(events) if number not in word.held]
    with engine.begin() as db:
        new, voids, conflicts = take_events(db, passed, _file(read.format, sha256, path, gate), received_at)
    return Loaded(str(path), sha256, read.format, count, new, count - held - new, voids, conflicts, held, findings)


def _unexpected(read: Document | Unreadable, expected: str | None) -> Iterator[Finding]:
    """What is said of a file in another format than somebody said."""
    if expected and read.format and read.format != expected:
        yield finding("format-not-as-said", value=read.format, expected=expected)


def _rehearsed(read: Document | Unreadable, engine: Engine) -> Iterator[Finding]:
    """A rehearsal stays out of the real store; rehearsals take everything."""
    if is_rehearsal(read) and not is_of(engine):
        yield finding("rehearsal-document")


def take_events(db: Connection, events: Sequence[Reported], file: File, received_at: datetime) -> tuple[int, int, int]:
    """Store events of one document: how many of its records are new, are declarations, and are conflicts."""
    taking.alone(db)
    with uncollected():
        rows = rows_of_events(events)
    stage(db, rows, *REPORTED)
    new = taking.counts(db)
    _keep(db, file, received_at)
    take_rows(db, rows, file.sha256, received_at)
    return sum(new.values()), rows.declarations, taking.conflicts(db)


def take_rows(db: Connection, rows: Rows, sha256: str, received_at: datetime) -> None:
    """Take what a document says, of which the reports are staged."""
    if taking.take(db, rows, received_at, sha256):
        take_packed(db, received_at)


def _keep(db: Connection, file: File, received_at: datetime) -> None:
    """Keep the bytes as they were received, apart from what the public look-up may read."""
    row = {"sha256": file.sha256, "format": file.form, "source": file.source, "known_from": received_at}
    added = db.execute(upsert(DOCUMENT).values(row).on_conflict_do_nothing().returning(DOCUMENT.c.sha256)).first()
    if added:
        keep_bytes(db, file.sha256, file.raw(), received_at)
