"""Texts made to slow a regular expression down are read in time that grows with their length, no faster."""

from __future__ import annotations

import time

import pytest

from govinnov.gate.screen import STRICT_RULES, ScreenSettings, screen_texts

SIGNS = 50_000
ALL_RULES = ScreenSettings(strict=tuple(STRICT_RULES))


@pytest.mark.parametrize("prefix", ["", "-", "=", "<", "'"])
@pytest.mark.parametrize(
    "unit",
    [
        "<",
        " ",
        "\n",
        "<a ",
        " onabc",
        "' ",
        "|",
        "+!",
        "1.",
        " 1",
        "010",
        "9001011234567",
        "대외비\n",
        "( ",
        "&#",
        "A ",
    ],
)
def test_a_hostile_text_is_read_in_a_second(prefix: str, unit: str) -> None:
    text = prefix + unit * (SIGNS // len(unit))
    started = time.process_time()
    screen_texts({"대표자": text, "notes": text}, settings=ALL_RULES)
    assert time.process_time() - started < 1.5
