"""Reads a table batch by batch: plain lines, then strictly quoted text, then whatever only ``csv`` can say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from govinnov.gate.model import Table
from govinnov.gate.rows import lines, quoted, slow
from govinnov.gate.rows.batch import Batch, build
from govinnov.gate.rows.kept import Key, held, through

BATCH_BYTES = 16 * 2**20
#: How much is read row by row where the proof ends, before the fast way is tried again.
_SLOW_BYTES = 2**20
#: Where the last line end among the next bytes is looked for first.
_TAIL_BYTES = 2**16


def readable(table: Table) -> bool:
    """Whether the dialect is one that :func:`batches` reads: one ASCII sign each as delimiter and quote."""
    signs = {table.delimiter, table.quotechar}
    return len(signs) == 2 and all(len(sign) == 1 and sign.isascii() and sign not in "\r\n" for sign in signs)


def batches(table: Table, *, width: int | None = None, size: int = BATCH_BYTES) -> Iterator[Batch]:
    """Yield the data rows after the header row.

    Args:
        table: Text in UTF-8 with a :func:`readable` dialect.
        width: Cells that a row should have; the number of labels unless told.
        size: Bytes of text per batch (a longer row makes a larger one).

    Raises:
        UnicodeDecodeError, polars.exceptions.PolarsError: The text is not UTF-8.
    """
    width = len(table.labels) if width is None else width
    return through(_key(table, width, size), table.path.stat().st_size, lambda: _read(table, width, size))


def parsed(table: Table) -> list[Batch] | None:
    """The batches of a table that another step of this check has already read to its end, else None."""
    return held(_key(table, len(table.labels), BATCH_BYTES))


def head(table: Table) -> list[list[str]]:
    """The rows down to the header."""
    with table.path.open("rb") as file:
        return slow.read(file, table, 0, rows=table.header_row)[0]


def _key(table: Table, width: int, size: int) -> Key:
    """Everything that a table's batches depend on."""
    stat = table.path.stat()
    return (table.path, stat.st_mtime_ns, stat.st_size, table.delimiter, table.quotechar, table.header_row, width, size)


def _read(table: Table, width: int, size: int) -> Iterator[Batch]:
    with table.path.open("rb") as file:
        _, offset = slow.read(file, table, 0, rows=table.header_row)
        reader = _Reader(file, table, width, size, offset)
        while (batch := reader.next()).height:
            yield batch


class _Reader:
    """Where the reading of a table stands: the next row's first byte and its number."""

    def __init__(self, file: BinaryIO, table: Table, width: int, size: int, offset: int) -> None:
        self._file, self._table, self._width, self._size = file, table, width, size
        self._offset, self._number = offset, table.header_row + 1

    def next(self) -> Batch:
        """The next batch; one without rows at the end of the file."""
        text = self._text()
        batch, read = self._plain(text) or self._quoted(text) or self._slow()
        self._offset += read
        self._number += batch.height
        return batch

    def _text(self) -> bytes:
        """The next whole lines, as far as can be told; the file's last line is given its end where it has none."""
        text = os.pread(self._file.fileno(), self._wanted(), self._offset)
        return text + b"\n" if text and len(text) < self._size and not text.endswith(b"\n") else text

    def _wanted(self) -> int:
        """How many bytes to read so that they end with a line: cutting it off later would copy them all."""
        tail = min(_TAIL_BYTES, self._size)
        read = os.pread(self._file.fileno(), tail, self._offset + self._size - tail)
        end = read.rfind(b"\n") + 1
        return self._size - tail + end if len(read) == tail and end else self._size

    def _plain(self, text: bytes) -> tuple[Batch, int] | None:
        end = text.rfind(b"\n") + 1
        whole = text if end == len(text) else text[:end]
        if not end or not lines.are_rows(whole, self._table):
            return None
        return lines.read(whole, lines.Borders(self._table.delimiter, "\n"), self._number, self._width), end

    def _quoted(self, text: bytes) -> tuple[Batch, int] | None:
        if self._table.quotechar.encode() not in text:
            return None
        found = quoted.analyse(text, self._table)
        batch = quoted.read(found, self._table, self._number, self._width) if found.signs.size else None
        return None if batch is None else (batch, found.signs.size)

    def _slow(self) -> tuple[Batch, int]:
        rows, end = slow.read(self._file, self._table, self._offset, size=min(self._size, _SLOW_BYTES))
        return build(rows, self._number, self._width), end - self._offset
