"""Text: lengths and simple patterns."""

from __future__ import annotations

import polars as pl
from frictionless import Field

from govinnov.gate.validate.proofs.patterns import translate


def string(field: Field, column: pl.Expr) -> pl.Expr | None:
    """Any text of the default format that keeps its lengths and, where it is simple enough, its pattern."""
    if field.format not in ("default", None):
        return None
    kept = pl.lit(value=True)
    length = column.str.len_chars()
    if (least := field.constraints.get("minLength")) is not None:
        kept &= length >= least
    if (most := field.constraints.get("maxLength")) is not None:
        kept &= length <= most
    if (pattern := field.constraints.get("pattern")) is not None:
        translated = translate(pattern)
        if translated is None:
            return None
        kept &= column.str.contains(translated)
    return kept
