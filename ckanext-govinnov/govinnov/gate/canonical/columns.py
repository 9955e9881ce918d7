"""One column of text cells as canonical typed values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
from frictionless import Field

from govinnov.gate.canonical.types import Canonical, canonical_type, is_kept_as_written
from govinnov.gate.literals.fields import is_plain_number, missing_values
from govinnov.gate.rows.distinct import few


class NotAcceptedError(ValueError):
    """Rows that the gate does not accept have no canonical values; check the verdict first."""


@dataclass(frozen=True, slots=True)
class Column:
    """Reads the cells of one field."""

    name: str
    missing: list[str]
    kind: Canonical
    fast: Callable[[pl.Expr], pl.Expr] | None
    reader: Callable[[Any], tuple[Any, Any]]
    as_written: bool

    def values(self, cells: pl.Series) -> pl.Series:
        """Typed values, null for missing cells.

        Raises:
            NotAcceptedError: A cell is not of the field's type or can't be loaded.
        """
        texts = None if self.as_written or self.kind.column.is_numeric() else few(cells)
        if texts is None:
            return self._values(cells)
        known = self._values(texts)  # days and the like come again and again, and cost more to read than to look up
        return cells.replace_strict(texts, known, return_dtype=self.kind.column).alias(self.name)

    def _values(self, cells: pl.Series) -> pl.Series:
        blank = cells.is_in(self.missing)
        if self.as_written:
            return cells.zip_with(~blank, pl.Series([None], dtype=pl.String)).alias(self.name)
        fast = self._fast(cells)
        rest = fast.is_null() & ~blank
        if rest.any():
            known = {cell: self._value(cell) for cell in cells.filter(rest).unique()}
            slow = cells.replace_strict(known, default=None, return_dtype=self.kind.column)
            fast = fast.zip_with(~rest, slow)
        return fast.zip_with(~blank, pl.Series([None], dtype=self.kind.column)).alias(self.name)

    def _fast(self, cells: pl.Series) -> pl.Series:
        if self.fast is None:
            return pl.repeat(None, len(cells), dtype=self.kind.column, eager=True)
        values = self.fast(pl.first()).cast(self.kind.column)
        return cells.to_frame().lazy().select(values).collect().to_series()  # lazy: shared parts run once

    def _value(self, cell: str) -> Any:
        value, notes = self.reader(cell)
        canonical = None if value is None or notes else self.kind.slow(value)
        if canonical is None:
            raise NotAcceptedError(
                f"'{cell}' in column '{self.name}' has no canonical value: the gate holds such a file."
            )
        return canonical


def column(field: Field) -> Column:
    """The column of a frictionless field."""
    kind = canonical_type(field.type)
    plain = field.type != "number" or is_plain_number(field)
    fast = kind.fast if plain and field.format in ("default", None) else None
    reader = field.create_cell_reader()
    return Column(field.name, missing_values(field), kind, fast, reader, is_kept_as_written(field.type))
