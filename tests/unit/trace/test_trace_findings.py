"""The reference page of the trace's findings is complete, and every finding is told in both languages."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from govinnov.trace.findings import CODES, Code, finding, shown
from govinnov.trace.findings.page import PARTS, page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "trace-findings.md"
ALL = [code for codes in PARTS.values() for code in codes]


def test_the_page_in_docs_is_what_the_codes_say() -> None:
    again = "run: python -m govinnov.trace.findings > docs/reference/trace-findings.md"
    assert PAGE.read_text(encoding="utf-8") == page(), again


def test_no_two_parts_share_a_code_and_none_is_left_out() -> None:
    names = [code.name for code in ALL]
    assert len(names) == len(set(names))
    assert set(names) == set(CODES)


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.name)
def test_every_code_is_told_in_both_languages_and_says_what_to_do(code: Code) -> None:
    korean = [code.ko, code.todo_ko]
    assert all(any("가" <= sign <= "힣" for sign in text) for text in korean)
    assert not any("가" <= sign <= "힣" for text in (code.en, code.todo_en) for sign in text)
    holes = {name for text in (code.ko, code.en) for _, name, _, _ in string.Formatter().parse(text) if name}
    assert all(name.isidentifier() for name in holes)


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("연락처 010-1234-5678", "연락처 01***********"),
        ("01012345678", "01*********"),
        ("800101-1234567", "80************"),
        ("123-45-67890", "12**********"),
        ("ab@example.org", "ab************"),
        ("urn:epc:id:sgln:0614141.00777.0", "urn:epc:id:sgln:0614141.00777.0"),
        (True, "true"),
        ({"a": 1}, "{…}"),
        ("x" * 1_000_000, "x" * 79 + "…"),
    ],
)
def test_a_quoted_value_is_short_and_shows_no_personal_number(value: object, quoted: str) -> None:
    assert shown(value) == quoted


def test_a_finding_of_an_unknown_code_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        finding("no-such-code")
