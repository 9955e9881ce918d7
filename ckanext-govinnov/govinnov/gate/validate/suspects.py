"""The first pass: which rows frictionless must see. Every other row is proven to have no error."""

from __future__ import annotations

from contextlib import ExitStack

import numpy as np
import numpy.typing as npt
import polars as pl

from govinnov.gate.model import Table
from govinnov.gate.rows import Batch, batches
from govinnov.gate.validate.authority import CRASHES
from govinnov.gate.validate.duplicates import Duplicates
from govinnov.gate.validate.keys import Key
from govinnov.gate.validate.plan import Column, Plan
from govinnov.gate.validate.values import Coded

Numbers = npt.NDArray[np.int64]


def find(table: Table, plan: Plan) -> tuple[Numbers, int]:
    """Row numbers that are not proven valid, in order, and how many data rows the table has.

    Raises:
        UnicodeDecodeError, polars.exceptions.PolarsError: The text is not UTF-8.
    """
    found: list[Numbers] = []
    rows = 0
    with ExitStack() as stack:
        keys = [(key, stack.enter_context(Duplicates())) for key in plan.keys]
        for batch in batches(table, width=len(plan.columns)):
            rows += batch.height
            found.append(_unproven(batch, plan.columns))
            found.append(np.array([number for number, _ in batch.odd], np.int64))
            found.extend(_watch(batch, key, duplicates) for key, duplicates in keys)
        found.extend(duplicates.rows() for _, duplicates in keys)
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64), rows


def _unproven(batch: Batch, columns: tuple[Column, ...]) -> Numbers:
    """Even rows with a cell that is neither proven nor accepted by frictionless's reader, and blank rows."""
    flags = batch.frame.select(
        pl.all_horizontal(column.blank for column in columns).alias("blank"),
        *(column.proven().alias(column.name) for column in columns),
    )
    wrong = flags["blank"]
    for column in columns:
        proven = flags[column.name]
        if not proven.all():
            wrong |= _refused(batch.frame[column.name], ~proven, column)
    return batch.numbers.filter(wrong).to_numpy()


def _refused(cells: pl.Series, unproven: pl.Series, column: Column) -> pl.Series:
    """Among the unproven cells those that frictionless's own reader does not accept."""
    refused = [cell for cell in cells.filter(unproven).unique() if not _accepts(column, cell)]
    if not refused:
        return pl.repeat(value=False, n=len(cells), eager=True)
    return unproven & cells.is_in(refused)


def _accepts(column: Column, cell: str) -> bool:
    """Whether frictionless's reader has nothing to say of a cell; a crash is left to be repeated before witnesses."""
    try:
        return not column.reader(cell)[1]
    except CRASHES:
        return False


def _watch(batch: Batch, key: Key, duplicates: Duplicates) -> Numbers:
    """Collect the codes of a key; return the rows that break it, or frictionless, by themselves."""
    found = [_collect(key, key.codes(batch.frame), batch.numbers.to_numpy(), duplicates)]
    for number, cells in batch.odd:
        found.append(_collect(key, key.code_of(cells), np.array([number], np.int64), duplicates))
    return np.concatenate(found)


def _collect(key: Key, coded: Coded, numbers: Numbers, duplicates: Duplicates) -> Numbers:
    duplicates.add(coded.codes[~coded.missing], numbers[~coded.missing])
    return numbers[coded.unhashable | (coded.missing & key.primary)]
