"""What a batch of rows is."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from govinnov.gate.rows.distinct import Distinct

#: A row that has not as many cells as the table has columns: (row number, cells).
OddRow = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive rows of a table.

    ``frame`` holds the rows with exactly one cell per column, all cells as text (never null), columns named
    ``"0"``, ``"1"``, …; ``numbers`` (Int64) are their row numbers as frictionless counts them (the header is row 1
    unless title rows stand above it), ``first`` being the batch's smallest. ``odd`` holds the rows with fewer or more
    cells. ``distinct`` knows the distinct texts of the frame's columns.
    """

    first: int
    frame: pl.DataFrame
    numbers: pl.Series
    odd: tuple[OddRow, ...] = ()
    distinct: Distinct = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "distinct", Distinct(self.frame))

    @property
    def height(self) -> int:
        """Rows in the batch, odd ones too."""
        return self.frame.height + len(self.odd)

    @property
    def last(self) -> int:
        """The last row's number."""
        return self.first + self.height - 1


def names(width: int) -> list[str]:
    """The column names of a batch of so many columns."""
    return [str(number) for number in range(width)]


def build(rows: list[list[str]], first: int, width: int) -> Batch:
    """A batch from rows read one by one, the first having row number ``first``."""
    even = [(number, cells) for number, cells in enumerate(rows, start=first) if len(cells) == width]
    odd = tuple((number, cells) for number, cells in enumerate(rows, start=first) if len(cells) != width)
    schema = dict.fromkeys(names(width), pl.String)
    frame = pl.DataFrame([cells for _, cells in even], schema=schema, orient="row")
    return Batch(first, frame, pl.Series([number for number, _ in even], dtype=pl.Int64), odd)
