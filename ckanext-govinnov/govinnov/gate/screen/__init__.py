"""The screen: what the law forbids to publish, looked for in every cell and every metadata text."""

from __future__ import annotations

from govinnov.gate.screen.law import LAW, is_personal
from govinnov.gate.screen.masking import mask
from govinnov.gate.screen.settings import DEFAULT as DEFAULT_SCREEN
from govinnov.gate.screen.settings import STRICT_RULES, ScreenSettings
from govinnov.gate.screen.table import screen_table
from govinnov.gate.screen.texts import screen_texts

__all__ = [
    "DEFAULT_SCREEN",
    "LAW",
    "STRICT_RULES",
    "ScreenSettings",
    "is_personal",
    "mask",
    "screen_table",
    "screen_texts",
]
