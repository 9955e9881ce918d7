"""A planted number is found wherever and however it stands; sorting out loses nothing; rows may change places."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from govinnov.gate.model import Finding, Table
from govinnov.gate.screen import STRICT_RULES, ScreenSettings, screen_table, screen_texts
from govinnov.gate.screen.column import Column
from govinnov.gate.screen.detectors import OF_CELLS, of_plain
from govinnov.gate.screen.plain import plain
from govinnov.gate.screen.sieve import Sieve

#: Digits as people and machines write them: ASCII, full width, Arabic-Indic, mathematical bold.
DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
SEPARATORS = ("", "-", " ", " - ", "–", "—", "－", "ㅡ", ".", "/", "~", "\u00a0", "\u200b", "\n", "\t", "-\u2060")

#: What may stand around a number: no digit, no letter a hash is made of, nothing that makes a fraction of it.
AROUND = st.text(
    st.characters(exclude_categories=("Nd", "Nl", "No", "Cs", "Cf", "Mn", "Me"), exclude_characters=".*xX#●○◯•■"),
    max_size=12,
).filter(lambda text: not any(sign.isascii() and sign.isalnum() for sign in text))


@st.composite
def registration_numbers(draw: st.DrawFn) -> str:
    """A registration number with a random tail, spelled in one of many ways."""
    born = draw(st.dates(date(1900, 1, 1), date(2039, 12, 31)))
    century = draw(st.sampled_from("1256" if born.year < 2000 else "3478"))
    tail = draw(st.text("0123456789", min_size=6, max_size=6))
    number = f"{born:%y%m%d}{draw(st.sampled_from(SEPARATORS))}{century}{tail}"
    return number.translate(str.maketrans(DIGITS[0], draw(st.sampled_from(DIGITS))))


@given(AROUND, registration_numbers(), AROUND)
@example("", "900101–1234567", "")
@example("문의(", "９００１０１\u200b１２３４５６７", ")")
def test_a_registration_number_in_any_text_is_found(before: str, number: str, after: str) -> None:
    found = {one.code for one in screen_texts({"notes": f"{before}{number}{after}"})}
    assert found & {"resident-number", "foreigner-number"}


#: Pieces from which texts are made that come close to every detector.
PIECES = st.one_of(
    st.sampled_from(
        [
            "010",
            "016",
            "02",
            "+82",
            "82",
            "-",
            ".",
            "/",
            "~",
            "(",
            ")",
            "_",
            "900101",
            "1234567",
            "11",
            "서울",
            "123456",
            "4111",
            "4111111111111111",
            "여권",
            "M12345678",
            "M123A4567",
            "계좌",
            "은행",
            "@",
            "naver.com",
            "a.b",
            "대외비",
            "비밀",
            "Ⅱ급",
            "[",
            "]",
            "입니다",
            "로",
            "분류",
            "<script",
            "onerror=",
            "javascript:",
            "=",
            "+",
            "1+1",
            "@SUM(A1)",
            "*",
            "●●●●●●",
            "성명:",
            "홍길동",
            "생년월일:",
            "1990.1.2",
            "주소:",
            "０１０",
            "－",
            "ㅡ",
            "&lt;",
            "&#60;",
            "\u202e",
            "\x07",
            "\xa0",
            "127.0",
            "37.5",
        ]
    ),
    st.just(" "),
    st.text(max_size=2),
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)
LABELS = st.sampled_from(["비고", "주민등록번호", "운전면허번호", "여권번호", "계좌번호", "휴대전화", "대표자", "이름"])


@given(st.lists(TEXTS, min_size=1, max_size=20), LABELS)
def test_every_hit_is_among_what_is_sorted_out(texts: Sequence[str], label: str) -> None:
    column, settings = Column(label), ScreenSettings(strict=tuple(STRICT_RULES))
    readings = [(of_plain(settings), [plain(text) for text in texts]), (OF_CELLS, list(texts))]
    for detectors, read in readings:
        for detector in detectors:
            pattern = detector.pattern(column)
            if pattern is not None:
                matched = pl.Series(read, dtype=pl.String).str.contains(pattern).to_list()
                hits = [bool(list(detector.find(text, column, settings))) for text in read]
                assert all(seen or not hit for seen, hit in zip(matched, hits, strict=True))


@given(st.lists(TEXTS, min_size=1, max_size=20), LABELS)
def test_every_text_in_which_folding_brings_something_to_light_is_looked_at(texts: list[str], label: str) -> None:
    settings = ScreenSettings(strict=tuple(STRICT_RULES))
    sieve = Sieve(Column(label), of_plain(settings), OF_CELLS, settings)
    looked_at = pl.Series(texts, dtype=pl.String).str.contains(sieve.pattern).to_list()
    assert {place for place, _ in sieve.hits(texts)} <= {place for place, seen in enumerate(looked_at) if seen}


@given(st.lists(TEXTS, min_size=1, max_size=12), st.integers(1, 64))
def test_a_permutation_of_rows_gives_the_same_findings(texts: list[str], chunk_bytes: int) -> None:
    forward, backward = _screen(texts, chunk_bytes), _screen(texts[::-1], 1 << 20)
    assert _without_rows(forward) == _without_rows(backward)


def _screen(texts: Sequence[str], chunk_bytes: int) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["비고"], *([text] for text in texts)])
        return screen_table(Table(path, ("비고",), len(texts)), {}, settings=ScreenSettings(chunk_bytes=chunk_bytes))


def _without_rows(findings: Sequence[Finding]) -> list[tuple[str, str | None, str]]:
    """Column findings show their first examples, which another order changes; their counts stay."""
    return sorted((one.code, one.value if one.level == "cell" else None, _count(one)) for one in findings)


def _count(finding: Finding) -> str:
    return "".join(filter(str.isdigit, finding.message_en.split("such as")[0]))
