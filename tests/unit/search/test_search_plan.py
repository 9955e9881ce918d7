"""The plan of a Korean query: only plain words are touched."""

from __future__ import annotations

import unicodedata

import pytest

from ckanext.govinnov.search import hangul
from ckanext.govinnov.search.index import core_title, fields
from ckanext.govinnov.search.plan import LONGEST_QUERY, plan, words
from ckanext.govinnov.search.synonyms import GROUPS, synonyms


def test_a_plain_korean_word_is_looked_for_in_the_korean_fields() -> None:
    planned = plan({"q": "수질", "fq": "+state:active"})
    assert planned["q"] == "(수질)"
    assert planned["defType"] == "edismax"
    assert "title_ko^6" in planned["qf"]
    assert planned["fq"] == "+state:active"


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"q": ""},
        {"q": "*:*"},
        {"q": "annakarenina"},
        {"q": "title:수질"},
        {"q": '"수질 검사"'},
        {"q": "수질 OR 대기"},
        {"q": "수질*"},
        {"q": "-수질"},
        {"q": "수질", "sort": "metadata_modified desc"},
        {"q": "수질", "defType": "dismax"},
        {"q": "수질", "qf": "title"},
        {"q": "정보 (수질)"},
        {"q": "..."},
    ],
)
def test_every_other_query_stays_as_it_came(params: dict[str, str]) -> None:
    assert plan(params) == params


def test_words_of_asking_are_dropped_unless_nothing_is_left() -> None:
    assert words("수질 정보 알려줘") == ["수질"]
    assert words("정보") == ["정보"]


def test_an_everyday_word_brings_the_official_one() -> None:
    assert '"CCTV"^0.6' in plan({"q": "씨씨티비"})["q"]
    assert "어린이보호구역" in synonyms("스쿨존")


def test_a_word_stands_in_one_group_only() -> None:
    listed = [word for group in GROUPS for word in group]
    assert len(listed) == len(set(listed))


def test_first_consonants_are_looked_for_as_such() -> None:
    assert plan({"q": "ㅇㄹㅇ"})["q"] == "title_cho:ㅇㄹㅇ"


def test_decomposed_text_is_the_same_query() -> None:
    assert plan({"q": unicodedata.normalize("NFD", "수질")})["q"] == "(수질)"


def test_a_long_query_is_cut() -> None:
    assert len(plan({"q": "가" * 5000})["q"]) <= LONGEST_QUERY + 2


def test_the_exact_title_argument_holds_letters_and_digits_alone() -> None:
    assert "'가나a1'" in plan({"q": "가,나' A-1"})["boost"]


def test_hangul_is_taken_apart() -> None:
    assert hangul.initials("어린이 보호구역") == "ㅇㄹㅇㅂㅎㄱㅇ"
    assert hangul.letters("값 A") == "ㄱㅏㅄa"


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("소방청_119안전센터 현황", "119안전센터 현황"),
        ("전국어린이보호구역표준데이터", "어린이보호구역"),
        ("전국주차장정보표준데이터", "주차장"),
        ("수질", "수질"),
        ("_", "_"),
    ],
)
def test_the_core_of_a_title_is_what_it_is_about(title: str, core: str) -> None:
    assert core_title(title) == core


def test_a_dataset_that_only_points_elsewhere_is_listed() -> None:
    assert fields({"title": "가", "data_dict": '{"resources": [{"url_type": null}]}'})["publication"] == "listed"
    assert fields({"title": "가", "data_dict": '{"resources": [{"url_type": "upload"}]}'})["publication"] == "open"
