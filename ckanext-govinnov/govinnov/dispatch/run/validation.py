"""The backtest of a run: its modelled shares of provinces beside published ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from govinnov.dispatch.backtest import Backtest, Published, backtest, published, read_published
from govinnov.dispatch.demand.points import MIDDLE
from govinnov.dispatch.gazetteer.districts import short
from govinnov.dispatch.golden import Curve
from govinnov.dispatch.inputs import Folder
from govinnov.dispatch.run.table import Cells

#: Values of the one parameter that are tried: the radius v·(L − a) in metres.
RADII_M = np.arange(500.0, 6025.0, 25.0)
PUBLISHED = "published-shares"


@dataclass(frozen=True, slots=True)
class Modelled:
    """A province for the backtest: its share within each of ``RADII_M`` (middle placement), and its density per km²."""

    region: str
    shares: tuple[float, ...]
    density: float


def modelled(name: str, curve: Curve, total: int, density: float) -> Modelled:
    """Read a province's shares of its weight off its curve; its density is of electors per square metre."""
    within = [float(curve.within(radius)[MIDDLE]) for radius in RADII_M]
    return Modelled(short(name), tuple(one / max(total, 1) for one in within), density * 1e6)


def figures(folder: Folder) -> Published:
    """Published shares of the folder, else the fire agency's.

    Raises:
        InputError: ``bad-published``.
    """
    own = folder.of(PUBLISHED)
    return read_published(own[0].path) if own else published()


def judged(told: Published, provinces: Sequence[Modelled]) -> Backtest | None:
    """Compare; None where fewer than three regions have both figures."""
    shares = pd.DataFrame({one.region: one.shares for one in provinces}, index=RADII_M).T
    density = pd.Series({one.region: one.density for one in provinces})
    known = set(told.shares["region"]) & set(shares.index)
    return backtest(told, shares, density) if len(known) >= 3 else None


def rows(told: Published, found: Backtest) -> Iterator[Cells]:
    """One for each region."""
    for region in found.regions.to_dict("records"):
        yield {
            "service": told.service,
            "clock": told.clock,
            "limit_s": told.limit_s,
            **{str(name): value for name, value in region.items()},
        }


def summary(told: Published, found: Backtest) -> dict[str, Any]:
    """Scores of the model and of both baselines, and the sentences that a page must say."""
    scores = {"model": found.model, "median": found.median, "density": found.density}
    korean, english = found.sentences
    return {
        "service": told.service,
        "clock": told.clock,
        "limit_s": told.limit_s,
        "source": told.source,
        **{name: _rounded(asdict(score)) for name, score in scores.items()},
        "beats_density": found.beats_density,
        "missing": list(found.missing),
        "text_ko": korean,
        "text_en": english,
    }


def _rounded(told: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in told.items()}
