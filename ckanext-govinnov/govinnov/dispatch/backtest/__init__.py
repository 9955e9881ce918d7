"""Modelled shares beside published ones: is the model better than what needs no station at all?"""

from govinnov.dispatch.backtest.baselines import by_density, by_median
from govinnov.dispatch.backtest.calibrate import leave_one_out, within
from govinnov.dispatch.backtest.compare import Backtest, backtest
from govinnov.dispatch.backtest.published import Published, published, read_published
from govinnov.dispatch.backtest.score import Score, score

__all__ = [
    "Backtest",
    "Published",
    "Score",
    "backtest",
    "by_density",
    "by_median",
    "leave_one_out",
    "published",
    "read_published",
    "score",
    "within",
]
