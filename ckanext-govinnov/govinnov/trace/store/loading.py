"""Files → the store: each is judged, and taken whole or held whole, in a transaction of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.dialects.postgresql import insert as upsert

from govinnov.trace.epcis.model import Document, Unreadable
from govinnov.trace.epcis.reading import read_file
from govinnov.trace.epcis.verdict import judge
from govinnov.trace.findings import Finding, finding
from govinnov.trace.rehearsal.marked import is_rehearsal
from govinnov.trace.store import taking
from govinnov.trace.store.packed import take_packed
from govinnov.trace.store.rehearsing import is_of
from govinnov.trace.store.staging import REPORTED, STAGES, Rows, rows_of, stage
from govinnov.trace.store.tables import BYTES, DOCUMENT


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
        """Whether nothing of it was stored."""
        return any(one.severity == "error" for one in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """The file's part of ``trace load --json``."""
        return asdict(self)


def load(engine: Engine, paths: Sequence[Path], received_at: datetime, expected: str | None = None) -> Iterator[Loaded]:
    """Take files, one after the other.

    Args:
        engine: Where `tables.make` has made the tables.
        paths: EPCIS documents, JSON-LD or XML.
        received_at: Since when what they say is known.
        expected: The format that they must have; any where left out.

    Raises:
        CollisionError: An id would stand for two things; the files before are stored.
    """
    for path in paths:
        yield _load(engine, path, received_at, expected)


def _load(engine: Engine, path: Path, received_at: datetime, expected: str | None) -> Loaded:
    read = read_file(path)
    verdict = judge(read)
    unexpected = (*_unexpected(read, expected), *_rehearsed(read, engine))
    events, findings = verdict.events, (*unexpected, *verdict.findings)
    with path.open("rb") as raw:
        sha256 = hashlib.file_digest(raw, "sha256").hexdigest()
    if isinstance(read, Unreadable) or any(one.severity == "error" for one in findings):
        return Loaded(str(path), sha256, verdict.format, events, 0, 0, 0, 0, events, findings)
    with engine.begin() as db:
        new, voids, conflicts = _take(db, read, sha256, path, received_at)
    return Loaded(str(path), sha256, read.format, events, new, events - new, voids, conflicts, 0, findings)


def _unexpected(read: Document | Unreadable, expected: str | None) -> Iterator[Finding]:
    """What is said of a file in another format than somebody said."""
    if expected and read.format and read.format != expected:
        yield finding("format-not-as-said", value=read.format, expected=expected)


def _rehearsed(read: Document | Unreadable, engine: Engine) -> Iterator[Finding]:
    """A rehearsal stays out of the real store; rehearsals take everything."""
    if is_rehearsal(read) and not is_of(engine):
        yield finding("rehearsal-document")


def _take(db: Connection, document: Document, sha256: str, path: Path, received_at: datetime) -> tuple[int, int, int]:
    """Store one document: how many of its records are new, are declarations, and are conflicts."""
    taking.plainly(db)
    db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": taking.LOCK})
    rows = rows_of(document)
    stage(db, rows, *REPORTED)
    new = taking.counts(db)
    _keep(db, document, sha256, path, received_at)
    take_rows(db, rows, sha256, received_at)
    return sum(new.values()), rows.declarations, taking.conflicts(db)


def take_rows(db: Connection, rows: Rows, sha256: str, received_at: datetime) -> None:
    """Take what a document says, of which the reports are staged."""
    if taking.report(db, received_at, sha256):
        stage(db, rows, *(name for name in STAGES if name not in REPORTED))
        taking.take(db, received_at)
        take_packed(db, received_at)


def _keep(db: Connection, document: Document, sha256: str, path: Path, received_at: datetime) -> None:
    """Keep the bytes as they were received, apart from what the public look-up may read."""
    row = {"sha256": sha256, "format": document.format, "source": path.name, "known_from": received_at}
    added = db.execute(upsert(DOCUMENT).values(row).on_conflict_do_nothing().returning(DOCUMENT.c.sha256)).first()
    if added:
        db.execute(insert(BYTES).values(sha256=sha256, bytes=path.read_bytes()))
