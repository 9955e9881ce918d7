"""Examine one table: find its header, scan it, and say in findings what is wrong with its shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Table
from govinnov.gate.structure.dialect import Record, head_records
from govinnov.gate.structure.ends import count_ends, open_quote_row
from govinnov.gate.structure.header import Header, find_header
from govinnov.gate.structure.judge import Shape, judge
from govinnov.gate.structure.scan import Scan, scan

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


def examine(raw: Table) -> Structured:
    """Find header row, labels and number of data rows of a raw table, and everything odd about its shape."""
    records = head_records(raw.path, raw.delimiter)
    if not any(any(record) for record in records):
        return Structured(None, (finding("no-table"),))
    if (count := max(map(len, records))) > COLUMNS:
        return Structured(None, (finding("too-many-columns", count=count, limit=COLUMNS),))
    ends = count_ends(raw)
    if ends.quotes % 2 and (row := open_quote_row(raw)):
        return Structured(None, (finding("quote-unclosed", row=row),))
    header = find_header(records)
    seen = _scan(replace(raw, header_row=header.last), header, records[header.last :])
    table = _known(raw, header, seen)
    return Structured(
        table, judge(Shape(records, header, seen, ends, raw.merged)), _has_blank_edges(table, header, seen)
    )


def _known(raw: Table, header: Header, seen: Scan) -> Table:
    rows = seen.last_filled - header.last
    labels = tuple(header.labels[: seen.named])
    return replace(raw, labels=labels, rows=rows, header_row=header.last)


def _has_blank_edges(table: Table, header: Header, seen: Scan) -> bool:
    """Tell whether blank rows or columns stand at the end; in a ragged table no column is called blank."""
    if seen.ragged.count:
        return False
    return seen.records > seen.last_filled or max(len(header.labels), seen.widest) > len(table.labels)


def _scan(table: Table, header: Header, data: Sequence[Record]) -> Scan:
    """Scan with blank labels at the end left out, unless something is written below them."""
    named = max((at for at, label in enumerate(header.labels, start=1) if label.strip()), default=1)
    width = _usual_width(data, max(named, len(header.labels)))
    seen = scan(table, max(width, named), named)
    if seen.beyond and named < len(header.labels):
        return scan(table, len(header.labels), len(header.labels))
    return seen if not seen.beyond else scan(table, named, named)


def _usual_width(data: Sequence[Record], labels: int) -> int:
    """Cells most records of the sample have: as many as there are labels, or a blank one more at the end."""
    widths = Counter(len(record) for record in data if record)
    return widths.most_common(1)[0][0] if widths else labels
