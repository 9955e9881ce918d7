"""A feed through a gate → what its records say."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from govinnov.trace.epcis.model import Document, Event
from govinnov.trace.feeds.events import document
from govinnov.trace.feeds.evidence import codes_of
from govinnov.trace.feeds.kinds import kinds
from govinnov.trace.feeds.laying import Laid, laid
from govinnov.trace.feeds.parties import Private, Pseudonyms
from govinnov.trace.feeds.ports import Gate, Judged, Part
from govinnov.trace.feeds.recognising import Format
from govinnov.trace.feeds.records import said_of
from govinnov.trace.findings import Finding, finding
from govinnov.trace.recall.official import Official

#: Findings of one kind that are told one by one.
MOST_TOLD = 100


@dataclass(slots=True)
class Read:
    """What a feed says: its events, what authorities say, what is private, what is wrong; how many records are held.

    ``of`` has the record's number for each event; of what authorities say each is a record.
    """

    form: Format
    records: int = 0
    held: int = 0
    events: list[Event] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    official: list[Official] = field(default_factory=list)
    private: list[Private] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def document(self) -> Document:
        """The events as if they had come as EPCIS."""
        return document(self.events)

    @property
    def is_held(self) -> bool:
        """Whether nothing of it may be loaded."""
        return not self.of and not self.official

    def extend(self, more: Read) -> None:
        """Put what the records after it say."""
        self.of += [self.records + number for number in more.of]
        self.records += more.records
        self.held += more.held
        self.events += more.events
        self.official += more.official
        self.private += more.private
        self.findings += more.findings[: max(0, MOST_TOLD - len(self.findings))]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some records of a table, and what is needed to read them; it may be sent to another process."""

    form: Format
    kind: str
    labels: tuple[str, ...]
    names: Pseudonyms
    part: Part

    def read(self) -> Read:
        """What its records say."""
        read, kind = Read(self.form), kinds()[self.kind]
        for one in said_of(kind, self.labels, self.part, self.names):
            read.records += 1
            read.held += bool(one.findings)
            read.events += one.events
            read.of += [read.records] * len(one.events)
            read.official += one.official
            read.private += one.private
            if len(read.findings) < MOST_TOLD:
                read.findings += [_placed(found, one.row) for found in one.findings]
        read.private = [*dict.fromkeys(read.private)]
        return read


#: Reads portions, and gives what they say in their order.
Work = Callable[[Iterator[Portion]], Iterator[Read]]


def in_turn(portions: Iterator[Portion]) -> Iterator[Read]:
    """Read one portion after the other, here."""
    return (one.read() for one in portions)


def read_feed(path: Path, form: Format, gate: Gate, names: Pseudonyms, work: Work = in_turn) -> Read:
    """Read a feed; what the gate holds, and what contradicts itself, is told and left out.

    Args:
        path: The file.
        form: What it is (`recognising.recognised`).
        gate: Judges each of its tables before anything of it is read.
        names: How parties are named.
        work: Reads the portions of its tables, and gives what they say in their order.
    """
    read = Read(form)
    with tempfile.TemporaryDirectory(prefix="govinnov-feed-") as folder:
        for one in laid(path, form, Path(folder)):
            if isinstance(one, Finding):
                read.findings.append(one)
                read.held += one.severity == "error"
                read.records += one.severity == "error"
            else:
                _take(read, one, gate, (names, work))
    return read


def _take(read: Read, table: Laid, gate: Gate, by: tuple[Pseudonyms, Work]) -> None:
    names, work = by
    with gate(table.path, table.schema, codes_of(table)) as judged:
        read.findings += list(islice(_told(judged), MOST_TOLD))
        if judged.permit is None:
            read.findings.append(finding("feed-not-permitted"))
            return
        read.records += len(judged.permit.held)
        read.held += len(judged.permit.held)
        known = read.form, table.kind.name, table.labels, names
        for one in work(Portion(*known, part) for part in judged.permit.parts()):
            read.extend(one)


def _placed(found: Finding, row: int) -> Finding:
    """A finding of a record with its row before its field."""
    return replace(found, path=f"{row}:{found.path}".rstrip(":"))


def _told(judged: Judged) -> Iterator[Finding]:
    """What the gate holds, in the trace's form: where, and why; never what stands there, for it may name somebody."""
    if judged.permit is None:
        yield from (_held(one.code, one.row, one.field) for one in judged.findings if one.severity != "info")
        return
    for row, codes in judged.permit.held.items():
        yield from (_held(code, row, _field(judged, code, row)) for code in sorted(codes))


def _field(judged: Judged, code: str, row: int) -> str | None:
    """The column of what holds a row."""
    fields = (one.field for one in judged.findings if one.code == code and one.row in (row, None))
    return next(fields, None)


def _held(code: str, row: int | None, field: str | None) -> Finding:
    path = ":".join(str(part) for part in (row, field) if part is not None)
    ko = " ".join([*([f"{row}행"] if row else []), *([f"'{field}' 열"] if field else []), "을"]).replace(" 을", "을")
    en = ", ".join([*([f"row {row}"] if row else []), *([f"column '{field}'"] if field else [])]) or "the file"
    return finding("gate-holds", path, code, where_ko=ko if row or field else "파일을", where_en=en)
