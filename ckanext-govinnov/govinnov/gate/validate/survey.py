"""The first pass over a table: which rows frictionless must see, and what our own checks find on the way.

Every row that is not named here is proven to have no error.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import compress
from operator import not_
from typing import Self

import numpy as np
import numpy.typing as npt
import polars as pl

from govinnov.gate.canonical.types import canonical_type, is_kept_as_written
from govinnov.gate.model import Finding, Table
from govinnov.gate.rows import Batch, batches
from govinnov.gate.validate.authority import CRASHES
from govinnov.gate.validate.checks import Check
from govinnov.gate.validate.duplicates import Duplicates
from govinnov.gate.validate.keys import Key
from govinnov.gate.validate.lenient import Lenient
from govinnov.gate.validate.plan import Column, Plan
from govinnov.gate.validate.values import Coded

Numbers = npt.NDArray[np.int64]

#: Texts of a column whose judgement is remembered.
_REMEMBERED = 100_000


@dataclass(slots=True)
class _Seen:
    """A column, what frictionless's reader has said of its texts so far, and the lenient ones among them."""

    column: Column
    lenient: Lenient | None
    known: dict[str, bool] = field(default_factory=dict)

    def refused(self, batch: Batch, unproven: pl.Series) -> pl.Series:
        """Where a cell is neither proven nor accepted."""
        cells = batch.frame[self.column.name]
        unsure = cells.filter(unproven)
        texts = unsure.unique().to_list()
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        refused = [cell for cell in texts if not self._accepts(cell)]
        if self.lenient and len(refused) < len(texts):
            self.lenient.take(set(texts).difference(refused), unsure, batch.numbers.filter(unproven))
        if not refused:
            return pl.repeat(value=False, n=len(cells), eager=True)
        return unproven & cells.is_in(refused)

    def _accepts(self, cell: str) -> bool:
        if cell not in self.known:
            self.known[cell] = _accepts(self.column, cell)
        return self.known[cell]


@dataclass(frozen=True, slots=True)
class Survey:
    """Row numbers (in order) that are not proven valid, how many data rows there are, and findings of ours."""

    suspects: Numbers
    rows: int
    width: int
    findings: tuple[Finding, ...]


class Surveying:
    """A survey under way: let it see every batch of the table in order, then finish, all within a ``with`` block."""

    def __init__(self, table: Table, plan: Plan, checks: list[Check]) -> None:
        self.width = len(plan.columns)
        self._checks = checks
        self._seen = [_Seen(column, _lenient(column, table)) for column in plan.columns]
        self._keys = [(key, Duplicates()) for key in plan.keys]
        self._suspects: list[Numbers] = [np.empty(0, np.int64)]
        self._rows = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for _, duplicates in self._keys:
            self._stack.enter_context(duplicates)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def see(self, batch: Batch) -> None:
        """Take the next rows."""
        self._rows += batch.height
        self._suspects.append(_unproven(batch, self._seen))
        self._suspects.append(np.array([number for number, _ in batch.odd], np.int64))
        self._suspects.extend(_watch(batch, key, duplicates) for key, duplicates in self._keys)
        for check in self._checks:
            check.see(batch)

    def finish(self) -> Survey:
        """What was found, after the last batch."""
        suspects = [*self._suspects, *(duplicates.rows() for _, duplicates in self._keys)]
        lenient = [one for column in self._seen if column.lenient for one in column.lenient.findings()]
        ours = [one for check in self._checks for one in check.findings()]
        return Survey(np.unique(np.concatenate(suspects)), self._rows, self.width, (*lenient, *ours))


def survey(table: Table, surveying: Surveying) -> Survey:
    """Read the whole table once.

    Raises:
        UnicodeDecodeError, polars.exceptions.PolarsError: The text is not UTF-8.
    """
    with surveying:
        for batch in batches(table, width=surveying.width):
            surveying.see(batch)
        return surveying.finish()


def _lenient(column: Column, table: Table) -> Lenient | None:
    kind = column.field.type
    if is_kept_as_written(kind):
        return None
    place = int(column.name)
    label = table.labels[place] if place < len(table.labels) else column.field.name
    return Lenient(label, canonical_type(kind), column.reader)


def _unproven(batch: Batch, seen: list[_Seen]) -> Numbers:
    """Even rows with a cell that is neither proven nor accepted by frictionless's reader, and blank rows."""
    few, many = _by_kind(batch, seen)
    blank = pl.all_horizontal(one.column.blank for one in seen).alias("blank")
    proven = (one.column.proven().alias(one.column.name) for one in many)
    flags = batch.frame.lazy().select(blank, *proven).collect()  # lazy: what two expressions share is computed once
    wrong = flags["blank"]
    for one in few:
        unproven = _unproven_texts(one.column, batch)
        if len(unproven):
            wrong |= one.refused(batch, batch.frame[one.column.name].is_in(unproven.implode()))
    for one in many:
        is_proven = flags[one.column.name]
        if not is_proven.all():
            wrong |= one.refused(batch, ~is_proven)
    return batch.numbers.filter(wrong).to_numpy()


def _by_kind(batch: Batch, seen: list[_Seen]) -> tuple[list[_Seen], list[_Seen]]:
    """Columns that repeat a few texts, and the others."""
    is_few = [batch.distinct.of(one.column.name) is not None for one in seen]
    return list(compress(seen, is_few)), list(compress(seen, map(not_, is_few)))


def _unproven_texts(column: Column, batch: Batch) -> pl.Series:
    """The distinct texts of a column that need reading."""
    texts = batch.distinct.texts(column.name).to_frame()
    return texts.filter(~column.proven()).to_series()


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
    has_value = ~coded.missing
    if has_value.all():
        duplicates.add(coded.codes, numbers)
    else:
        duplicates.add(coded.codes[has_value], numbers[has_value])
    return numbers[coded.unhashable | (coded.missing & key.primary)]
