"""Governments beside each other: ranks only as far as ranges tell them apart."""

from __future__ import annotations

import csv
from pathlib import Path

from country_makers import country
from hypothesis import given
from hypothesis import strategies as st

from govinnov.dispatch.golden import rank_ranges, spread_of
from govinnov.dispatch.run.run import run


def test_ranges_that_overlap_are_not_ordered() -> None:
    assert rank_ranges([0.1, 0.4, 0.8], [0.5, 0.6, 0.9]) == [(2, 3), (2, 3), (1, 1)]
    assert rank_ranges([0.5, 0.5], [0.5, 0.5]) == [(1, 2), (1, 2)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), min_size=1, max_size=8))
def test_ranks_are_those_that_some_order_within_the_ranges_gives(ranges: list[list[int]]) -> None:
    found = rank_ranges([low for low, _ in ranges], [high for _, high in ranges])
    for (low, high), (best, worst) in zip(ranges, found, strict=True):
        assert best == 1 + sum(other_low > high for other_low, _ in ranges)
        assert worst == len(ranges) - sum(other_high < low for _, other_high in ranges)
        assert best <= worst


def test_quantiles_come_with_their_number() -> None:
    told = spread_of([0.0, 0.5, 1.0])
    assert (told.n, told.median) == (3, 0.5)
    assert told.p10 < told.median < told.p90


def test_a_run_of_the_country_compares_its_governments_and_its_areas(tmp_path: Path) -> None:
    run(country(tmp_path / "in"), tmp_path / "out")
    with (tmp_path / "out" / "comparison.csv").open(encoding="utf-8", newline="") as stream:
        found = {(row["limit_s"], row["post"], row["place"]): row["n"] for row in csv.DictReader(stream)}
    assert found["420", "", "시·군·구"] == "2"
    assert found["420", "", "시"] == found["420", "", "군"] == "1"
    assert found["", "119-centre", "동"] == found["", "119-centre", "읍·면"] == "2"
    with (tmp_path / "out" / "ranks.csv").open(encoding="utf-8", newline="") as stream:
        ranked = [row for row in csv.DictReader(stream) if row["service"] == "fire" and row["limit_s"] == "420"]
    assert {row["government_code"]: (row["rank_from"], row["rank_to"]) for row in ranked} == {
        "99010": ("1", "1"),
        "99020": ("2", "2"),
    }
