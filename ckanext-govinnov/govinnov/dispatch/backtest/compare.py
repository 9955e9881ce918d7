"""The model beside its two baselines, and what a page must say of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from govinnov.dispatch.backtest.baselines import by_density, by_median
from govinnov.dispatch.backtest.calibrate import leave_one_out
from govinnov.dispatch.backtest.published import Published
from govinnov.dispatch.backtest.score import Score, score

#: A model is grade A where its mean error is at most so many points, and so many better than density's.
GOOD_POINTS, BETTER_POINTS = 5.0, 2.0
_BEATS = (
    "이 모형의 평균 오차는 {model:.1f}점으로, 관서를 전혀 모르는 인구 밀도 추정({density:.1f}점)보다 낫습니다.",
    "The model's mean error is {model:.1f} points. It beats density, which knows no station ({density:.1f}).",
)
_DOES_NOT = (
    "이 모형의 평균 오차는 {model:.1f}점으로, 관서를 전혀 모르는 인구 밀도 추정({density:.1f}점)보다 낫지 않습니다.",
    "The model's mean error is {model:.1f} points. It does not beat density, which knows no station ({density:.1f}).",
)


@dataclass(frozen=True, slots=True)
class Backtest:
    """What is published beside modelled shares, whatever it says.

    Attributes:
        regions: ``region``, ``begin``, ``end``, ``published``, ``model``, ``median``, ``density`` (shares 0 to 1; each
            told without that region's own figure), ``parameter`` and ``error`` (model − published, points), by region.
        model: Score of the model.
        median: Score of the median of the other regions.
        density: Score of a line on log(weight per km²).
        missing: Published regions that were not modelled.
    """

    regions: pd.DataFrame
    model: Score
    median: Score
    density: Score
    missing: tuple[str, ...]

    @property
    def beats_density(self) -> bool:
        """Whether the mean error is less than density's, in tenths of a point as they are printed."""
        return round(self.model.mean, 1) < round(self.density.mean, 1)

    @property
    def is_good(self) -> bool:
        """Whether grade A is open to the model."""
        return self.model.mean <= GOOD_POINTS and self.model.mean <= self.density.mean - BETTER_POINTS

    @property
    def sentences(self) -> tuple[str, str]:
        """What the page says, in Korean and in English."""
        korean, english = _BEATS if self.beats_density else _DOES_NOT
        told = {"model": self.model.mean, "density": self.density.mean}
        return korean.format(**told), english.format(**told)


def backtest(figures: Published, modelled: pd.DataFrame, density: pd.Series) -> Backtest:
    """Calibrate leave-one-out, and compare.

    Args:
        figures: Published shares.
        modelled: Shares by region (index) and value of the one parameter (columns); see ``calibrate.within``.
        density: Weight per km² of each region.

    Raises:
        ValueError: Fewer than three regions have both: there is nothing to leave out.

    Source: docs/explanation/backtest.md
    """
    known = figures.shares[figures.shares["region"].isin(modelled.dropna().index)].set_index("region")
    if len(known) < 3:
        raise ValueError("Fewer than three regions have both a published and a modelled share.")
    shares = known["share"]
    told = leave_one_out(shares, modelled).assign(median=by_median(shares), density=by_density(shares, density))
    scores = (score(shares, told["told"]), score(shares, told["median"], ranked=False), score(shares, told["density"]))
    missing = tuple(sorted(set(figures.shares["region"]) - set(known.index)))
    return Backtest(_table(known, told), *scores, missing)


def _table(known: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    table = known[["begin", "end"]].assign(published=known["share"], model=told["told"])
    table = table.join(told[["median", "density", "parameter"]])
    return table.assign(error=(table["model"] - table["published"]) * 100).reset_index()
