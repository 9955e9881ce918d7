"""Keys as 64-bit codes: equal values have equal codes, so only rows that share a code can repeat a key.

Different values may share a code; such rows are merely shown to frictionless, which compares the values themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from govinnov.gate.validate.values import Coded, Coder

_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Key:
    """Columns (by place) whose values together must not repeat."""

    places: tuple[int, ...]
    primary: bool
    coders: tuple[Coder, ...]

    def codes(self, frame: pl.DataFrame) -> Coded:
        """One code per row of text cells; *missing* where no column of the key has a value."""
        return _combine([part.codes(frame[str(place)]) for place, part in zip(self.places, self.coders, strict=True)])

    def code_of(self, cells: Sequence[str]) -> Coded:
        """The same for one row of any length."""
        row = {str(place): [cells[place] if place < len(cells) else None] for place in self.places}
        return self.codes(pl.DataFrame(row, schema=dict.fromkeys(row, pl.String)))


def _combine(parts: Sequence[Coded]) -> Coded:
    """Mix the codes of several columns; a single column keeps its own."""
    codes, missing, unhashable = parts[0]
    for part in parts[1:]:
        codes = (codes ^ (codes >> np.uint64(29))) * _MIX + part.codes
        missing = missing & part.missing
        unhashable = unhashable | part.unhashable
    return Coded(codes, missing, unhashable)
