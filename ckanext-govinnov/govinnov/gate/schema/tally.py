"""What is counted of a column while the whole file passes by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from govinnov.gate.schema.kinds import NARROWER, candidates, fits, plainly_fits

#: More misfits than this are not "a few", so the kind is given up, whatever comes later.
FEW = 1_000
#: A kind is first tried on so many rows: most kinds are given up there.
_FIRST_ROWS = 4_096


@dataclass(slots=True)
class Tally:
    """Counts of one column: filled cells, misfits per kind still possible, the first misfit of each, lengths."""

    label: str
    column: str
    filled: int = 0
    misfits: dict[str, int] = field(default_factory=dict)
    shown: dict[str, tuple[int, str]] = field(default_factory=dict)
    shortest: int | None = None
    longest: int = 0

    def __post_init__(self) -> None:
        self.misfits = dict.fromkeys(candidates(self.label), 0)

    def implied(self, kind: str) -> bool:
        """Whether a narrower kind still fits all cells: then this one does too and needs no counting."""
        narrower = [one for one, wider in NARROWER.items() if wider == kind]
        return any(self.misfits.get(one) == 0 or (one in self.misfits and self.implied(one)) for one in narrower)


Counts = dict[str, int | None]
Kinds = list[tuple[Tally, str]]


def count(tallies: list[Tally], frame: pl.DataFrame, numbers: pl.Series) -> None:
    """Count a batch, its first rows apart so that hopeless kinds cost little."""
    for start, length in ((0, _FIRST_ROWS), (_FIRST_ROWS, None)):
        part = frame.slice(start, length)
        if part.height:
            _count_filled([tally for tally in tallies if tally.misfits], part)
            _count_kinds(tallies, part, numbers.slice(start, length))


def _count_filled(tallies: list[Tally], frame: pl.DataFrame) -> None:
    if not tallies:
        return
    counts = frame.lazy().select(expr for tally in tallies for expr in _sizes(tally)).collect().row(0, named=True)
    for tally in tallies:
        name = tally.column
        tally.filled += counts[name]
        least, most = counts[f"{name} least"], counts[f"{name} most"]
        if least is not None:
            tally.shortest = least if tally.shortest is None else min(tally.shortest, least)
            tally.longest = max(tally.longest, most)


def _sizes(tally: Tally) -> Iterator[pl.Expr]:
    length = pl.col(tally.column).str.len_bytes()
    filled = length > 0
    yield filled.sum().alias(tally.column)
    yield length.filter(filled).min().alias(f"{tally.column} least")
    yield length.max().alias(f"{tally.column} most")


def _count_kinds(tallies: list[Tally], frame: pl.DataFrame, numbers: pl.Series) -> None:
    """Count the misfits of each kind that no narrower kind implies; a kind may lose its implier on the way."""
    implied = {(id(tally), kind) for tally in tallies for kind in tally.misfits if tally.implied(kind)}
    now = [(tally, kind) for tally in tallies for kind in tally.misfits if (id(tally), kind) not in implied]
    while now:
        _count_some(now, frame, numbers)
        now = [
            (tally, kind)
            for tally in tallies
            for kind in tally.misfits
            if (id(tally), kind) in implied and not tally.implied(kind)
        ]
        implied -= {(id(tally), kind) for tally, kind in now}


def _count_some(kinds: Kinds, frame: pl.DataFrame, numbers: pl.Series) -> None:
    exprs = (_misfit(tally, kind, plain=True).sum().alias(f"{tally.column} {kind}") for tally, kind in kinds)
    counts = frame.lazy().select(exprs).collect().row(0, named=True)
    for tally, kind in kinds:
        if counts[f"{tally.column} {kind}"]:
            _take_misfits(tally, kind, frame, numbers)


def _misfit(tally: Tally, kind: str, *, plain: bool) -> pl.Expr:
    column = pl.col(tally.column)
    return (column != "") & ~(plainly_fits if plain else fits)(kind, column)


def _take_misfits(tally: Tally, kind: str, frame: pl.DataFrame, numbers: pl.Series) -> None:
    """Count the cells that really misfit; give the kind up, or keep the first to show."""
    rows = frame.select(pl.col(tally.column), numbers.alias("row"))
    rows = rows.filter(_misfit(tally, kind, plain=True)).filter(_misfit(tally, kind, plain=False))
    tally.misfits[kind] += rows.height
    if tally.misfits[kind] > FEW:
        del tally.misfits[kind]
        return
    if rows.height and kind not in tally.shown:
        cell, row = rows.row(0)
        tally.shown[kind] = (row, cell)
