"""What is told of a region without knowing one station: a model that is no better has told nothing new."""

from __future__ import annotations

import numpy as np
import pandas as pd


def by_median(published: pd.Series) -> pd.Series:
    """The median share of the other regions."""
    return pd.Series({region: published.drop(region).median() for region in published.index})


def by_density(published: pd.Series, density: pd.Series) -> pd.Series:
    """A line on log(density), by least squares over the other regions, kept within 0 and 1.

    Args:
        published: Share of each region.
        density: Its weight per km², over 0.
    """
    return pd.Series({region: _line(published, np.log(density), region) for region in published.index})


def _line(published: pd.Series, at: pd.Series, region: str) -> float:
    others = published.drop(region)
    slope, start = np.polyfit(at[others.index].to_numpy(dtype=np.float64), others.to_numpy(dtype=np.float64), 1)
    return float(np.clip(start + slope * at[region], 0, 1))
