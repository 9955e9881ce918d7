"""The second pass: frictionless itself validates the file, but is shown only the rows that are not proven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from frictionless import Dialect

from govinnov.gate.model import Table
from govinnov.gate.rows import Batch, batches

Numbers = npt.NDArray[np.int64]


class ChosenRows(Dialect):
    """A dialect whose content is some rows of the table, under their own row numbers."""

    def choose(self, table: Table, numbers: Numbers, width: int) -> None:
        """Name the rows (numbers in order) that frictionless is shown."""
        self.__dict__["chosen"] = (table, numbers, width)

    def read_enumerated_content_stream(self, cell_stream: Iterable[list[Any]]) -> Iterator[tuple[int, list[Any]]]:
        """Yield (row number, cells) of the chosen rows; a sample is read as ever."""
        if isinstance(cell_stream, list):
            yield from super().read_enumerated_content_stream(cell_stream)
        else:
            yield from _rows(*self.__dict__["chosen"])


def _rows(table: Table, numbers: Numbers, width: int) -> Iterator[tuple[int, list[str]]]:
    if not numbers.size:
        return
    for batch in batches(table, width=width):
        yield from _chosen(batch, numbers)
        if batch.last >= numbers[-1]:
            return


def _chosen(batch: Batch, numbers: Numbers) -> Iterator[tuple[int, list[str]]]:
    """The chosen rows of a batch in their order."""
    first, last = np.searchsorted(numbers, (batch.first, batch.last + 1))
    wanted = numbers[first:last]
    if not wanted.size:
        return iter(())
    flags = np.isin(batch.numbers.to_numpy(), wanted)
    even = batch.frame.filter(pl.Series(flags))
    numbered = zip(batch.numbers.to_numpy()[flags].tolist(), even.rows(), strict=True)
    rows = [(number, list(cells)) for number, cells in numbered]
    odd = list(batch.odd)  # an odd row is never proven
    return iter(sorted(rows + odd) if odd else rows)
