"""One pass over a table's text: how many records, and which of them are blank, ragged, lonely or totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import polars as pl

from govinnov.gate.model import Table
from govinnov.gate.rows import Batch, batches
from govinnov.gate.structure import words

KEEP = 1_000

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Oddity:
    """A record that does not look like the others, with its row number (from 1) and cells."""

    row: int
    cells: Cells


@dataclass(slots=True)
class Kind:
    """Records of one odd kind: how many, and the first 1,000 of them."""

    count: int = 0
    first: list[Oddity] = field(default_factory=list)

    def add(self, odd: Iterable[Oddity]) -> None:
        """Count records, and keep them while there is room."""
        for one in odd:
            self.count += 1
            if len(self.first) < KEEP:
                self.first.append(one)


@dataclass(slots=True)
class Scan:
    """What one pass counted; rows count from 1 and include the header.

    ``width``: cells a record has. ``named``: columns up to the last label. ``beyond``: something is written right of
    ``named``. ``ragged``: fewer cells than ``named``, or something written right of it in a record that is not
    ``width`` wide. ``lonely``: only the first cell is written. ``totals``: a first cell says 합계 or the like.
    """

    width: int
    named: int
    records: int = 0
    last_filled: int = 0
    widest: int = 0
    beyond: bool = False
    ragged: Kind = field(default_factory=Kind)
    lonely: Kind = field(default_factory=Kind)
    totals: Kind = field(default_factory=Kind)

    def see(self, batch: Batch) -> None:
        """Take the next rows."""
        _even(self, batch)
        _odd(self, batch)
        self.records += batch.height


def begin(header_row: int, width: int, named: int) -> Scan:
    """A scan that has seen the rows down to the header."""
    return Scan(width, named, records=header_row, last_filled=header_row)


def scan(table: Table, width: int, named: int) -> Scan:
    """Read the data rows after ``table.header_row`` once, batch by batch."""
    seen = begin(table.header_row, width, named)
    for batch in batches(replace(table, labels=()), width=width):
        seen.see(batch)
    return seen


def _even(seen: Scan, batch: Batch) -> None:
    """Look at the records that are as wide as most."""
    frame = batch.frame.with_columns(batch.numbers.alias("row"))
    columns = [str(at) for at in range(seen.width)]
    filled = frame.filter(~_all_blank(columns)) if _may_be_blank(frame, columns[0]) else frame
    if filled.height:
        seen.last_filled = max(seen.last_filled, filled["row"][-1])
        seen.widest = max(seen.widest, seen.width)
    right = columns[seen.named :]
    seen.beyond = seen.beyond or (bool(right) and bool(filled.select(~_all_blank(right).all()).item()))
    if named_like_totals := [column for column in columns[: words.LABEL_CELLS] if _may_be_total(batch, column)]:
        seen.totals.add(odd for odd in _oddities(_totals(filled, named_like_totals)) if words.is_total(odd.cells))
    if seen.named > 1 and _may_be_blank(filled, columns[-1]):
        seen.lonely.add(_oddities(_lonely(filled, columns)))


def _may_be_blank(frame: pl.DataFrame, column: str) -> bool:
    return bool(frame.select((pl.col(column) == "").any()).item())


def _all_blank(columns: list[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(column) == "" for column in columns)


def _may_be_total(batch: Batch, column: str) -> bool:
    """Whether any cell of a column ends like a total."""
    return batch.distinct.texts(column).str.contains(words.TOTAL_END).any()


def _totals(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Rows in which one of the columns ends like a total; the exact test follows on these few."""
    return frame.filter(pl.any_horizontal(pl.col(column).str.contains(words.TOTAL_END) for column in columns))


def _lonely(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    return frame.filter(pl.col(columns[-1]) == "").filter((pl.col(columns[0]) != "") & _all_blank(columns[1:]))


def _oddities(frame: pl.DataFrame) -> Iterable[Oddity]:
    return (Oddity(row[-1], list(row[:-1])) for row in frame.iter_rows())


def _odd(seen: Scan, batch: Batch) -> None:
    """Look at the records that are wider or narrower than most."""
    for row, cells in batch.odd:
        if not any(cells):
            continue
        seen.last_filled = max(seen.last_filled, row)
        seen.widest = max(seen.widest, len(cells))
        if len(cells) < seen.named or any(cells[seen.named :]):
            seen.ragged.add([Oddity(row, cells)])
        if words.is_total(cells):
            seen.totals.add([Oddity(row, cells)])
