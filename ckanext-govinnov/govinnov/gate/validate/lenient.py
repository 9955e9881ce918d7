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
    """One text met in a column: its first row, how often, and its canonical text (None: it can't be loaded)."""

    row: int
    count: int
    fix: str | None


@dataclass(slots=True)
class Lenient:
    """Collects the accepted but unproven texts of one typed column, so many that load and so many that don't."""

    label: str
    kind: Canonical
    reader: Any
    loadable: dict[str, Form] = field(default_factory=dict)
    hopeless: dict[str, Form] = field(default_factory=dict)

    def take(self, accepted: Collection[str], cells: pl.Series, numbers: pl.Series) -> None:
        """Note texts that frictionless accepts (no missing values among them) where they stand in a batch."""
        known = pl.Series(list(accepted), dtype=pl.String)
        odd = known.filter(self._is_odd(known))
        if not len(odd):
            return
        where = pl.DataFrame([cells.alias("cell"), numbers.alias("row")]).filter(pl.col("cell").is_in(odd.to_list()))
        texts = where.group_by("cell").agg(pl.col("row").min(), pl.len().alias("count")).sort("row", "cell")
        for cell, row, count in texts.iter_rows():
            self._note(cell, row, count)

    def _note(self, cell: str, row: int, count: int) -> None:
        form = self.loadable.get(cell) or self.hopeless.get(cell)
        if form:
            form.count += count
            return
        value = self.kind.slow(self.reader(cell)[0])
        forms = self.hopeless if value is None else self.loadable
        if len(forms) < MOST:
            forms[cell] = Form(row, count, None if value is None else text(value))

    def _is_odd(self, known: pl.Series) -> pl.Series:
        """Whether the text itself does not prove the value (one that only touches a bound does)."""
        if self.kind.fast is None:
            return known.to_frame().select(pl.repeat(value=True, n=pl.len())).to_series()
        return known.to_frame().select(self.kind.fast(pl.first()).is_null()).to_series()

    def findings(self) -> Iterator[Finding]:
        """One per text: *info* with the canonical value, *error* where there is none."""
        for cell, form in self.hopeless.items():
            yield finding("value-not-loadable", row=form.row, field=self.label, value=cell, count=form.count)
        for cell, form in self.loadable.items():
            if form.fix != cell:
                yield finding(
                    "lenient-form", row=form.row, field=self.label, value=cell, fix=form.fix, count=form.count
                )
