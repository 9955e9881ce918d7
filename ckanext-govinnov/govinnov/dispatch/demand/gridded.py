"""Areas with the weight that a grid has in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from govinnov.dispatch.demand.areas import Stands, Weighted
from govinnov.dispatch.findings import Finding
from govinnov.dispatch.grid import holds, inside
from govinnov.dispatch.inputs.cells import Cells

BY_GRID = "grid"
#: A grid spans a district when the areas that it has weight in hold so much of the district's electors.
LEAST_HELD = 0.5
#: A place is in an area when the centre of its cell of this side is, in metres.
_SIDE_M = 10


def counted(
    weighted: Mapping[str, Sequence[Weighted]], cells: Cells, findings: list[Finding]
) -> dict[str, list[Weighted]]:
    """Districts that a grid spans, with its weight in place of electors.

    Args:
        weighted: Areas with their electors, by district.
        cells: The grid.
        findings: ``cell-without-area`` for what lies in no area, ``grid-cut`` for a district that it does not span.
    """
    finder, found = _Finder(cells), {}
    for code, areas in weighted.items():
        held = [finder.of(area) for area in areas]
        electors = sum(area.total for area in areas)
        known = sum(area.total for area, one in zip(areas, held, strict=True) if one.total)
        if known and known >= LEAST_HELD * electors:
            found[code] = held
        elif known:
            findings.append(Finding("grid-cut", code))
    findings.extend(Finding("cell-without-area", *cells.at[at]) for at in np.flatnonzero(~finder.taken).tolist())
    return found


class _Finder:
    """Finds the cells of an area, by their rows from the south."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._at = np.floor(cells.places / _SIDE_M).astype(np.int64)
        self._order = np.argsort(self._at[:, 1], kind="stable")
        self._rows = self._at[self._order, 1]
        self.taken: NDArray[np.bool_] = np.zeros(len(cells.places), dtype=bool)

    def of(self, area: Weighted) -> Weighted:
        """The area with what of the grid lies in it."""
        spans = inside(area.area.shape.rings, _SIDE_M)
        near = self._near(area)
        held = np.sort(near[holds(spans, self._at[near, 1], self._at[near, 0])])
        self.taken[held] = True
        stands = Stands(self._cells.places[held], self._cells.totals[held])
        total = int(stands.weights.sum())
        return replace(area, total=total, joined=BY_GRID, weight=self._cells.weight, cells=stands)

    def _near(self, area: Weighted) -> NDArray[np.int64]:
        _, bottom, _, top = area.area.shape.bounds
        first, last = np.searchsorted(self._rows, [bottom // _SIDE_M - 1, top // _SIDE_M + 1])
        return self._order[first:last]
