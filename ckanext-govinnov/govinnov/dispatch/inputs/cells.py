"""Demand on a grid: whole weights of cells, or single calls, which are counted by cell before anything else sees them.

Of a list of calls nothing but places is read: no times, no persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.findings import Finding, Tell, teller
from govinnov.dispatch.geometry import metres
from govinnov.dispatch.geometry.shape import Floats
from govinnov.dispatch.grid import cell_centres
from govinnov.dispatch.inputs.coordinates import place_of
from govinnov.dispatch.inputs.source import Row, Source

CALLS = "calls"
#: What a grid may count; the first of these that a file has a column for.
WEIGHTS = ("residents", CALLS, "electors")
#: Calls are counted on cells of this side in metres; a cell with fewer than so many is left out.
EDGE_M, FEWEST = 250, 5


@dataclass(frozen=True, slots=True)
class Cells:
    """Weights on a grid.

    Attributes:
        weight: What is counted.
        places: On the plane, shape (n, 2).
        totals: Whole weight of each, over 0.
        at: File and line of each; line 0 where calls were counted.
    """

    weight: str
    places: Floats
    totals: NDArray[np.int64]
    at: Sequence[tuple[str, int]]


def read_cells(grids: Sequence[Source], calls: Sequence[Source], findings: list[Finding]) -> Cells | None:
    """All files that count the same as the first one; None without any.

    Raises:
        InputError: ``unreadable``, ``missing-column`` or ``unknown-crs``.
    """
    made = [*(_grid(one, findings) for one in grids), *(_counted(one, findings) for one in calls)]
    for source, one in zip([*grids, *calls], made, strict=True):
        if one.weight != made[0].weight:
            findings.append(Finding("grid-not-used", source.name))
    return _joined([one for one in made if one.weight == made[0].weight]) if made else None


def _joined(parts: Sequence[Cells]) -> Cells:
    places, totals = np.concatenate([one.places for one in parts]), np.concatenate([one.totals for one in parts])
    return Cells(parts[0].weight, places, totals, [at for one in parts for at in one.at])


def _grid(source: Source, findings: list[Finding]) -> Cells:
    weight = next(name for name in WEIGHTS if name in source.columns)
    held = []
    for line, row in source.rows():
        tell = teller(findings, source.name, line)
        total = _whole(row[weight], weight, tell)
        if total and (place := _place(row, source.name, line, tell)):
            held.append((place, total, (source.name, line)))
    if not held:
        findings.append(Finding("zero-demand", source.name))
    return _cells(weight, held)


def _whole(text: str, weight: str, tell: Tell) -> int:
    """A weight; 0 for what can't be one, and for so few calls that they could be anybody's."""
    try:
        number = float(text)
    except ValueError:
        number = np.nan
    faults = {"bad-weight": not np.isfinite(number), "negative-demand": number < 0, "fractional-demand": number % 1 > 0}
    told = next((code for code, true in faults.items() if true), "")
    if told:
        tell(told)
    whole = 0 if told in ("bad-weight", "negative-demand") else round(number)
    if weight == CALLS and 0 < whole < FEWEST:
        tell("cell-suppressed")
        return 0
    return whole


def _place(row: Row, file: str, line: int, tell: Tell) -> tuple[float, float] | None:
    """On the plane: by the name of the cell, else by its coordinates."""
    if row.get("cell"):
        x, y = cell_centres([row["cell"]])[0].tolist()
        if not np.isnan(x):
            return x, y
        tell("cell-unknown")
        return None
    lonlat = place_of(row, file, line, tell)
    if lonlat is None:
        return None
    x, y = metres([lonlat])[0].tolist()
    return x, y


def _counted(source: Source, findings: list[Finding]) -> Cells:
    """Calls by cell of ``EDGE_M``; those of a cell with fewer than ``FEWEST`` are left out, also of every sum."""
    counts = Counter(_cell_of(source, findings))
    kept = {cell: count for cell, count in sorted(counts.items()) if count >= FEWEST}
    findings.extend(Finding("cell-suppressed", source.name) for _ in range(len(counts) - len(kept)))
    at = (source.name, 0)
    return _cells(CALLS, [(_centre(*cell), count, at) for cell, count in kept.items()])


def _centre(column: int, row: int) -> tuple[float, float]:
    return (column + 0.5) * EDGE_M, (row + 0.5) * EDGE_M


def _cell_of(source: Source, findings: list[Finding]) -> Iterator[tuple[int, int]]:
    for line, row in source.rows():
        place = _place(row, source.name, line, teller(findings, source.name, line))
        if place:
            yield int(place[0] // EDGE_M), int(place[1] // EDGE_M)


def _cells(weight: str, held: Sequence[tuple[tuple[float, float], int, tuple[str, int]]]) -> Cells:
    places = np.array([place for place, _, _ in held], dtype=np.float64).reshape(-1, 2)
    totals = np.array([total for _, total, _ in held], dtype=np.int64)
    return Cells(weight, places, totals, [at for _, _, at in held])
