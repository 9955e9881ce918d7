"""Forms that frictionless accepts but that are not written as the value is kept: shown with the canonical value."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from govinnov.gate.canonical.types import Canonical, text
from govinnov.gate.codes import finding
from govinnov.gate.model import Finding
from govinnov.gate.validate.checks.model import MOST


@dataclass(slots=True)
class Form:
    """One text met in a column: its first row and how often."""

    row: int
    count: int


@dataclass(slots=True)
class Lenient:
    """Collects the accepted but unproven texts of one typed column."""

    label: str
    kind: Canonical
    reader: Any
    forms: dict[str, Form] = field(default_factory=dict)

    def take(self, accepted: Collection[str], cells: pl.Series, numbers: pl.Series) -> None:
        """Note texts that frictionless accepts (no missing values among them) where they stand in a batch."""
        known = pl.Series(list(accepted), dtype=pl.String)
        odd = known.filter(self._is_odd(known))
        if not len(odd):
            return
        where = pl.DataFrame([cells.alias("cell"), numbers.alias("row")]).filter(pl.col("cell").is_in(odd.to_list()))
        for cell, row, count in where.group_by("cell").agg(pl.col("row").min(), pl.len().alias("count")).iter_rows():
            form = self.forms.setdefault(cell, Form(row, 0))
            form.count += count

    def _is_odd(self, known: pl.Series) -> pl.Series:
        """Whether the text itself does not prove the value (one that only touches a bound does)."""
        if self.kind.fast is None:
            return known.to_frame().select(pl.repeat(value=True, n=pl.len())).to_series()
        return known.to_frame().select(self.kind.fast(pl.first()).is_null()).to_series()

    def findings(self) -> Iterator[Finding]:
        """One per text: *info* with the canonical value, *error* where there is none."""
        for cell, form in sorted(self.forms.items(), key=lambda item: (item[1].row, item[0]))[:MOST]:
            value = self.kind.slow(self.reader(cell)[0])
            if value is None:
                yield finding("value-not-loadable", row=form.row, field=self.label, value=cell, count=form.count)
            elif (fix := text(value)) != cell:
                yield finding("lenient-form", row=form.row, field=self.label, value=cell, fix=fix, count=form.count)
