"""Which governments there are, and how one is found by its name."""

from __future__ import annotations

import pytest
from made_tables import tables

from ckanext.govinnov.dispatch_pages import governments
from ckanext.govinnov.dispatch_pages.governments import Government

NAMES = {"42": "강원도", "42110": "춘천시", "26": "부산광역시", "26110": "중구", "11": "서울특별시", "11140": "중구"}
TABLES = tables(
    distances=[
        {"government_code": code, "government_name": name, "post": post}
        for code, name in NAMES.items()
        for post in ("119-centre", "police-station")
    ]
)
EVERYONE = governments.governments(TABLES)


def test_each_stands_once_in_the_order_of_codes_after_its_province() -> None:
    assert [one.code for one in EVERYONE] == ["11", "11140", "26", "26110", "42", "42110"]
    assert EVERYONE[-1] == Government("42110", "춘천시", "강원도")


def test_two_of_one_name_are_told_apart_by_their_province() -> None:
    assert [one.full_name for one in governments.matching(EVERYONE, "중구")] == ["서울특별시 중구", "부산광역시 중구"]


@pytest.mark.parametrize("query", ["춘천", "강원 도춘천", "ㅊㅊ", " ㅊㅊㅅ ", "춘천시", "ㄱㅇㄷㅊㅊ"])
def test_a_name_is_found_by_a_part_and_by_its_first_consonants(query: str) -> None:
    assert [one.code for one in governments.matching(EVERYONE, query)] == ["42110"]


@pytest.mark.parametrize("query", ["", "  ", "·"])
def test_a_question_that_says_nothing_leaves_all(query: str) -> None:
    assert governments.matching(EVERYONE, query) == EVERYONE


def test_a_province_by_its_name_is_itself_and_not_each_of_its_districts() -> None:
    assert [one.code for one in governments.matching(EVERYONE, "부산")] == ["26"]


def test_an_unknown_name_finds_nobody() -> None:
    assert governments.matching(EVERYONE, "평양") == ()


@pytest.mark.parametrize("code", ["", "4211", "99999", "42110 "])
def test_only_a_whole_code_is_one(code: str) -> None:
    assert governments.find(EVERYONE, code) is None
