"""Scan with Python's own CSV reader: exact for every text, about 1 million records a second."""

from __future__ import annotations

import csv

from govinnov.gate.model import Table
from govinnov.gate.structure.scan import Scan


def scan(table: Table, width: int, start: int) -> Scan:
    """Scan the whole text as frictionless reads it: lines end at LF, CRLF or CR, and blank records count."""
    seen = Scan(width, start)
    with table.path.open(encoding="utf-8", newline="") as stream:
        for row, cells in enumerate(csv.reader(stream, delimiter=table.delimiter, quotechar=table.quotechar), start=1):
            seen.records = row
            seen.judge(row, tuple(cells))
    return seen
