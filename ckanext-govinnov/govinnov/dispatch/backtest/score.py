"""How far told shares are from published ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import spearmanr


@dataclass(frozen=True, slots=True)
class Score:
    """Errors in points (hundredths), over n regions.

    Attributes:
        n: How many regions were compared.
        mean: Mean absolute error.
        worst: The greatest.
        where: The region that has it.
        rho: Spearman's rank correlation of told and published shares, −1 to 1; None where it says nothing.
    """

    n: int
    mean: float
    worst: float
    where: str
    rho: float | None


def score(published: pd.Series, told: pd.Series, *, ranked: bool = True) -> Score:
    """Compare.

    Args:
        published: Share of each region.
        told: The same by a model.
        ranked: Whether the model tells regions apart; the median does not, so it has no rho.

    Source of rho: C. Spearman, "The proof and measurement of association between two things", American Journal of
    Psychology 15 (1904) 72-101.
    """
    off = (told - published).abs() * 100
    rho = float(spearmanr(told, published).statistic) if ranked and len(published) > 2 else None
    known = rho if rho is None or np.isfinite(rho) else None
    return Score(len(off), float(off.mean()), float(off.max()), str(off.idxmax()), known)
