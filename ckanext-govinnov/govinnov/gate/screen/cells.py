"""Run detectors over a column of cells: regular expressions sort out, Python decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from govinnov.gate.ports import Detector
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.plain import FOREIGN_SIGNS, plain
from govinnov.gate.screen.settings import ScreenSettings


def fold(cells: pl.Series) -> tuple[pl.Series, list[str]]:
    """The column in plain form (``screen.plain``), and the texts that had to be folded."""
    foreign = cells.str.contains(FOREIGN_SIGNS).fill_null(False).arg_true()
    folded = [plain(text) for text in cells.gather(foreign)]
    return (cells.clone().scatter(foreign, folded) if folded else cells), folded


def hits(
    cells: pl.Series, detectors: Sequence[Detector], column: Column, settings: ScreenSettings
) -> Iterator[tuple[int, Hit]]:
    """The hits of some detectors with the offsets of their cells; at most one per cell and code.

    A cell that is a known code of its column's declared family has none.
    """
    seen: set[tuple[int, str]] = set()
    for detector, offset, text in _candidates(cells, detectors):
        if settings.knows(column.family, text):
            continue
        for hit in detector.find(text, column, settings):
            if (offset, hit.code) not in seen:
                seen.add((offset, hit.code))
                yield offset, hit


def _candidates(cells: pl.Series, detectors: Sequence[Detector]) -> Iterator[tuple[Detector, int, str]]:
    """Sort out twice: any pattern over all cells, then each pattern over what is left."""
    if not detectors:
        return
    offsets = _matching(cells, "|".join(f"(?:{detector.pattern})" for detector in detectors))
    left = cells.gather(offsets)
    for detector in detectors if offsets.len() else ():
        chosen = _matching(left, detector.pattern)
        for offset, text in zip(offsets.gather(chosen), left.gather(chosen), strict=True):
            yield detector, offset, text


def _matching(cells: pl.Series, pattern: str) -> pl.Series:
    return cells.str.contains(pattern).fill_null(False).arg_true()
