"""Text with quotes that follow the strict grammar: a quote opens at a cell's start, closes at its end, or is doubled.

There Python's ``csv``, the vectorised reader and the parity of quotes agree; a quote anywhere else ends the proof.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from govinnov.gate.model import Table
from govinnov.gate.rows import lines, unquoted
from govinnov.gate.rows.batch import Batch

_LF, _CR = 10, 13

Signs = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Bytes from a row's start up to a row's end, and the places of the quotes in them, all proven."""

    signs: Signs
    quotes: Places


def analyse(text: bytes, table: Table) -> Quoted:
    """The longest beginning of a text that is whole rows in the strict grammar; perhaps empty."""
    signs = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(signs == ord(table.quotechar))
    limit = _first_violation(signs, quotes, table)
    if b"\r" in text:
        limit = min(limit, _first_lone_return(signs, quotes))
    end = _last_row_end(text, quotes, limit)
    return Quoted(signs[:end], quotes[quotes < end])


def _first_violation(signs: Signs, quotes: Places, table: Table) -> int:
    """The first quote that is neither at a border nor doubled, else the text's length."""
    border = np.zeros(256, bool)
    border[[_LF, _CR, ord(table.delimiter), ord(table.quotechar)]] = True
    opening, closing = quotes[::2], quotes[1::2]
    before = signs[np.maximum(opening - 1, 0)]
    wrong_opening = opening[~border[before] & (opening > 0)]
    after = signs[np.minimum(closing + 1, signs.size - 1)]
    wrong_closing = closing[~border[after] | (closing + 1 == signs.size)]
    return int(min(np.min(wrong_opening, initial=signs.size), np.min(wrong_closing, initial=signs.size)))


def _first_lone_return(signs: Signs, quotes: Places) -> int:
    """The first carriage return outside quotes without its line feed (``csv`` ends a row there), else the length."""
    returns = np.flatnonzero(signs == _CR)
    lone = returns[(returns + 1 == signs.size) | (signs[np.minimum(returns + 1, signs.size - 1)] != _LF)]
    outside = lone[np.searchsorted(quotes, lone) % 2 == 0]
    return int(outside[0]) if outside.size else signs.size


def _last_row_end(text: bytes, quotes: Places, limit: int) -> int:
    """The end of the last row that lies whole before ``limit``: after a line feed outside quotes; 0 without one."""
    end = text.rfind(b"\n", 0, limit) + 1
    while end and (inside := int(np.searchsorted(quotes, end))) % 2:
        end = text.rfind(b"\n", 0, int(quotes[inside - 1])) + 1
    return end


def read(found: Quoted, table: Table, first: int, width: int) -> Batch | None:
    """Read the proven rows; None when neither way of reading them is true to their text."""
    if _is_even(found, table, width):
        try:
            frame = lines.frame(found.signs.tobytes(), lines.Borders(table.delimiter, "\n"), width, table.quotechar)
        except pl.exceptions.PolarsError:
            return unquoted.read(found.signs, found.quotes, table, first, width)
        return Batch(first, frame, pl.int_range(first, first + frame.height, eager=True, dtype=pl.Int64))
    return unquoted.read(found.signs, found.quotes, table, first, width)


def _is_even(found: Quoted, table: Table, width: int) -> bool:
    """Whether the right total of cells proves every row (the reader refuses longer ones), and no blank line lies."""
    text = found.signs.tobytes()
    if lines.has_blank(text) or b'\r"'.replace(b'"', table.quotechar.encode()) in text:
        return False
    rows = _outside(found.signs == _LF, found.quotes)
    cells = _outside(found.signs == ord(table.delimiter), found.quotes)
    return cells == rows * (width - 1)


def _outside(where: npt.NDArray[np.bool_], quotes: Places) -> int:
    """How many of the marked signs lie outside quotes."""
    if not quotes.size:
        return int(np.count_nonzero(where))
    marked = np.add.reduceat(where, quotes, dtype=np.int64)
    return int(np.count_nonzero(where[: quotes[0]]) + marked[1::2].sum())
