"""What the page says of the model: its own scores, whatever they are."""

from __future__ import annotations

from typing import Any

import pytest
from made_tables import tables

from ckanext.govinnov.dispatch_pages import backtest

LIMIT = {"service": "fire", "clock": "receipt-scene", "limit_s": 420, "begin": "2020-01-01", "end": "2020-06-30"}


def rows(*told: tuple[str, float, float, float]) -> list[dict[str, Any]]:
    """Region, published, model, density."""
    return [
        {**LIMIT, "region": region, "published": published, "model": model, "median": 0.6, "density": density,
         "error": (model - published) * 100}
        for region, published, model, density in told
    ]  # fmt: skip


def test_a_model_that_does_not_beat_density_is_said_not_to() -> None:
    found = backtest.judged(
        tables(backtest=rows(("가", 0.5, 0.6, 0.55), ("나", 0.7, 0.8, 0.72), ("다", 0.9, 0.8, 0.9)))
    )
    assert found is not None
    assert not found.beats_density
    assert found.model.mean == pytest.approx(10)
    assert found.density.mean == pytest.approx((5 + 2 + 0) / 3)
    assert [one.name for one in found.verdicts] == ["model", "median", "density"]
    assert found.verdicts[1].rho is None
    assert [row["region"] for row in found.regions] == ["다", "나", "가"]


def test_a_model_that_does_is_said_to() -> None:
    found = backtest.judged(tables(backtest=rows(("가", 0.5, 0.5, 0.6), ("나", 0.7, 0.71, 0.6), ("다", 0.9, 0.9, 0.8))))
    assert found is not None
    assert found.beats_density
    assert found.model.where == "나"


def test_an_empty_table_has_nothing_to_say() -> None:
    assert backtest.judged(tables(backtest=[])) is None
    assert backtest.judged(tables()) is None
