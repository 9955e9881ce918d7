"""How the lines of a text end, and whether its last quotation mark was ever closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

import numpy as np

from govinnov.gate.encoding import chunks
from govinnov.gate.model import Table

LF, CR, QUOTE = 10, 13, 34
SENTINEL = "\ue000"


@dataclass(slots=True)
class Ends:
    """Line ends outside of quotation marks, and the number of quotation marks."""

    crlf: int = 0
    lf: int = 0
    cr: int = 0
    quotes: int = 0

    @property
    def kinds(self) -> int:
        """How many kinds of line end there are."""
        return sum(1 for count in (self.crlf, self.lf, self.cr) if count)


def count_ends(table: Table) -> Ends:
    """Count every line end of the text; one inside quotation marks is part of a value."""
    seen, last = Ends(), 0
    for piece in chunks(table.path):
        if CR in piece or last == CR or b'"' in piece:
            _count_slowly(seen, piece, last)
        else:
            feeds = np.count_nonzero(np.frombuffer(piece, np.uint8) == LF)
            seen.lf += 0 if seen.quotes & 1 else int(feeds)
        last = piece[-1]
    return seen


def _count_slowly(seen: Ends, piece: bytes, last: int) -> None:
    signs = np.frombuffer(piece, np.uint8)
    is_quote = signs == QUOTE
    outside = ((np.cumsum(is_quote, dtype=np.uint8) + (seen.quotes & 1)) & 1) == 0
    before = np.concatenate((np.array([last], np.uint8), signs[:-1]))
    feeds, returns = (signs == LF) & outside, (signs == CR) & outside
    crlf = int((feeds & (before == CR)).sum())
    seen.crlf += crlf
    seen.lf += int(feeds.sum()) - crlf
    seen.cr += int(returns.sum()) - crlf
    seen.quotes += int(is_quote.sum())


def open_quote_row(table: Table) -> int | None:
    """The row whose quotation mark is never closed, or None; only an odd number of marks can leave one open."""
    with table.path.open(encoding="utf-8", newline="") as stream:
        ((row, cells),) = deque(enumerate(_records(stream, table), start=1), maxlen=1)
    return row if cells[-1].endswith(SENTINEL) and cells != [SENTINEL] else None


def _records(stream: TextIO, table: Table) -> Iterator[list[str]]:
    """The text's records with a line of our own at the end: an open quotation mark swallows it."""
    return csv.reader(chain(stream, ["\n", SENTINEL]), delimiter=table.delimiter, quotechar=table.quotechar)
