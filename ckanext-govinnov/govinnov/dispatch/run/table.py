"""A table that a run writes: its columns in their order, and how many decimals a number has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``decimals`` is None for text."""

    name: str
    decimals: int | None = None

    def text(self, value: Any) -> str:
        """A value as CSV has it; nothing for what is not known."""
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            return ""
        return str(value) if self.decimals is None else f"{value:.{self.decimals}f}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and those that its rows are sorted by."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def texts(self, row: Cells) -> list[str]:
        """Cells of a row in the order of the columns."""
        return [column.text(row.get(column.name)) for column in self.columns]
