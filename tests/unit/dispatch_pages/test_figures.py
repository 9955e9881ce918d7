"""Figures as people read them."""

from __future__ import annotations

import pytest

from ckanext.govinnov.dispatch_pages.figures import Span, kilometres, percent


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0, "0"), (0.0001, "0.1"), (0.0034, "0.3"), (0.006, "1"), (0.5781, "58"), (0.994, "99"), (0.9951, "99.5"),
        (0.9999, "99.9"), (1, "100"),
    ],
)  # fmt: skip
def test_a_share_is_rounded_to_none_or_all_only_where_it_is(share: float, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize(("km", "told"), [(0.04, "0.0"), (1.801, "1.8"), (9.96, "10.0"), (10.755, "11")])
def test_kilometres_have_a_decimal_where_they_are_few(km: float, told: str) -> None:
    assert kilometres(km) == told


def test_a_range_is_told_of_ten_people() -> None:
    assert Span(0.4873, 0.5781, 0.6689).tenths == (5, 7)


def test_a_row_without_one_of_the_three_has_no_figure() -> None:
    row = {"share_lo": 0.1, "share": 0.2, "share_hi": 0.3, "grade": "C"}
    assert Span.of(row, "share") == Span(0.1, 0.2, 0.3, "C")
    assert Span.of(row | {"share_hi": None}, "share") is None
    assert Span.of(None, "share") is None


def test_nothing_reached_is_a_figure_and_not_an_unknown() -> None:
    assert Span.of({"share_lo": 0.0, "share": 0.0, "share_hi": 0.0}, "share") == Span(0, 0, 0)
