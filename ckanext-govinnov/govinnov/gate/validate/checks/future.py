"""Installations and designations after the file's own reference date (never the clock: findings must not age)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.dates import day, is_dated
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import Check, Subject

_REFERENCE = re.compile(r"데이터\s*기준\s*일")
_PAST = re.compile(r"설치|지정")


def make(subjects: Sequence[Subject], _: Districts | None) -> Iterable[Check]:
    """One check per column that should lie before the reference date."""
    dated = [subject for subject in subjects if is_dated(subject)]
    references = [subject for subject in dated if _REFERENCE.search(subject.label)]
    return [_Future(references[0], subject) for subject in dated if references and _PAST.search(subject.label)]


class _Future:
    def __init__(self, reference: Subject, subject: Subject) -> None:
        self._reference, self._subject = reference, subject
        self._count, self._first, self._last = 0, 0, date.min

    def see(self, batch: Batch) -> None:
        """Compare both days of each row."""
        rows = batch.frame.select(
            batch.numbers.alias("row"), day(self._subject).alias("day"), day(self._reference).alias("reference")
        ).filter(pl.col("day") > pl.col("reference"))
        if rows.height:
            self._first = self._first or rows["row"][0]
            self._count += rows.height
            self._last = max(self._last, *rows["day"].sort().tail(1))

    def findings(self) -> Iterator[Finding]:
        """One for the column."""
        if self._count:
            yield finding(
                "date-in-the-future",
                row=self._first,
                field=self._subject.label,
                value=self._last.isoformat(),
                count=self._count,
                reference=self._reference.label,
            )
