"""Examine one table: find its header, scan it, and say in findings what is wrong with its shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Table
from govinnov.gate.structure.dialect import Record, head_records
from govinnov.gate.structure.edges import trim
from govinnov.gate.structure.ends import Ends, count_ends, open_quote_row
from govinnov.gate.structure.header import Header, find_header
from govinnov.gate.structure.judge import Shape, judge
from govinnov.gate.structure.scan import Scan, begin, scan

#: A table of PostgreSQL takes 1,600 columns; the DataStore keeps some for itself.
COLUMNS = 1_500


@dataclass(frozen=True, slots=True)
class Structured:
    """A table whose labels and rows are known, with what was found; ``table`` is None when there is none.

    ``blank_edges``: blank rows or columns at the end are part of the text and do not count.
    """

    table: Table | None
    findings: tuple[Finding, ...]
    blank_edges: bool = False

    def written(self, target: Path) -> Table | None:
        """The table without blank edges: itself, or where it has some a text of its own at ``target``."""
        return trim(self.table, target) if self.table is not None and self.blank_edges else self.table


@dataclass(frozen=True, slots=True)
class Outline:
    """What the first records say of a table before the rest is read; ``width``: cells most records have.

    ``named``: columns up to the last label. ``ends`` are those of the whole text.
    """

    raw: Table
    records: Sequence[Record]
    header: Header
    ends: Ends
    width: int
    named: int

    @property
    def table(self) -> Table:
        """The table, should the rest be as its beginning; its rows are not counted yet."""
        return replace(self.raw, labels=tuple(self.header.labels[: self.named]), header_row=self.header.last)

    @property
    def is_plain(self) -> bool:
        """Whether most records have as many cells as there are labels, none of them blank at the end."""
        return self.width == self.named == len(self.header.labels)

    def begin(self) -> Scan:
        """A scan of the rows below the header."""
        return begin(self.header.last, self.width, self.named)


def examine(raw: Table) -> Structured:
    """Find header row, labels and number of data rows of a raw table, and everything odd about its shape."""
    begun = outline(raw)
    return begun if isinstance(begun, Structured) else complete(begun)


def outline(raw: Table) -> Outline | Structured:
    """Find a table's labels; when there is no table to read on, the whole answer."""
    records = head_records(raw.path, raw.delimiter)
    if not any(any(record) for record in records):
        return Structured(None, (finding("no-table"),))
    if (count := max(map(len, records))) > COLUMNS:
        return Structured(None, (finding("too-many-columns", count=count, limit=COLUMNS),))
    ends = count_ends(raw)
    if ends.quotes % 2 and (row := open_quote_row(raw)):
        return Structured(None, (finding("quote-unclosed", row=row),))
    header = find_header(records)
    named = max((at for at, label in enumerate(header.labels, start=1) if label.strip()), default=1)
    width = _usual_width(records[header.last :], max(named, len(header.labels)))
    return Outline(raw, records, header, ends, max(width, named), named)


def complete(begun: Outline) -> Structured:
    """Read the rest of an outlined table and say what it is."""
    return conclude(begun, _scan(begun))


def conclude(begun: Outline, seen: Scan) -> Structured:
    """What a scan of all rows makes of an outline."""
    raw, header = begun.raw, begun.header
    table = replace(begun.table, labels=tuple(header.labels[: seen.named]), rows=seen.last_filled - header.last)
    found = judge(Shape(begun.records, header, seen, begun.ends, raw.merged))
    return Structured(table, found, _has_blank_edges(table, header, seen))


def _has_blank_edges(table: Table, header: Header, seen: Scan) -> bool:
    """Tell whether blank rows or columns stand at the end; in a ragged table no column is called blank."""
    if seen.ragged.count:
        return False
    return seen.records > seen.last_filled or max(len(header.labels), seen.widest) > len(table.labels)


def _scan(begun: Outline) -> Scan:
    """Scan with blank labels at the end left out, unless something is written below them."""
    table, labels, named = begun.table, len(begun.header.labels), begun.named
    seen = scan(table, begun.width, named)
    if seen.beyond and named < labels:
        return scan(table, labels, labels)
    return seen if not seen.beyond else scan(table, named, named)


def _usual_width(data: Sequence[Record], labels: int) -> int:
    """Cells most records of the sample have: as many as there are labels, or a blank one more at the end."""
    widths = Counter(len(record) for record in data if record)
    return widths.most_common(1)[0][0] if widths else labels
