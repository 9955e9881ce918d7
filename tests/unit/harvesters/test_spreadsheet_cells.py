"""What strangers write into a table stays text when a spreadsheet opens it."""

from __future__ import annotations

from typing import Any

import pytest

from harvesters.spreadsheet import cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\0", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_would_run_as_a_formula_stands_as_text(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(("value", "text"), [(None, ""), (0, "0"), ("수질 = 좋음", "수질 = 좋음"), ("", "")])
def test_everything_else_stands_as_it_is(value: Any, text: str) -> None:
    assert cell(value) == text
