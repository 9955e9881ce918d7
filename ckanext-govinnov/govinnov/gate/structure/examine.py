"""Examine one table: find its header, scan it, and say in findings what is wrong with its shape."""

from __future__ import annotations

from dataclasses import dataclass, replace

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Table
from govinnov.gate.structure import slow
from govinnov.gate.structure.dialect import head_records
from govinnov.gate.structure.header import Header, find_header
from govinnov.gate.structure.judge import judge
from govinnov.gate.structure.scan import Scan


@dataclass(frozen=True, slots=True)
class Structured:
    """A table whose labels and rows are known, with what was found; ``table`` is None when there is none."""

    table: Table | None
    findings: tuple[Finding, ...]


def examine(table: Table) -> Structured:
    """Find header row, labels and number of data rows of a raw table, and everything odd about its shape."""
    records = head_records(table.path, table.delimiter)
    if not any(any(record) for record in records):
        return Structured(None, (finding("no-table"),))
    header = find_header(records)
    seen = _scan(table, header)
    rows = max(0, seen.last_filled - header.last)
    known = replace(table, labels=header.labels[: seen.width], rows=rows, header_row=header.last)
    return Structured(known, judge(header, seen, records))


def _scan(table: Table, header: Header) -> Scan:
    """Scan with blank labels at the end left out, unless something is written below them."""
    named = max((at for at, label in enumerate(header.labels, start=1) if label.strip()), default=1)
    seen = slow.scan(table, named, header.last + 1)
    if seen.over and named < len(header.labels):
        return slow.scan(table, len(header.labels), header.last + 1)
    return seen
