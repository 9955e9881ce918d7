"""Numbers written with their unit: they are text, and beside bare numbers or other units their meaning is unclear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.rows import Batch
from govinnov.gate.validate.checks.districts_hook import Districts
from govinnov.gate.validate.checks.model import Check, Subject

_UNITS = "mm|cm|m|km|㎜|㎝|㎞|㎡|㎥|m2|m3|ha|평|mg|g|kg|t|톤|㎏|ml|l|L|리터|원|천원|만원|백만원|억원|kW|MW|%|℃"
_WITH_UNIT = rf"^\s*-?[0-9][0-9,]*(?:\.[0-9]+)?\s*({_UNITS})\s*$"
_BARE = r"^\s*-?[0-9][0-9,]*(?:\.[0-9]+)?\s*$"
#: A column is one of quantities when at least this share of its cells is a number, with or without unit …
_SHARE = 0.9
#: … and no more cells than this are none.
_OTHERS = 1_000
_FIRST_ROWS = 4_096


def make(subjects: Sequence[Subject], _: Districts | None) -> Iterable[Check]:
    """One check per column of text."""
    return [_Units(subject) for subject in subjects if subject.kind == "string"]


class _Units:
    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._filled = self._bare = 0
        self._units: dict[str, int] = {}

    def see(self, batch: Batch) -> None:
        """Count units, the first rows apart: most columns are given up there."""
        for start, length in ((0, _FIRST_ROWS), (_FIRST_ROWS, None)):
            if self._filled - self._numbers() <= _OTHERS:
                self._count(batch.frame.slice(start, length))

    def _count(self, frame: pl.DataFrame) -> None:
        column = pl.col(self._subject.column)
        cells = frame.filter(column != "")
        self._filled += cells.height
        self._bare += cells.select(column.str.contains(_BARE).sum()).item()
        units = cells.select(column.str.extract(_WITH_UNIT, 1).alias("unit")).drop_nulls().group_by("unit").len()
        for unit, count in units.iter_rows():
            self._units[unit] = self._units.get(unit, 0) + count

    def _numbers(self) -> int:
        return self._bare + sum(self._units.values())

    def findings(self) -> Iterator[Finding]:
        """One for the column."""
        others = self._filled - self._numbers()
        if not self._units or others > min(_OTHERS, self._filled * (1 - _SHARE)):
            return
        units = ", ".join(sorted(self._units))
        code = "units-mixed" if self._bare and len(self._units) > 1 else "numbers-with-units"
        yield finding(code, field=self._subject.label, units=units, bare=self._bare, count=sum(self._units.values()))
