"""Square cells of Korea's national grid (EPSG:5179): which centres lie in a shape, and what cells are called."""

from govinnov.dispatch.grid.number import cell_centres, point_numbers
from govinnov.dispatch.grid.paint import Window, blocks, paint
from govinnov.dispatch.grid.project import metres, to_lonlat, to_um
from govinnov.dispatch.grid.spans import Rings, Spans, holds, inside

__all__ = [
    "Rings",
    "Spans",
    "Window",
    "blocks",
    "cell_centres",
    "holds",
    "inside",
    "metres",
    "paint",
    "point_numbers",
    "to_lonlat",
    "to_um",
]
