"""What is counted of a column while the whole file passes by."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from govinnov.gate.schema.kinds import candidates, fits

#: More misfits than this are not "a few", so the kind is given up, whatever comes later.
FEW = 1_000
#: A kind is first tried on so many rows: most kinds are given up there.
_FIRST_ROWS = 4_096
_SHOWN = 3


@dataclass(slots=True)
class Tally:
    """Counts of one column: filled cells, misfits per kind still possible, the first misfits, lengths."""

    label: str
    column: str
    filled: int = 0
    misfits: dict[str, int] = field(default_factory=dict)
    shown: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    shortest: int | None = None
    longest: int = 0

    def __post_init__(self) -> None:
        self.misfits = dict.fromkeys(candidates(self.label), 0)
        self.shown = {kind: [] for kind in self.misfits}


def count(tallies: list[Tally], frame: pl.DataFrame, numbers: pl.Series) -> None:
    """Count a batch, its first rows apart so that hopeless kinds cost little."""
    for start, length in ((0, _FIRST_ROWS), (_FIRST_ROWS, None)):
        part = frame.slice(start, length)
        if part.height:
            _count(tallies, part, numbers.slice(start, length))


def _count(tallies: list[Tally], frame: pl.DataFrame, numbers: pl.Series) -> None:
    sums = frame.select(expr for tally in tallies for expr in _sums(tally)).row(0, named=True)
    for tally in tallies:
        _add(tally, sums)
        for kind in [kind for kind in tally.misfits if sums[f"{tally.column}.{kind}"]]:
            _give_up_or_show(tally, kind, frame, numbers)


def _sums(tally: Tally) -> list[pl.Expr]:
    column, name = pl.col(tally.column), tally.column
    filled = column != ""
    misfits = [(filled & ~_fit(kind, column)).sum().alias(f"{name}.{kind}") for kind in tally.misfits]
    if not misfits:
        return []
    length = pl.when(filled).then(column.str.len_bytes())
    return [filled.sum().alias(name), length.min().alias(f"{name}.min"), length.max().alias(f"{name}.max"), *misfits]


def _fit(kind: str, column: pl.Expr) -> pl.Expr:
    return fits(kind, column).fill_null(value=False)


def _add(tally: Tally, sums: dict[str, int | None]) -> None:
    name = tally.column
    if name not in sums:
        return
    tally.filled += sums[name] or 0
    least, most = sums[f"{name}.min"], sums[f"{name}.max"]
    if least is not None and most is not None:
        tally.shortest = least if tally.shortest is None else min(tally.shortest, least)
        tally.longest = max(tally.longest, most)
    for kind in tally.misfits:
        tally.misfits[kind] += sums[f"{name}.{kind}"] or 0


def _give_up_or_show(tally: Tally, kind: str, frame: pl.DataFrame, numbers: pl.Series) -> None:
    if tally.misfits[kind] > FEW:
        del tally.misfits[kind]
        return
    room = _SHOWN - len(tally.shown[kind])
    if room > 0:
        column = pl.col(tally.column)
        odd = frame.select(column, numbers.alias("row")).filter((column != "") & ~_fit(kind, column)).head(room)
        tally.shown[kind] += [(row, cell) for cell, row in odd.iter_rows()]
