"""Leave blank rows and columns at a table's end out, into a text of its own; nothing that is written is touched."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from govinnov.gate.csvtext import csv_writer
from govinnov.gate.model import Table


def trim(table: Table, target: Path) -> Table:
    """Write the table up to its last written row and its last label to ``target``; row numbers stay the same."""
    with table.path.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8", newline="") as to:
        reader = csv.reader(source, delimiter=table.delimiter, quotechar=table.quotechar)
        writer = csv_writer(to, table.delimiter, table.quotechar)
        writer.writerows(_kept(reader, table))
    return replace(table, path=target)


def _kept(records: Iterator[list[str]], table: Table) -> Iterator[list[str]]:
    width = len(table.labels)
    return (record[:width] for record in islice(records, table.header_row + table.rows))
