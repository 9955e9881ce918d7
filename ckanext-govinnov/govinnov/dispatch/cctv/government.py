"""One government's cameras: shares by 읍면동 for everybody, cells for its stewards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govinnov.dispatch.cctv.cameras import Cameras, Ints
from govinnov.dispatch.cctv.index import blind_spots
from govinnov.dispatch.cctv.reach import CELL_MM
from govinnov.dispatch.cctv.survey import SIDE, survey
from govinnov.dispatch.grid import Rings, Spans, holds, inside

COMPUTED, NO_DATA = "computed", "no-data"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one government's cameras see.

    Attributes:
        status: ``no-data`` where not one camera is known within the government, which says nothing of what is seen.
        areas: A row for each 읍면동: ``area``, ``cameras``, ``area_km2``, ``weight`` and the area shares ``share_30``,
            ``share_50``, ``share_100`` (NaN without data or land).
        shares: The government's: ``area_30``, ``weight_30``, … by radius; empty without data.
        cells: Blind-spot index of each 100 m cell; for stewards only, empty without data.
    """

    status: str
    areas: pd.DataFrame
    shares: dict[str, float]
    cells: pd.DataFrame


def government(
    rings: Mapping[str, Rings], weights: Mapping[str, float], cameras: Cameras, views: Mapping[int, Spans]
) -> Coverage:
    """Survey a government by its 읍면동.

    Args:
        rings: Code of each 읍면동 → its rings in metres (EPSG:5179).
        weights: Code → its weight, which is spread evenly over its cells.
        cameras: Cameras, those of neighbours too.
        views: What they see (``seen``).
    """
    counts = {code: _within(one, cameras.mm) for code, one in rings.items()}
    surveys = {code: survey(one, views) for code, one in sorted(rings.items())}
    areas = pd.DataFrame([_area(code, table, weights[code], counts[code], views) for code, table in surveys.items()])
    if not sum(counts.values()):
        areas[[f"share_{radius}" for radius in views]] = np.nan
        return Coverage(NO_DATA, areas, {}, pd.DataFrame())
    merged = _merged([_weighted(table, weights[code]) for code, table in surveys.items()])
    return Coverage(COMPUTED, areas, _shares(areas, views), blind_spots(merged, merged["weight"]))


def _within(rings: Rings, mm: Ints) -> int:
    """Cameras whose 10 m cell is in a shape."""
    column, row = (mm // CELL_MM).T
    return int(holds(inside(rings, SIDE), row, column).sum())


def _area(code: str, table: pd.DataFrame, weight: float, cameras: int, radii: Iterable[int]) -> dict[str, object]:
    cells = int(table["cells"].sum())
    shares = {f"share_{radius}": table[f"seen_{radius}"].sum() / cells if cells else np.nan for radius in radii}
    return {"area": code, "cameras": cameras, "area_km2": cells / 10_000, "weight": weight, **shares}


def _weighted(table: pd.DataFrame, weight: float) -> pd.DataFrame:
    return table.assign(weight=weight * table["cells"] / max(1, table["cells"].sum()))


def _merged(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Cells on a border are in two 읍면동, and once in the government."""
    return pd.concat(tables).groupby(["y", "x"], as_index=False).sum()


def _shares(areas: pd.DataFrame, radii: Iterable[int]) -> dict[str, float]:
    """Shares by area and by weight; a 읍면동 without land in the grid has no part in either."""
    known = areas[areas["area_km2"] > 0]
    by = {"area": known["area_km2"], "weight": known["weight"]}
    return {
        f"{kind}_{radius}": float((known[f"share_{radius}"] * weight).sum() / weight.sum()) if weight.sum() else np.nan
        for radius in radii
        for kind, weight in by.items()
    }
