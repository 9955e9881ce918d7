"""Where more cameras would look at most of what nobody looks at: covering, with a bound that no choice passes.

For stewards only: like the cells themselves, the places of cameras that are missing are never public.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govinnov.dispatch.cctv.cameras import Ints
from govinnov.dispatch.placement import Guard, Instance, Plan, place

#: Weights are whole: thousandths of the index.
_PARTS = 1000
#: The blindest cells, whose centres are candidates.
_CANDIDATES = 1000
#: Nodes of the search; a plan that is not proven then keeps its bound.
_WORK = 200
_CELL_M = 100


@dataclass(frozen=True, slots=True)
class CameraPlaces:
    """Places for new cameras.

    Attributes:
        places: ``cell``, ``x``, ``y`` (centre of the cell, EPSG:5179, m), by cell.
        covered: Sum of the index of the cells that they cover.
        bound: No choice of so many candidates covers more.
        proven: Whether the two are equal.
        total: Sum of the index of all cells.
    """

    places: pd.DataFrame
    covered: float
    bound: float
    proven: bool
    total: float


def camera_places(spots: pd.DataFrame, count: int, *, radius_m: int = 100, guard: Guard | None = None) -> CameraPlaces:
    """Choose places for new cameras in one government.

    Args:
        spots: What ``blind_spots`` gave.
        count: How many cameras; fewer are placed where fewer cells are blind.
        radius_m: A camera covers the cells whose centre is at most so far from its own cell's, whole metres.
        guard: Stops the search by the clock.

    Raises:
        GuardError: The guard stopped the search.

    Source: docs/explanation/cctv.md
    """
    blind = spots[spots["index"] > 0].sort_values(["index", "cell"], ascending=[False, True], ignore_index=True)
    total = float(spots["index"].sum())
    if count < 1 or blind.empty:
        return CameraPlaces(_table(blind.head(0)), 0.0, 0.0, True, total)
    plan = _plan(blind, count, radius_m, guard)
    chosen = blind.iloc[[site - 1 for site in plan.sites]].sort_values("cell", ignore_index=True)
    return CameraPlaces(_table(chosen), plan.objective / _PARTS, plan.bound / _PARTS, plan.proven, total)


def _plan(blind: pd.DataFrame, count: int, radius_m: int, guard: Guard | None) -> Plan:
    """The plan on the cells, the blindest of which are candidates."""
    sites = min(_CANDIDATES, len(blind))
    demand: Ints = np.rint(blind["index"].to_numpy() * _PARTS).astype(np.int64)
    instance = Instance(blind[["x", "y"]].to_numpy().astype(np.int64), demand, radius_m, sites)
    return place(instance.problem, min(count, sites), work=_WORK, guard=guard)


def _table(chosen: pd.DataFrame) -> pd.DataFrame:
    centres = {axis: chosen[axis] + _CELL_M // 2 for axis in ("x", "y")}
    return chosen[["cell"]].assign(**centres)
