"""What the model is worth: published shares beside modelled ones and beside two guesses that know no station."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ckanext.govinnov.dispatch_pages.published import Row, Tables
from ckanext.govinnov.dispatch_pages.served import Served

if TYPE_CHECKING:
    from govinnov.dispatch.backtest import Backtest

TABLES = ("backtest",)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Mean and worst error in points and rank correlation (None where it says nothing) of one way to tell shares."""

    name: str
    mean: float
    worst: float
    where: str
    rho: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the page shows: regions by what is published, and what each way is worth, the model first."""

    regions: tuple[Row, ...]
    verdicts: tuple[Verdict, ...]
    beats_density: bool
    served: Served

    @property
    def model(self) -> Verdict:
        """The model's."""
        return self.verdicts[0]

    @property
    def density(self) -> Verdict:
        """That of a line on density."""
        return self.verdicts[-1]


def judged(tables: Tables) -> Judged | None:
    """None where nothing is published, or no region stands in the table."""
    table = tables.found.get("backtest")
    rows = table.rows() if table else []
    if not table or not rows:
        return None
    regions = tuple(sorted(rows, key=lambda row: (-row["published"], row["region"])))
    beats, verdicts = _scored(tuple((row["region"], *(row[name] for name in _COLUMNS)) for row in rows))
    return Judged(regions, verdicts, beats, table.served)


_COLUMNS = ("published", "model", "median", "density")


@lru_cache(maxsize=4)
def _scored(rows: tuple[tuple[str | float, ...], ...]) -> tuple[bool, tuple[Verdict, ...]]:
    """By the run's own way of scoring; its libraries are loaded when somebody first asks."""
    import pandas as pd

    from govinnov.dispatch.backtest import Backtest, score

    frame = pd.DataFrame(rows, columns=["region", *_COLUMNS]).set_index("region")
    told = {name: score(frame["published"], frame[name], ranked=name != "median") for name in _COLUMNS[1:]}
    found = Backtest(frame, told["model"], told["median"], told["density"], ())
    return found.beats_density, _verdicts(found)


def _verdicts(found: Backtest) -> tuple[Verdict, ...]:
    scores = {"model": found.model, "median": found.median, "density": found.density}
    return tuple(Verdict(name, one.mean, one.worst, one.where, one.rho) for name, one in scores.items())
