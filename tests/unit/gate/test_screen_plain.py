"""Every sign with which a number can be spelled is folded, and is looked at for folding."""

from __future__ import annotations

import sys
import unicodedata

import polars as pl
import pytest

from govinnov.gate.screen.plain import FOREIGN_SIGNS, plain

#: ASCII signs that numbers, addresses and marks are made of.
MEANT = frozenset("0123456789-._/~=:()+@* ")


def _all_signs() -> list[str]:
    return [
        chr(code) for code in range(0x80, sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cs", "Cn")
    ]


def test_every_sign_that_folds_to_a_part_of_a_number_is_looked_at() -> None:
    signs = _all_signs()
    looked_at = pl.Series(signs).str.contains(FOREIGN_SIGNS).to_list()
    missed = [sign for sign, seen in zip(signs, looked_at, strict=True) if not seen and plain(sign) in MEANT]
    assert missed == []


def test_every_sign_that_vanishes_is_looked_at() -> None:
    signs = [sign for sign in _all_signs() if plain(sign) == ""]
    assert pl.Series(signs).str.contains(FOREIGN_SIGNS).all()


@pytest.mark.parametrize("letters", ["Ｍ", "𝐌", "Ⓜ", "ｍ"])
def test_letters_in_disguise_are_looked_at(letters: str) -> None:
    assert plain(letters).upper() == "M"
    assert pl.Series([letters]).str.contains(FOREIGN_SIGNS).all()


@pytest.mark.parametrize(
    "text", ["서울특별시 종로구", "면적(㎡)", "가·나·다", "「법」 제1조", "~ 10%", "東京", "ㄱㄴㄷ"]
)
def test_ordinary_korean_is_passed_by(text: str) -> None:
    assert not pl.Series([text]).str.contains(FOREIGN_SIGNS).any()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("９００１０１－１２３４５６７", "900101-1234567"),
        ("٩٠٠١٠١ ١٢٣٤٥٦٧", "900101 1234567"),
        ("010）1234–5678", "010)1234-5678"),
        ("9001\u200b01\u20601", "9001011"),
        ("Ⅱ급비밀", "II급비밀"),
        ("가\u00a0나", "가 나"),
    ],
)
def test_a_text_is_folded_to_what_it_says(text: str, read: str) -> None:
    assert plain(text) == read
