"""NUL in text: PostgreSQL can't keep it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from govinnov.gate.canonical.types import is_kept_as_written
from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import MOST, Check, Subject


def make(subjects: Sequence[Subject], _: Districts | None) -> Iterable[Check]:
    """One check for all columns whose cells are kept as they are written."""
    texts = [subject for subject in subjects if is_kept_as_written(subject.kind)]
    return [_Nul(texts)] if texts else []


class _Nul:
    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = subjects
        self._found: list[Finding] = []

    def see(self, batch: Batch) -> None:
        """Look for NUL in every cell."""
        for subject in self._subjects:
            if _has_nul(batch.distinct.texts(subject.column)) and len(self._found) < MOST:
                self._add(subject, batch)

    def _add(self, subject: Subject, batch: Batch) -> None:
        column = batch.frame[subject.column]
        where = column.str.contains("\x00", literal=True)
        for row, cell in zip(batch.numbers.filter(where).head(MOST), column.filter(where).head(MOST), strict=True):
            self._found.append(
                finding("nul-in-text", row=row, field=subject.label, value=cell, fix=cell.replace("\x00", ""))
            )

    def findings(self) -> Iterator[Finding]:
        """One per cell."""
        return iter(self._found)


def _has_nul(texts: pl.Series) -> bool:
    return texts.str.contains("\x00", literal=True).any()
