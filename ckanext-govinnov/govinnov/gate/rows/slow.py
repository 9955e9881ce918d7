"""Rows read by Python's ``csv`` itself, for text that the vectorised reader does not prove."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from govinnov.gate.model import Table


class _Lines:
    """Lines as ``csv`` wants them (ends kept: LF, CR or CRLF), counting the bytes handed out."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self.offset = offset
        self._lines = io.TextIOWrapper(file, encoding="utf-8", newline="")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.offset += len(line.encode())
        return line

    def release(self) -> None:
        """Let go of the file without closing it."""
        self._lines.detach()


def read(file: BinaryIO, table: Table, offset: int, *, rows: int = 0, size: int = 0) -> tuple[list[list[str]], int]:
    """Read from a row's first byte until so many rows or bytes are read, or the file ends.

    Returns:
        The rows, and the byte where the next one begins.

    Raises:
        UnicodeDecodeError: The text is not UTF-8.
    """
    lines = _Lines(file, offset)
    found: list[list[str]] = []
    for cells in csv.reader(lines, delimiter=table.delimiter, quotechar=table.quotechar):
        found.append(cells)
        if (rows and len(found) >= rows) or (size and lines.offset - offset >= size):
            break
    lines.release()
    return found, lines.offset
