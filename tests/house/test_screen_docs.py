"""The page on the screen names every code and every strict rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinnov.gate.codes.screen import CODES
from govinnov.gate.screen import STRICT_RULES

PAGE = (Path(__file__).parents[2] / "docs/explanation/screen.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*(code.name for code in CODES), *STRICT_RULES])
def test_the_page_names_it(name: str) -> None:
    assert f"`{name}`" in PAGE
