"""Calibrate one parameter on all regions but one, and tell that one's share: no region judges its own calibration."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def within(region: ArrayLike, weight: ArrayLike, value: ArrayLike, limits: ArrayLike) -> pd.DataFrame:
    """Share of each region's weight whose value is at most a limit, for each limit (the parameter).

    On the straight line with T = a + d/v, T ≤ L holds where d ≤ v·(L − a): the value is the distance d to the nearest
    station in metres, and the one parameter is the radius v·(L − a).

    Args:
        region: Region of each place.
        weight: Its weight ≥ 0.
        value: Its distance or time.
        limits: Values of the parameter, ascending.

    Returns:
        Shares 0 to 1; rows are regions by name, columns the limits. A region without weight has none (NaN).
    """
    limits = np.asarray(limits, dtype=np.float64)
    table = pd.DataFrame({"region": region, "weight": np.asarray(weight, dtype=np.float64), "value": value})
    shares = {name: _shares(part, limits) for name, part in table.groupby("region")}
    return pd.DataFrame.from_dict(shares, orient="index", columns=limits)


def _shares(part: pd.DataFrame, limits: np.ndarray) -> np.ndarray:
    part = part.sort_values("value", kind="stable")
    sums = np.append(0.0, part["weight"].cumsum())
    within = sums[np.searchsorted(part["value"], limits, side="right")]
    return within / sums[-1] if sums[-1] else np.full(len(limits), np.nan)


def leave_one_out(published: pd.Series, modelled: pd.DataFrame) -> pd.DataFrame:
    """Tell each region's share with the parameter that fits the other regions best.

    Args:
        published: Share of each region (index).
        modelled: Share of each region (index) by each value of the parameter (columns), as ``within`` gives it.

    Returns:
        ``told`` (share) and ``parameter`` by region: the one of least mean absolute error, the first of equals.
    """
    off = modelled.loc[published.index].sub(published, axis=0).abs()
    best = [off.drop(index=region).mean().idxmin() for region in published.index]
    told = [modelled.loc[region, value] for region, value in zip(published.index, best, strict=True)]
    return pd.DataFrame({"told": told, "parameter": best}, index=published.index)
