"""What one pass over a table's text counts: cells of each record, blank and odd records, line ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from govinnov.gate.structure.words import is_total

KEEP = 1_000

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Oddity:
    """A record that does not look like the others, with its row number (from 1) and cells."""

    row: int
    cells: Cells


@dataclass(slots=True)
class Kind:
    """Records of one odd kind: how many, and the first 1,000 of them."""

    count: int = 0
    first: list[Oddity] = field(default_factory=list)

    def add(self, row: int, cells: Cells) -> None:
        """Count a record, and keep it while there is room."""
        self.count += 1
        if len(self.first) < KEEP:
            self.first.append(Oddity(row, cells))


@dataclass(slots=True)
class Scan:
    """One pass over a text whose records should have ``width`` cells, from row ``start`` on.

    ``padded``: records with blank cells beyond ``width``. ``ragged``: too wide or too narrow, ``over`` of them with
    something written beyond ``width``. ``lonely``: all blank but the first cell. ``totals``: they read like totals.
    """

    width: int
    start: int
    records: int = 0
    last_filled: int = 0
    padded: int = 0
    over: int = 0
    widest: int = 0
    ragged: Kind = field(default_factory=Kind)
    lonely: Kind = field(default_factory=Kind)
    totals: Kind = field(default_factory=Kind)
    crlf: int = 0
    lf: int = 0
    cr: int = 0
    open_quote_row: int | None = None

    def judge(self, row: int, cells: Cells) -> None:
        """Count one record; a record above ``start`` or without a written cell counts as nothing odd."""
        if not any(cells):
            return
        self.last_filled = row
        if row >= self.start:
            self._measure(row, cells)

    def _measure(self, row: int, cells: Cells) -> None:
        self.widest = max(self.widest, len(cells))
        beyond = any(cells[self.width :])
        if len(cells) < self.width or beyond:
            self.over += beyond
            self.ragged.add(row, cells)
        elif len(cells) > self.width:
            self.padded += 1
        if self.width > 1 and cells[0] and not any(cells[1:]):
            self.lonely.add(row, cells)
        if is_total(cells):
            self.totals.add(row, cells)
