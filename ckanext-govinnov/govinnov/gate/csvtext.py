"""Rows as CSV text that reads back as the same rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Protocol, TextIO

_END = "\r\n"


class Writer(Protocol):
    """What writes rows: ``csv.writer``'s, as far as the gate needs it."""

    def writerow(self, row: Iterable[object], /) -> object:
        """Write one row."""

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        """Write several rows."""


def csv_writer(stream: TextIO, delimiter: str = ",", quotechar: str | None = '"') -> Writer:
    r"""A writer of rows that end in LF.

    Python before 3.13 quotes a line end within a cell only when it is part of the writer's own: with LF alone, a cell
    that holds a CR would come back as two rows. So the writer ends rows in CR LF, and the CR is taken off again.
    """
    return csv.writer(_LineFeeds(stream), delimiter=delimiter, quotechar=quotechar, lineterminator=_END)


class _LineFeeds:
    """A stream for ``csv.writer``, which writes each row by one call."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        return self._stream.write(row.removesuffix(_END) + "\n")
