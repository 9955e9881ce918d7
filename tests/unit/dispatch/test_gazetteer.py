"""Addresses read and placed: what each tier uses, and the errors it has where the truth is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from country_makers import lonlat

from govinnov.dispatch.gazetteer import Gazetteer, Names, build, measured, parse, place
from govinnov.dispatch.geometry import Shape, metres
from govinnov.dispatch.inputs import read_folder
from govinnov.dispatch.inputs.addresses import Address
from govinnov.dispatch.run.country import read_country
from govinnov.dispatch.run.placing import placing

NAMES = Names(
    [
        ("11680", "서울특별시", "강남구"),
        ("41131", "경기도", "성남시수정구"),
        ("41610", "경기도", "광주시"),
        ("29110", "광주광역시", "동구"),
        ("27140", "대구광역시", "동구"),
        ("45750", "전라북도", "임실군"),
        ("36110", "세종특별자치시", "세종특별자치시"),
    ]
)


@pytest.mark.parametrize(
    ("text", "district", "area", "road", "number"),
    [
        ("서울특별시 강남구 논현로 10길 19 (개포동)", "11680", "", "논현로10길", 19),
        ("서울시 강남구  일원로3길 35 일원파출소", "11680", "", "일원로3길", 35),
        ("경기도 성남시 수정구 은행나무로36번가길 24-2", "41131", "", "은행나무로36번가길", 24.002),
        ("성남시 수정구 산성대로 지하 175", "41131", "", "산성대로", 175),
        ("경기도 광주시 남한산성면 남한산성로 757", "41610", "남한산성면", "남한산성로", 757),
        ("전북특별자치도 임실군 임실읍 봉황로 1102-8", "45750", "임실읍", "봉황로", 1102.008),
        ("광주 동구 기적의도서관2길 3", "29110", "", "기적의도서관2길", 3),
        ("세종특별자치시 조치원읍 으뜸길 215", "36110", "조치원읍", "으뜸길", 215),
        ("세종특별자치시 한누리대로 2130", "36110", "", "한누리대로", 2130),
    ],
)
def test_an_address_is_read_under_old_and_new_names(
    text: str, district: str, area: str, road: str, number: float
) -> None:
    found = parse(text, NAMES)
    assert found is not None
    assert (found.district, found.area, found.road) == (district, area, road)
    assert found.number == pytest.approx(number)


@pytest.mark.parametrize("text", ["", "동구 가로 1", "경기도 화성시 가로 1", "용현동 488-109"])
def test_an_address_without_one_district_is_not_read(text: str) -> None:
    assert parse(text, NAMES) is None


def test_a_road_without_a_number_has_none() -> None:
    found = parse("서울특별시 강남구 원내동 95", NAMES)
    assert found is not None
    assert (found.road, np.isnan(found.number)) == ("", True)


def known(*rows: tuple[str, float, float]) -> list[Address]:
    return [Address(text, lonlat(x, y), "", "a.csv", at) for at, (text, x, y) in enumerate(rows, 2)]


def made(*rows: tuple[str, float, float]) -> tuple[Gazetteer, list]:
    corners = metres(np.array([lonlat(*corner) for corner in ((0, 0), (5000, 0), (5000, 5000), (0, 5000), (0, 0))]))
    findings: list = []
    names = Names([("99010", "도", "가시")])
    return build(known(*rows), names, {"99010": Shape([corners])}, findings), findings


def spot(gazetteer: Gazetteer, text: str) -> tuple[str, list[float] | None]:
    found = place(text, gazetteer)
    return found.tier, None if found.place is None else [
        round(found.place[0] - 950_000),
        round(found.place[1] - 1_950_000),
    ]


def test_each_tier_uses_what_it_has() -> None:
    gazetteer, findings = made(
        ("가시 큰로 10", 1000, 1000),
        ("가시 큰로 30", 1200, 1000),
        ("가시 큰로 30", 1200, 1200),
        ("가시 나읍 길로 7", 3000, 3000),
    )
    assert not findings
    assert spot(gazetteer, "가시 큰로 30") == ("between", [1200, 1100])
    assert spot(gazetteer, "가시 큰로 20") == ("between", [1100, 1050])
    assert spot(gazetteer, "가시 큰로 90") == ("near", [1200, 1100])
    assert spot(gazetteer, "가시 큰로 91") == ("none", None)
    assert spot(gazetteer, "가시 큰로20번길 5") == ("branch", [1100, 1050])
    assert spot(gazetteer, "가시 나읍 다른로 7") == ("area", [3000, 3000])
    assert spot(gazetteer, "나시 큰로 20") == ("none", None)


def test_rows_outside_their_own_district_place_nothing_and_are_told() -> None:
    gazetteer, findings = made(("가시 큰로 10", 9000, 1000), ("나시 큰로 10", 1000, 1000))
    assert gazetteer.addresses == 0
    assert sorted((one.code, one.line) for one in findings) == [("address-elsewhere", 2), ("address-unreadable", 3)]


def test_errors_are_the_metres_between_truth_and_placing() -> None:
    gazetteer, _ = made(("가시 큰로 10", 1000, 1000), ("가시 큰로 30", 1200, 1000))
    tests = [
        ("가시 큰로 20", (951_100.0, 1_950_997.0)),
        ("가시 큰로 20", (951_104.0, 1_951_000.0)),
        ("가시 큰로 99", (0.0, 0.0)),
    ]
    errors = {one.tier: one for one in measured(tests, gazetteer)}
    assert errors["between"].metres == pytest.approx([3, 4], abs=0.01)
    assert errors["between"].quantile(0.5) == pytest.approx(3.5, abs=0.01)
    assert errors["near"].quantile(0.9) == float("inf")


@pytest.mark.data
def test_the_errors_on_the_119_centres_are_the_known_ones(real_data: Path) -> None:
    country = read_country(read_folder(real_data), "2022-03-09")
    found = placing(country, country.findings)
    p90 = {one.tier: one.quantile(0.9) for one in found.errors}
    assert p90["between"] == pytest.approx(243, rel=0.05)
    assert p90["near"] == pytest.approx(484, rel=0.05)
    assert p90["area"] > 3000
    assert found.exact(500) == {"between", "near"}
    well = sum(one.tier in found.exact(500) for one in found.stations)
    assert well / len(found.stations) == pytest.approx(0.56, abs=0.02)
    assert found.addresses == pytest.approx(39_843, rel=0.02)
