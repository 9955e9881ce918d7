"""Screen a table: every cell of every record, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator

from govinnov.gate.codes import finding
from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.ports import Detector
from govinnov.gate.screen.batches import Batch, batches
from govinnov.gate.screen.column import Column, columns_of
from govinnov.gate.screen.detectors import DETECTORS
from govinnov.gate.screen.plain import plain
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings

#: Signs that ``plain`` folds: digits, dashes, spaces and invisible characters beyond ASCII.
_FOREIGN_SIGNS = r"[[\p{N}\p{Pd}\p{Cf}\p{Zs}\u{2212}ㅡᅳ\u{FF01}-\u{FF5E}]&&[^ -~]]"


def screen_table(table: Table, schema: Schema, *, settings: ScreenSettings = DEFAULT) -> tuple[Finding, ...]:
    """Look through every cell of a table.

    Args:
        table: Delimited UTF-8 text on disk; read in batches, so memory does not grow with it.
        schema: Table Schema; its fields' ``govinnov:`` keys tell what a steward confirmed.
        settings: The rules in force.

    Returns:
        Findings ordered by row, then column; at most one per cell and code.
    """
    columns = columns_of(table, schema)
    return tuple(found for batch in batches(table, settings.chunk_bytes) for found in _screen(batch, columns, settings))


def _screen(batch: Batch, columns: tuple[Column, ...], settings: ScreenSettings) -> Iterator[Finding]:
    found = [
        (row, index, hit_code, masked)
        for index, column in enumerate(columns)
        for detector in DETECTORS
        for row, hit_code, masked in _cells(batch, index, column, detector, settings)
    ]
    for row, index, code, masked in sorted(found, key=lambda item: item[:2]):
        yield finding(code, row=row, field=columns[index].name, value=masked)


def _cells(
    batch: Batch, index: int, column: Column, detector: Detector, settings: ScreenSettings
) -> Iterator[tuple[int, str, str]]:
    cells = batch.frame.to_series(index)
    wanted = (cells.str.contains(detector.pattern) | cells.str.contains(_FOREIGN_SIGNS)).fill_null(False)
    rows = wanted.arg_true()
    for offset, text in zip(rows.to_list(), cells.gather(rows).to_list(), strict=True):
        seen: set[str] = set()
        for hit in detector.find(plain(text), column, settings):
            if hit.code not in seen:
                seen.add(hit.code)
                yield batch.first_row + offset, hit.code, hit.masked
