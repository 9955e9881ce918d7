"""Read a table a few megabytes at a time, every record of it, as columns of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl

from govinnov.gate import rows
from govinnov.gate.model import Table
from govinnov.gate.rows import head, parsed
from govinnov.gate.rows.distinct import Distinct


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive records: ``frame`` has one String column per label, ``first_row`` is the row of its first record.

    ``surplus`` holds what ragged records carry beyond the last label: (row, text). ``distinct`` knows the distinct
    texts of the frame's columns.
    """

    frame: pl.DataFrame
    first_row: int
    distinct: Distinct
    surplus: tuple[tuple[int, str], ...] = ()


def batches(table: Table, chunk_bytes: int, record_bytes: int) -> Iterator[Batch]:
    """Every record of the file in order, title rows and header included: a number can stand there too.

    Memory is bounded: ``chunk_bytes`` are read at a time, and a record that has no end after ``record_bytes`` is cut at
    its last line end (a stray quote opened it; what is read is the same, only its rows are told less exactly).
    """
    known = parsed(table)
    if known is None:
        yield from _from_file(table, chunk_bytes, record_bytes)
        return
    yield of_head(table)
    for batch in known:
        yield of_rows(batch, table)


def of_head(table: Table) -> Batch:
    """The records down to the header."""
    return _frame_of(head(table), table, 1)


def of_rows(batch: rows.Batch, table: Table) -> Batch:
    """The same records, those of another width put among the others."""
    if not batch.odd:
        return Batch(batch.frame, batch.first, batch.distinct)
    odd = _frame_of([cells for _, cells in batch.odd], table, 0)
    numbers = pl.Series([number for number, _ in batch.odd], dtype=pl.Int64)
    parts = [(batch.frame, batch.numbers), (odd.frame, numbers)]
    numbered = pl.concat(frame.with_columns(places.alias("row")) for frame, places in parts).sort("row")
    surplus = tuple((numbers[at], text) for at, text in odd.surplus)
    frame = numbered.drop("row")
    return Batch(frame, batch.first, Distinct(frame), surplus)


def _from_file(table: Table, chunk_bytes: int, record_bytes: int) -> Iterator[Batch]:
    row = 1
    with table.path.open("rb") as stream:
        for raw in _whole_records(stream, table.quotechar.encode(), (chunk_bytes, record_bytes)):
            batch = _read(raw, table, row)
            yield batch
            row += batch.frame.height


def _whole_records(stream: BinaryIO, quote: bytes, sizes: tuple[int, int]) -> Iterator[bytes]:
    """Cut at line ends outside quotes: where an even number of quote characters has passed."""
    rest = b""
    while block := stream.read(sizes[0]):
        rest += block
        end = _last_record_end(rest, quote) or (len(rest) > sizes[1] and rest.rfind(b"\n") + 1)
        if end:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _last_record_end(data: bytes, quote: bytes) -> int:
    """The offset after the last line end that lies outside quotes; 0 when there is none."""
    end = data.rfind(b"\n") + 1
    quotes = data.count(quote, 0, end) if quote in data else 0  # looking is ten times as fast as counting
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(quote, before, end)
        end = before
    return end


def _read(raw: bytes, table: Table, row: int) -> Batch:
    schema = {str(index): pl.String for index in range(len(table.labels))}
    try:
        frame = pl.read_csv(raw, has_header=False, schema=schema, separator=table.delimiter, quote_char=table.quotechar)
    except pl.exceptions.PolarsError:
        return _read_slowly(raw, table, row)
    frame = frame.rechunk()
    return Batch(frame, row, Distinct(frame))


def _read_slowly(raw: bytes, table: Table, row: int) -> Batch:
    """Ragged or oddly quoted records: Python's own reader loses none of their cells."""
    return _frame_of(_records(raw.decode(), table), table, row)


def _frame_of(records: list[list[str]], table: Table, row: int) -> Batch:
    width = len(table.labels)
    cut = [[*record[:width], *[None] * (width - len(record))] for record in records]
    frame = pl.DataFrame(cut, schema={str(index): pl.String for index in range(width)}, orient="row")
    surplus = tuple(
        (row + index, table.delimiter.join(record[width:]))
        for index, record in enumerate(records)
        if len(record) > width
    )
    return Batch(frame, row, Distinct(frame), surplus)


def _records(text: str, table: Table) -> list[list[str]]:
    """Records as Python reads them; a cell beyond its limit of 131,072 signs makes every line one cell."""
    lines = io.StringIO(text, newline="")
    try:
        return list(csv.reader(lines, delimiter=table.delimiter, quotechar=table.quotechar))
    except csv.Error:
        return [[line] for line in text.splitlines()]
