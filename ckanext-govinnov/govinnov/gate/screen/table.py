"""Screen a table: every cell of every record, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.ports import Detector
from govinnov.gate.screen.batches import Batch, batches
from govinnov.gate.screen.cells import fold, hits
from govinnov.gate.screen.column import Column, columns_of
from govinnov.gate.screen.detectors import OF_CELLS, heeds, of_plain
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.identity import identity_columns
from govinnov.gate.screen.plain import FOREIGN_SIGNS
from govinnov.gate.screen.protected import coordinate_columns, rows_inside
from govinnov.gate.screen.quasi import QuasiIdentifiers
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings
from govinnov.gate.screen.tally import Tally

#: Where the cells of ragged records beyond the last label are counted.
_SURPLUS = Column("")


def screen_table(table: Table, schema: Schema, *, settings: ScreenSettings = DEFAULT) -> tuple[Finding, ...]:
    """Look through every cell of a table.

    Args:
        table: Delimited UTF-8 text on disk; read in batches, so memory does not grow with it.
        schema: Table Schema; its fields' ``govinnov:`` keys tell what a steward confirmed.
        settings: The rules in force.

    Returns:
        Findings of columns first, then of cells by row and column; at most one per cell and code.
    """
    screen = _Screen(table, columns_of(table, schema), settings)
    for batch in batches(table, settings.chunk_bytes):
        screen.read(batch)
    return screen.findings()


class _Screen:
    """One table's screening: its detectors, its tally, and what is decided over whole records."""

    def __init__(self, table: Table, columns: tuple[Column, ...], settings: ScreenSettings) -> None:
        self._header_row = table.header_row
        self._columns = (*columns, _SURPLUS)
        self._settings = settings
        self._of_plain = of_plain(settings)
        self._tally = Tally(self._columns, settings.listed_per_code)
        self._quasi = QuasiIdentifiers(columns, settings)
        self._identity = identity_columns(columns)
        self._coordinates = coordinate_columns(columns) if settings.protected_sites else ()

    def findings(self) -> tuple[Finding, ...]:
        """What was found in the batches read so far."""
        return (*self._quasi.findings(), *self._tally.findings())

    def read(self, batch: Batch) -> None:
        """Look through one batch, cell by cell and record by record."""
        self._read_cells(batch)
        self._read_records(batch)

    def _read_cells(self, batch: Batch) -> None:
        series = batch.frame.get_columns()
        folded = [fold(cells) if batch.holds(FOREIGN_SIGNS) else (cells, []) for cells in series]
        texts = pl.Series([batch.text, *(text for _, texts in folded for text in texts)])
        awake, awake_raw = _awake(self._of_plain, texts), _awake(OF_CELLS, texts)
        for index, (cells, (plain, _)) in enumerate(zip(series, folded, strict=True)):
            self._scan(batch.first_row, index, plain, [*awake, *_named(self._of_plain, awake, self._columns[index])])
            self._scan(batch.first_row, index, cells, awake_raw)
        self._read_surplus(batch)

    def _scan(self, first_row: int, index: int, cells: pl.Series, detectors: Sequence[Detector]) -> None:
        for offset, hit in hits(cells, detectors, self._columns[index], self._settings):
            self._tally.add(first_row + offset, index, hit)

    def _read_surplus(self, batch: Batch) -> None:
        """Ragged records are few: their surplus is read by every detector, one text at a time."""
        for row, text in batch.surplus:
            cells = pl.Series([text])
            of_plain_now = [detector for detector in self._of_plain if heeds(detector, _SURPLUS)]
            self._scan(row, len(self._columns) - 1, fold(cells)[0], of_plain_now)
            self._scan(row, len(self._columns) - 1, cells, OF_CELLS)

    def _read_records(self, batch: Batch) -> None:
        skipped = max(self._header_row + 1 - batch.first_row, 0)
        records = batch.frame.slice(skipped)
        self._quasi.add(records)
        if self._identity:
            self._add(batch.first_row + skipped, self._identity.name, self._identity.rows(records))
        for pair in self._coordinates:
            inside = rows_inside(records, pair, self._settings.protected_sites)
            self._add(batch.first_row + skipped, pair[0], inside)

    def _add(self, first_row: int, index: int, found: Iterable[tuple[int, Hit]]) -> None:
        for offset, hit in found:
            self._tally.add(first_row + offset, index, hit)


def _awake(detectors: Sequence[Detector], texts: pl.Series) -> list[Detector]:
    """The detectors whose gate some text of the chunk meets."""
    return [
        detector
        for detector in detectors
        if detector.gate is not None and (not detector.gate or bool(texts.str.contains(detector.gate).any()))
    ]


def _named(detectors: Sequence[Detector], awake: Sequence[Detector], column: Column) -> list[Detector]:
    """The detectors that the column's name calls for though the chunk does not."""
    return [
        detector
        for detector in detectors
        if detector not in awake and detector.named and detector.named.search(column.name)
    ]
