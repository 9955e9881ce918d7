"""Text in which every delimiter is a cell's border and every line end a row's end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from govinnov.gate.model import Table
from govinnov.gate.rows.batch import Batch, OddRow, names

_PIECE = 2**18


class Borders(NamedTuple):
    """The signs (one byte each) between cells and at the end of rows."""

    cell: str
    row: str


def are_rows(text: bytes, table: Table) -> bool:
    """Whether lines are rows: no quote, and no carriage return but before a line feed."""
    if table.quotechar.encode() in text:
        return False
    return b"\r" not in text or text.count(b"\r") == text.count(b"\r\n")


def has_blank(text: bytes, end: bytes = b"\n") -> bool:
    """Whether a row has no sign at all."""
    return text.startswith((end, b"\r" + end)) or end + end in text or end + b"\r" + end in text


def count(text: bytes, sign: str) -> int:
    """How often a sign (one byte) stands in a text; piece by piece, which stays in the processor's cache."""
    signs = np.frombuffer(text, np.uint8)
    pieces = (signs[start : start + _PIECE] for start in range(0, signs.size, _PIECE))
    return sum(int(np.count_nonzero(piece == ord(sign))) for piece in pieces)


def read(text: bytes, borders: Borders, first: int, width: int) -> Batch:
    """Read whole rows, the first having row number ``first``; the last one ends with its sign too.

    Raises:
        polars.exceptions.PolarsError: The text is not UTF-8.
    """
    rows, cells = count(text, borders.row), count(text, borders.cell)
    # The reader refuses longer rows, so the right total also proves that none is shorter.
    if cells == rows * (width - 1) and not (width == 1 and has_blank(text, borders.row.encode())):
        try:
            even = frame(text, borders, width)
        except pl.exceptions.PolarsError:
            return _ragged(text, borders, first, width)
        return Batch(first, even, pl.int_range(first, first + even.height, eager=True, dtype=pl.Int64))
    return _ragged(text, borders, first, width)


def frame(text: bytes, borders: Borders, width: int, quote: str | None = None) -> pl.DataFrame:
    """Read rows that all have ``width`` cells as text.

    Raises:
        polars.exceptions.PolarsError: A row is longer, or the text is not UTF-8.
    """
    schema = dict.fromkeys(names(width), pl.String)
    if not text:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(
        text,
        has_header=False,
        schema=schema,
        separator=borders.cell,
        eol_char=borders.row,
        quote_char=quote,
        empty_string_is_null=False,
    )


def _ragged(text: bytes, borders: Borders, first: int, width: int) -> Batch:
    """Set the rows aside that have another number of cells, and read the rest."""
    signs = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(signs == ord(borders.row)) + 1
    starts = np.concatenate(([0], ends[:-1]))
    cells = np.flatnonzero(signs == ord(borders.cell))
    is_odd = np.searchsorted(cells, ends) - np.searchsorted(cells, starts) != width - 1
    if width == 1:
        is_odd |= np.isin(signs[starts], (ord(borders.row), ord("\r")))
    odd = tuple(
        _odd(text[starts[index] : ends[index]], borders, first + int(index)) for index in np.flatnonzero(is_odd)
    )
    even = signs[~np.repeat(is_odd, ends - starts)].tobytes()
    return Batch(first, frame(even, borders, width), pl.Series(np.flatnonzero(~is_odd) + first, dtype=pl.Int64), odd)


def _odd(row: bytes, borders: Borders, number: int) -> OddRow:
    text = row.decode().removesuffix(borders.row)
    text = text.removesuffix("\r") if borders.row == "\n" else text
    return number, text.split(borders.cell) if text else []
