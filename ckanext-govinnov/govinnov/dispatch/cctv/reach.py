"""The cells of 10 m whose centres a camera sees, in whole millimetres: nothing depends on how floats round."""

from __future__ import annotations

import numpy as np

from govinnov.dispatch.cctv.cameras import Cameras, Floats, Ints
from govinnov.dispatch.grid import Spans

CELL_MM = 10_000


def seen_by(cameras: Cameras, radius_m: int) -> Spans:
    """Cells whose centre is at most ``radius_m`` from a camera, and within its wedge where it has one."""
    wedges = cameras.is_wedge
    discs = _discs(spots(cameras.mm[~wedges]), radius_m * 1000)
    narrow = _wedges(cameras.mm[wedges], cameras.width[wedges], cameras.bearing[wedges], radius_m * 1000)
    row, begin, end = (np.concatenate([one, other]) for one, other in zip(discs, narrow, strict=True))
    order = np.argsort(row, kind="stable")
    return Spans(row[order], begin[order], end[order])


def spots(mm: Ints) -> Ints:
    """Different places, from south to north."""
    mm = mm[np.lexsort(mm.T)]
    return mm[np.append(True, (np.diff(mm, axis=0) != 0).any(axis=1))[: len(mm)]]


def _discs(mm: Ints, radius: int) -> tuple[Ints, Ints, Ints]:
    """A span for each camera and each row that its disc touches; from south to north for each step away from it."""
    offsets = np.arange(-(radius // CELL_MM) - 1, radius // CELL_MM + 2)
    row = ((mm[:, 1] // CELL_MM) + offsets[:, None]).ravel()
    x, y = np.tile(mm.T, len(offsets))
    square = radius**2 - (row * CELL_MM + CELL_MM // 2 - y) ** 2
    touched = square >= 0
    row, x = row[touched], x[touched]
    # A correctly rounded root of a whole number below 2^52 has the right floor.
    half = np.floor(np.sqrt(square[touched])).astype(np.int64)
    begin, end = _up(x - half - CELL_MM // 2), _up(x + half - CELL_MM // 2 + 1)
    kept = end > begin
    return row[kept], begin[kept], end[kept]


def _up(mm: Ints) -> Ints:
    """The first whole cell at or over."""
    up: Ints = -(-mm // CELL_MM)
    return up


def _wedges(mm: Ints, width: Floats, bearing: Floats, radius: int) -> tuple[Ints, Ints, Ints]:
    """A span of one cell for each centre in a wedge. There are few, so each cell around is looked at."""
    reach = np.arange(-(radius // CELL_MM) - 1, radius // CELL_MM + 2)
    east, north = (part.ravel() for part in np.meshgrid(reach, reach))
    column, row = mm[:, 0, None] // CELL_MM + east, mm[:, 1, None] // CELL_MM + north
    dx, dy = ((cell * CELL_MM + CELL_MM // 2) - mm[:, [axis]] for axis, cell in enumerate((column, row)))
    turn = np.degrees(np.arctan2(dx, dy)) - bearing[:, None]
    off = np.abs((turn + 180) % 360 - 180)
    within = (dx**2 + dy**2 <= radius**2) & ((off <= width[:, None] / 2) | (dx**2 + dy**2 == 0))
    return row[within], column[within], column[within] + 1
