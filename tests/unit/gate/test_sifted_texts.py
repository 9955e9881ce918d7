"""Texts looked through ahead give the findings of texts that are screened alone."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinnov import gate
from govinnov.gate.screen import ScreenSettings, Sifted, screen_texts

RECORDS = ({"title": "하천 수질", "notes": "문의 010-1234-5678"}, {"title": "하천 수질", "phone": "010-1234-5678"})
WORDS = st.sampled_from(("하천 수질", "010-1234-5678", "900101-1234568", "=1+1", "대외비", "", "02-123-4567", "\ud800"))
TEXTS = st.dictionaries(st.sampled_from(("title", "notes", "tel", "resources.0.name")), WORDS)


@given(ahead=st.lists(TEXTS, max_size=3), texts=TEXTS)
def test_it_makes_no_difference_what_was_looked_through_ahead(
    ahead: list[Mapping[str, str]], texts: Mapping[str, str]
) -> None:
    sifted = Sifted()
    sifted.ahead(ahead)
    for _ in range(2):
        assert screen_texts(texts, sifted=sifted) == screen_texts(texts)


def test_stricter_rules_look_again_at_what_was_clean_before() -> None:
    strict, sifted, texts = ScreenSettings(strict=("split-decimal",)), Sifted(), {"notes": "1.9001011234567"}
    assert screen_texts(texts, sifted=sifted) == ()
    assert screen_texts(texts, settings=strict, sifted=sifted) == screen_texts(texts, settings=strict) != ()


def test_what_is_clean_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sifted = Sifted()
    sifted.ahead(RECORDS)
    monkeypatch.setattr(pl, "Series", lambda *_, **__: pytest.fail("looked again"))
    assert gate.check_texts({"title": "하천 수질"}, sifted=sifted).findings == ()
