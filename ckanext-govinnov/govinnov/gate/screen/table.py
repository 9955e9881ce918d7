"""Screen a table: every cell of every record, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from govinnov.gate import rows
from govinnov.gate.model import Finding, Schema, Table
from govinnov.gate.screen.batches import Batch, batches, of_head, of_rows
from govinnov.gate.screen.column import Column, columns_of
from govinnov.gate.screen.details import Details
from govinnov.gate.screen.detectors import LONG_BYTES, OF_CELLS, of_plain
from govinnov.gate.screen.hit import Hit
from govinnov.gate.screen.identity import identity_columns
from govinnov.gate.screen.protected import coordinate_columns, rows_inside
from govinnov.gate.screen.quasi import QuasiIdentifiers
from govinnov.gate.screen.settings import DEFAULT, ScreenSettings
from govinnov.gate.screen.sieve import Sieve
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
    screen = Screening(table, schema, settings)
    for batch in batches(table, settings.chunk_bytes, settings.record_bytes):
        screen.read(batch)
    return screen.findings()


class Screening:
    """One table's screening under way: its sieves, its tally, and what is decided over whole records.

    Whoever reads the table for several steps lets it ``see_head`` and then ``see`` every batch, in order.
    """

    def __init__(self, table: Table, schema: Schema, settings: ScreenSettings = DEFAULT) -> None:
        columns = columns_of(table, schema)
        self._table = table
        self._sites = settings.protected_sites
        self._tally = Tally((*columns, _SURPLUS), settings.listed_per_code)
        self._sieves = [Sieve(column, of_plain(settings), OF_CELLS, settings) for column in (*columns, _SURPLUS)]
        self._quasi = QuasiIdentifiers(columns, settings)
        self._details = Details(columns)
        self._identity = identity_columns(columns)
        self._coordinates = coordinate_columns(columns) if self._sites else ()

    def findings(self) -> tuple[Finding, ...]:
        """What was found in the batches read so far."""
        return (*self._details.findings(), *self._quasi.findings(), *self._tally.findings())

    def see_head(self) -> None:
        """Take the rows down to the header."""
        self.read(of_head(self._table))

    def see(self, batch: rows.Batch) -> None:
        """Take the next rows."""
        self.read(of_rows(batch, self._table))

    def read(self, batch: Batch) -> None:
        """Look through one batch, cell by cell and record by record."""
        self._read_cells(batch)
        self._read_surplus(batch)
        self._read_records(batch)

    def _read_cells(self, batch: Batch) -> None:
        """One pass over all columns tells which cells are worth a closer look; texts that come again are asked once."""
        many = [name for name in batch.frame.columns if batch.distinct.of(name) is None]
        longest = batch.frame.select(pl.col(many).str.len_bytes().max()).row(0, named=True) if many else {}
        sieves = dict(zip(batch.frame.columns, self._sieves, strict=False))
        flags = batch.frame.select(sieves[name].matches(pl.col(name), longest[name] or 0).alias(name) for name in many)
        for index, name in enumerate(batch.frame.columns):
            matched = flags[name] if name in longest else _repeated(batch, name, sieves[name])
            offsets = matched.arg_true()
            if offsets.len():
                self._look(batch, index, offsets)

    def _look(self, batch: Batch, index: int, offsets: pl.Series) -> None:
        rows = (offsets + batch.first_row).to_list()
        texts = batch.frame.to_series(index).gather(offsets).to_list()
        for place, hit in self._sieves[index].hits(texts):
            self._tally.add(rows[place], index, hit)

    def _read_surplus(self, batch: Batch) -> None:
        for row, text in batch.surplus:
            self._add(row, len(self._sieves) - 1, self._sieves[-1].hits([text]))

    def _read_records(self, batch: Batch) -> None:
        """Decisions over data rows: the header's own words are no data."""
        skipped = max(self._table.header_row + 1 - batch.first_row, 0)
        records = batch.frame.slice(skipped)
        self._quasi.add(records)
        self._details.add(records)
        if self._identity:
            self._add(batch.first_row + skipped, self._identity.name, self._identity.rows(records))
        for pair in self._coordinates:
            self._add(batch.first_row + skipped, pair[0], rows_inside(records, pair, self._sites))

    def _add(self, first_row: int, index: int, found: Iterable[tuple[int, Hit]]) -> None:
        for offset, hit in found:
            self._tally.add(first_row + offset, index, hit)


def _repeated(batch: Batch, name: str, sieve: Sieve) -> pl.Series:
    """Which cells of a column that repeats a few texts hold one worth a closer look."""
    texts = batch.distinct.texts(name)
    worth = texts.to_frame().filter(sieve.matches(pl.first(), LONG_BYTES)).to_series()
    cells = batch.frame[name]
    return cells.is_in(worth.implode()) if worth.len() else pl.repeat(False, cells.len(), eager=True)
