"""What a council reads: gains, costs, and who is beside it."""

from __future__ import annotations

from typing import Any

import pytest
from made_tables import tables

from ckanext.govinnov.dispatch_pages import council, governments
from ckanext.govinnov.dispatch_pages.figures import Span
from ckanext.govinnov.dispatch_pages.published import Tables

LIMIT = {"service": "ambulance", "clock": "receipt-scene", "limit_s": 600}
COVERED = [100, 160, 160, 190, 200]


def made(densities: dict[str, float], **more: Any) -> Tables:
    distances = [
        {"government_code": code, "government_name": code, "post": "119-centre", "total": 1000, "land_km2": 1000 / each}
        for code, each in densities.items()
    ]
    shares = [
        {"government_code": code, **LIMIT, "share_lo": 0.1, "share": 0.2, "share_hi": 0.3, "grade": "C"}
        for code in densities
    ]
    return tables(distances=distances, golden_time=shares, **more)


def plans(*covered: int) -> list[dict[str, Any]]:
    return [
        {"government_code": "42110", **LIMIT, "added": at, "covered": each, "share": each / 1000, "proven": "true"}
        for at, each in enumerate(covered)
    ]


def sheet(tables_: Tables, cost: str = "") -> council.Council:
    mine = governments.find(governments.governments(tables_), "42110")
    assert mine is not None
    return council.council(tables_, mine, cost)


def test_each_post_is_told_by_what_it_adds_to_the_one_before() -> None:
    found = sheet(made({"42110": 5}, plans=plans(*COVERED)))
    assert [(one.added, one.gain, one.covered) for one in found.steps] == [(1, 60, 160), (2, 0, 160), (3, 30, 190)]


def test_a_cost_is_told_for_each_head_that_a_post_adds_and_not_where_it_adds_nobody() -> None:
    found = sheet(made({"42110": 5}, plans=plans(*COVERED)), cost="1.2")
    assert [one.won for one in found.steps] == [2_000_000, None, 4_000_000]


@pytest.mark.parametrize("cost", ["-1", "0", "많이", "nan", "inf", "1e999", "1 2"])
def test_what_is_no_cost_is_said_so(cost: str) -> None:
    found = sheet(made({"42110": 5}, plans=plans(*COVERED)), cost)
    assert found.is_cost_wrong
    assert {one.won for one in found.steps} == {None}


def test_thousands_may_be_set_apart() -> None:
    assert council.won("1,200") == 1_200 * council.WON


def test_the_nearest_by_the_ratio_of_densities_stand_beside_it_in_the_order_of_density() -> None:
    each = {
        "42110": 100,
        "42111": 1,
        "42112": 50,
        "42113": 210,
        "42114": 90,
        "42115": 10_000,
        "42116": 120,
        "42117": 70,
    }
    each |= {"42118": 150, "42": 100}
    found = sheet(made(each, plans=plans(1, 2))).neighbours
    assert [one.government.code for one in found] == ["42112", "42117", "42114", "42110", "42116", "42118", "42113"]
    assert found[0].share == Span(0.1, 0.2, 0.3, "C")


def test_without_published_areas_nobody_is_compared() -> None:
    table = tables(
        distances=[{"government_code": "42110", "government_name": "춘천시", "post": "119-centre"}], plans=plans(1)
    )
    assert sheet(table).neighbours == ()


def test_without_a_plan_there_is_nothing_to_tell() -> None:
    found = sheet(made({"42110": 5}))
    assert (found.limit, found.steps, found.neighbours) == (None, (), ())


def test_places_are_those_of_each_plan() -> None:
    sites = [
        {"government_code": "42110", "added": added, "site": site, "area_name": name}
        for added, site, name in [(1, 594, "석사동"), (2, 594, "석사동"), (2, 596, "퇴계동")]
    ]
    found = sheet(made({"42110": 5}, plans=plans(1, 2, 3), plan_sites=sites))
    assert [one.places for one in found.steps] == [("석사동",), ("석사동", "퇴계동")]
