"""Words, names, addresses and package dicts: whatever a feed says, what comes out is what CKAN takes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvesters import clean
from harvesters.canonical import digest, record_hash, same_id
from harvesters.errors import SkipObjectError
from harvesters.intake import lost_links, tidy
from harvesters.model import RemoteRecord, RemoteResource
from harvesters.mtrace import FIELDS, parse, service_of
from harvesters.naming import title_of
from harvesters.package import dataset_id, dataset_name, package_dict


@pytest.mark.parametrize("nothing", ["", "-", "(NULL)", "(null)", " - ", None, "N/A", "null", "<br/>", "&nbsp;"])
def test_the_marks_of_nothing_are_empty(nothing: str | None) -> None:
    assert clean.text(nothing) == ""


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("가<br/>나", "가\n나"),
        ("<p>가</p><p>나</p>", "가\n나"),
        ("&lt;b&gt;굵게&lt;/b&gt;", "굵게"),
        ("&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;", ""),
        ("<script>alert(1)</script>수질", "수질"),
        ("<!-- 메모 -->수질", "수질"),
        ("pH < 7 그리고 a > b", "pH < 7 그리고 a > b"),
        ("a\u0000b\u200bc\ud800d", "abcd"),
        ("\u1100\u1161", "가"),
    ],
)
def test_markup_goes_and_words_stay(raw: str, plain: str) -> None:
    assert clean.text(raw) == plain


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a/b", "http:///x", "http://u:p@a/",
     "http://a/\nx", "http://a/" + "x" * 2000, "http://[::1", "http://a b/", "mailto:a@b.c", ""],
)  # fmt: skip
def test_addresses_that_may_not_be_stored(url: str) -> None:
    assert clean.url(url) is None


def test_tags_are_what_ckan_takes() -> None:
    assert clean.tags(["수질/하천", "a", "x" * 300, "수질 하천", None, "(NULL)", "<b>물</b>맛"]) == (
        "수질 하천", "x" * 100, "물맛",
    )  # fmt: skip


@settings(max_examples=200)
@given(st.builds(RemoteRecord, remote_id=st.text(min_size=1), title=st.text(), notes=st.text(), url=st.text(),
                 tags=st.lists(st.text()).map(tuple), extras=st.dictionaries(st.text(min_size=1), st.text())),
       st.text())  # fmt: skip
def test_any_record_becomes_a_package_dict_or_says_why(record: RemoteRecord, source: str) -> None:
    try:
        package = package_dict(record, source)
    except SkipObjectError as error:
        assert error.code == "no-title"
        return
    assert re.fullmatch(r"[a-z0-9_-]{2,100}", package["name"])
    assert package["title"] == package["title"].strip() != ""
    assert not package["url"] or package["url"].startswith(("http", "ftp", "HTTP", "FTP", "Http"))
    for tag in package["tags"]:
        assert re.fullmatch(r"[\w \-.]{2,100}", tag["name"])
    assert "\x00" not in str(package)


@given(st.text(), st.text(min_size=1))
def test_ids_are_the_same_every_time_and_for_every_spelling(source: str, remote_id: str) -> None:
    assert dataset_id(source, remote_id) == dataset_id(source, remote_id)
    other = unicodedata.normalize("NFD", remote_id.upper())
    if same_id(other) == same_id(remote_id):
        assert dataset_name(source, other) == dataset_name(source, remote_id)


def test_resources_of_one_name_are_told_apart_and_unusable_ones_left_out() -> None:
    links = [("표", "https://a.example/1"), ("표", "https://a.example/2"), ("", "javascript:x"), ("", None)]
    record = RemoteRecord("1", "자료", resources=tuple(RemoteResource(name, url) for name, url in links))
    assert [item["name"] for item in package_dict(record, "s")["resources"]] == ["표", "표 (2)"]


def test_the_hash_is_of_the_meaning() -> None:
    assert digest({"a": "가", "b": [1]}) == digest({"b": (1,), "a": "\u1100\u1161"})
    record = RemoteRecord("1", "자료", extras={"a": "1", "b": "2"})
    assert record_hash(record) == record_hash(RemoteRecord("1", "자료", extras={"b": "2", "a": "1"}))
    assert record_hash(record) != record_hash(RemoteRecord("1", "자료", extras={"a": "1"}))


@pytest.mark.parametrize(
    ("name", "title", "agency", "date"),
    [
        ("부산광역시_방범용CCTV 정보_20241231(공공데이터포털).csv", "방범용CCTV 정보", "부산광역시", "2024-12-31"),
        ("소방청_119안전센터 현황_20240630.csv", "119안전센터 현황", "소방청", "2024-06-30"),
        ("경찰청_전국 지구대 파출소 주소 현황_20231231.csv", "전국 지구대 파출소 주소 현황", "경찰청", "2023-12-31"),
        ("소방서_좌표_결과.csv", "소방서 좌표 결과", None, ""),
        ("전국어린이보호구역표준데이터.csv", "전국어린이보호구역표준데이터", None, ""),
        ("2019_ex.xlsx", "ems 2019 ex", None, ""),
        ("pharmacyInfo.csv.gz", "ems pharmacyInfo", None, ""),
    ],
)
def test_what_a_file_name_tells(name: str, title: str, agency: str | None, date: str) -> None:
    told = title_of(name, "ems")
    assert (told.title, told.agency, told.date) == (title, agency, date)
    assert title_of(unicodedata.normalize("NFD", name), "ems") == told


def test_mtrace_fields_have_the_numbers_of_the_interface() -> None:
    assert {name: len(fields) for name, fields in FIELDS.items()} == {
        "addEggHistNo": 40, "addEggPackng": 57, "addEggTrade": 30,
    }  # fmt: skip
    assert all(len(set(fields)) == len(fields) for fields in FIELDS.values())
    line = "|".join(str(number) for number in range(1, 31))
    assert service_of(line) == "addEggTrade"
    assert parse(line, "addEggTrade")["이력번호"] == "16"
    with pytest.raises(SkipObjectError) as told:
        parse("비밀|x", "addEggTrade")
    assert "비밀" not in told.value.message_ko


def test_blanks_in_an_address_are_encoded() -> None:
    assert clean.url(" https://agency.example/수질 자료.csv ") == "https://agency.example/수질%20자료.csv"


def test_an_address_is_what_the_database_can_index() -> None:
    assert clean.url("https://agency.example/\ud800") is None
    assert clean.url("https://agency.example/" + "가" * 660) is None
    assert clean.url("https://agency.example/" + "가" * 650) is not None


def test_keys_of_extras_are_cleaned_too() -> None:
    record = RemoteRecord("1", "자료", extras={"a\x00b": "1", "\ud800": "2", " <b>주기</b> ": "매일", "k" * 300: "3"})
    assert dict(tidy(record).extras) == {"ab": "1", "주기": "매일", "k" * 100: "3"}


def test_links_that_are_left_out_are_told_once_with_the_first_of_them() -> None:
    links = ("javascript:alert(1)", None, "https://agency.example/a.csv")
    record = RemoteRecord("1", "자료", resources=tuple(RemoteResource("표", url) for url in links))
    told = lost_links(record)
    assert told is not None
    assert (told.code, told.record, told.kind) == ("link-unusable", "1", "error")
    assert "2개" in told.message_ko and "2 resources" in told.message_en and "javascript" in told.message_en
    assert len(package_dict(record, "src")["resources"]) == 1
    assert lost_links(RemoteRecord("1", "자료", resources=(RemoteResource("표", links[2]),))) is None


@pytest.mark.parametrize(
    ("url", "said", "format"),
    [
        ("https://agency.example/a.CSV?x=1", "", "CSV"),
        ("https://agency.example/a.csv", "text/csv", "text/csv"),
        ("https://agency.example/list.do", "", ""),
        ("https://agency.example", "", ""),
    ],
)
def test_a_format_that_is_not_said_is_the_ending_of_the_address(url: str, said: str, format: str) -> None:
    [resource] = package_dict(RemoteRecord("1", "자료", resources=(RemoteResource("표", url, said),)), "src")[
        "resources"
    ]
    assert resource["format"] == format
