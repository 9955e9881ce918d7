"""The stewards' page is complete, and every finding code can be told in both languages."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from govinnov.gate.codes import CODES
from govinnov.gate.codes.page import STEPS, page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "findings.md"
ALL = [code for codes in STEPS.values() for code in codes]


def test_the_page_in_docs_is_what_the_codes_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m govinnov.gate.codes > docs/reference/findings.md"


def test_no_two_steps_share_a_code_and_none_is_left_out() -> None:
    names = [code.name for code in ALL]
    assert len(names) == len(set(names))
    assert set(names) == set(CODES)


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.name)
def test_every_code_says_what_it_means_with_an_example_and_what_to_do(code: object) -> None:
    texts = [getattr(code, name) for name in ("ko", "en", "todo_ko", "todo_en", "example")]
    assert all(text.strip() for text in texts)
    assert any("가" <= sign <= "힣" for sign in texts[0])
    assert any("가" <= sign <= "힣" for sign in texts[2])


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.name)
def test_both_sentences_of_a_code_can_be_filled(code: object) -> None:
    for text in (getattr(code, "ko"), getattr(code, "en")):  # noqa: B009
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))
